import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodies, bring, files } from '../app/draft.ts'
import { emptyTables } from '../database.ts'
import { useProcesses } from './processes.ts'

const held = useProcesses()
let report: string

beforeAll(async () => {
  await emptyTables(held.db)
  const { district } = await bodies(held.db)
  await bring(held.without.services, district, files.wrong, 'published')
  report = `/reports/${district}-2021`
})

async function open() {
  const socket: Socket = connect(held.both[0].port, '127.0.0.1')
  const seen = { text: '', isClosed: false }
  socket.setEncoding('latin1').on('data', (piece) => {
    seen.text += piece
  })
  socket.on('close', () => {
    seen.isClosed = true
  })
  await once(socket, 'connect')
  return { socket, seen }
}

const asking = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`
const answers = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
/** Ends of pages: an answer has come whole. */
const ends = (text: string) => text.split('</html>').length - 1

describe('One connection', () => {
  test('gives pages one after the other, then what is no page, then pages again', async () => {
    const { socket, seen } = await open()
    let whole = 0
    for (const path of [report, report, '/desk/sign-in', report, '/reports']) {
      socket.write(asking(path))
      whole += 1
      await expect.poll(() => ends(seen.text)).toBe(whole)
    }
    expect(answers(seen.text)).toEqual(['200', '200', '200', '200', '200'])
    expect(new Set(seen.text.match(/x-request-id: [0-9a-f]{10}/gi)).size).toBe(5)
    socket.destroy()
  })

  test('answers requests that were sent together, or in pieces, in their order', async () => {
    const { socket, seen } = await open()
    socket.write(asking(report) + asking('/reports/1-1999') + asking('/about'))
    await expect.poll(() => answers(seen.text)).toEqual(['200', '404', '200'])
    socket.destroy()
    const other = await open()
    other.socket.write(asking('/about'))
    await pause(1)
    for (const piece of asking(report).match(/.{1,9}/gs) ?? []) {
      other.socket.write(piece)
      await pause(1)
    }
    await expect.poll(() => ends(other.seen.text)).toBe(2)
    expect(other.seen.text).toContain(
      '2021年政府信息公开工作年度报告'.replace(/./g, (c) => Buffer.from(c).toString('latin1')),
    )
    other.socket.destroy()
  })

  test('is closed after the answer for those who ask for it, or who close their side', async () => {
    const polite = await open()
    polite.socket.write(asking(report, 'Connection: close\r\n'))
    await expect.poll(() => polite.seen.isClosed).toBe(true)
    expect(answers(polite.seen.text)).toEqual(['200'])
    const half = await open()
    half.socket.end(asking('/reports'))
    await expect.poll(() => half.seen.isClosed).toBe(true)
    expect(half.seen.text).toMatch(/^(HTTP\/1\.1 200|$)/)
  })
})

const malformed: readonly (readonly [string, string])[] = [
  ['no host', `GET ${'/reports'} HTTP/1.1\r\n\r\n`],
  ['two hosts', 'GET /reports HTTP/1.1\r\nHost: localhost\r\nHost: other\r\nHost :x\r\n\r\n'],
  ['a blank before the colon', 'GET /reports HTTP/1.1\r\nHost : localhost\r\n\r\n'],
  ['a line that is continued', 'GET /reports HTTP/1.1\r\nHost: localhost\r\n\tmore\r\nX\r\n\r\n'],
  ['a bare carriage return', 'GET /reports HTTP/1.1\r\nHost: localhost\r\nX: a\rY: b\r\n\r\n'],
  [
    'both lengths',
    'GET /reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
  ],
]

describe('A request that is not well-formed', () => {
  test.each(malformed)('is refused as ever: %s', async (_, text) => {
    const { socket, seen } = await open()
    socket.write(text)
    await expect.poll(() => answers(seen.text)).toEqual(['400'])
    socket.destroy()
  })
})
