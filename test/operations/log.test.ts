import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createLog, inBatches } from '../../src/log.ts'

function opened() {
  const written: string[] = []
  const lines = inBatches({ write: (text) => void written.push(text) })
  const messages = () =>
    written
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).msg)
  return { written, messages, log: createLog('info', lines.stream), end: lines.end }
}

describe('The log', () => {
  it('writes the lines of many requests together, and none later than after a second', async () => {
    const { written, messages, log, end } = opened()
    for (let line = 1; line <= 20; line += 1) log.info(`${line}`)
    expect(written).toEqual([])
    await pause(900)
    expect(written).toHaveLength(1)
    expect(messages()).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 1}`))
    end()
  })

  it('holds every line once, in order, however many there are', () => {
    const { messages, log, end } = opened()
    for (let line = 0; line < 5000; line += 1) log.info(`${line}`)
    end()
    log.info('after the end')
    expect(messages()).toEqual([...Array.from({ length: 5000 }, (_, index) => `${index}`), 'after the end'])
  })

  it('writes a warning at once, with what came before it', () => {
    const { messages, log, end } = opened()
    log.info('before')
    log.warn('warning')
    log.info('after')
    expect(messages()).toEqual(['before', 'warning'])
    end()
    expect(messages()).toEqual(['before', 'warning', 'after'])
  })
})
