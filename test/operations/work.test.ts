import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from './folders.ts'
import { buildProgram, processesIn, root, start } from './site.ts'

beforeAll(buildProgram)

const program = join(root, 'bin/gongkai')

/** Does jobs on a folder of data until it is ended. */
async function working(env: Readonly<Record<string, string>>) {
  const child = spawn(program, ['work'], { env: { PATH: process.env.PATH, LOG_LEVEL: 'debug', ...env } })
  const ended = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  while (!said.includes('looking for jobs')) await Promise.race([once(child.stderr, 'data'), ended])
  return {
    said: () => said,
    end: async () => {
      child.kill('SIGTERM')
      return (await ended)[0] as number | null
    },
  }
}

describe('gongkai work', () => {
  it('does jobs where no site runs and beside one, and ends when it is told to', async () => {
    const env = { GONGKAI_DATA: await temporaryFolder(), GONGKAI_DEMO: 'off' }
    const alone = await working(env)
    expect(alone.said()).toMatch(/后台任务已开始运行[\s\S]*task names: 'sweep-requests'/)
    expect(await alone.end()).toBe(0)
    expect(processesIn(env.GONGKAI_DATA)).toEqual([])
    const site = await start(env)
    const beside = await working(env)
    expect(await beside.end()).toBe(0)
    expect((await fetch(`${site.address}/readyz`)).status).toBe(200)
  })

  it('takes nothing else on its line', () => {
    const { status, stderr } = spawnSync(program, ['work', 'hard'], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([2, 'work 不接受参数“hard”。可用的命令见 gongkai --help\n'])
  })
})
