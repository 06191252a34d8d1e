import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from './folders.ts'
import { buildProgram, end, processesIn, root, start } from './site.ts'

beforeAll(buildProgram)

const program = join(root, 'bin/gongkai')
const report = join(root, 'demo/reports/huaxi-2021.html')

/** A folder of data in which the demonstration stands without the report of 花溪区 for 2021. */
async function dataFolder() {
  const data = await temporaryFolder()
  return { GONGKAI_DATA: data, GONGKAI_DEMO: 'on', DATABASE_URL: '', PORT: '0', LOG_LEVEL: 'warn' }
}

const importing = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  spawnSync(program, ['report', 'import', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } })

describe('Importing by command', () => {
  it('works beside the running site, and where no site runs, and leaves nothing running', async () => {
    const env = await dataFolder()
    const site = await start(env)
    const beside = importing(env, report, '--json')
    expect(beside.stderr).toContain('已有同一份 1 份')
    expect(JSON.parse(beside.stdout)).toMatchObject([{ state: 'duplicate' }])
    await end(site, 'SIGTERM')
    expect(importing(env, report).stdout).toContain('已有同一份')
    expect(processesIn(env.GONGKAI_DATA)).toEqual([])
  })

  it('says what is missing where there is no library yet', async () => {
    const env = { ...(await dataFolder()), GONGKAI_DEMO: 'off' }
    const { status, stdout, stderr } = importing(env, report)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('库里还没有机关')
    const nowhere = importing({ ...env, DATABASE_URL: 'postgres://localhost:1/x' }, report)
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringMatching(/^连不上 DATABASE_URL[^\n]*\n$/)])
  })

  it('stopped in the middle keeps what it has done, ends its database and says so', async () => {
    const env = await dataFolder()
    const site = await start(env)
    await end(site, 'SIGTERM')
    const folder = join(await temporaryFolder(), 'reports')
    await mkdir(folder)
    for (let number = 0; number < 400; number += 1) await cp(report, join(folder, `${number}.html`))
    const child = spawn(program, ['report', 'import', folder], { env: { PATH: process.env.PATH, ...env } })
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    await once(child.stdout, 'data')
    child.stdout.resume()
    child.kill('SIGINT')
    const [status] = await once(child, 'close')
    expect([status, said]).toEqual([2, expect.stringContaining('再运行一次会接着做')])
    await pause(100)
    expect(processesIn(env.GONGKAI_DATA)).toEqual([])
  })
})
