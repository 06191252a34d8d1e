import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from './folders.ts'
import { buildProgram, root } from './site.ts'

beforeAll(buildProgram)

const program = join(root, 'bin/gongkai')
const gongkai = (args: readonly string[], cwd = root) =>
  spawnSync(program, args, { encoding: 'utf8', cwd, maxBuffer: 64 * 1024 * 1024 })

describe('The command line', () => {
  it('tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(gongkai(['--version']).stdout).toBe(`${version}\n`)
  })

  it('tells the commands there are, on request and without one', () => {
    for (const args of [['--help'], []]) {
      const { stdout, stderr, status } = gongkai(args)
      expect(stdout).toContain('gongkai report read')
      expect(stderr).toBe('')
      expect(status).toBe(0)
    }
  })

  it.each([['frobnicate'], ['serve', 'loudly']])('refuses "%s" in a sentence and with status 2', (...args) => {
    const { stdout, stderr, status } = gongkai(args)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^[^\n]+gongkai --help\n$/)
    expect(status).toBe(2)
  })

  it('works from another folder and through a link', async () => {
    const folder = await temporaryFolder()
    await symlink(program, join(folder, 'link'))
    const { stdout, status } = spawnSync(join(folder, 'link'), ['--version'], { cwd: folder, encoding: 'utf8' })
    expect([stdout.trim(), status]).toEqual([gongkai(['--version']).stdout.trim(), 0])
  })

  it('ends calmly when its reader has seen enough', async () => {
    const folder = join(await temporaryFolder(), 'reports')
    await mkdir(folder)
    const page = '<html><body><p>不是年度报告</p></body></html>'
    const names = Array.from({ length: 1500 }, (_, index) => `${'很长的文件名'.repeat(8)}-${index}.html`)
    await Promise.all(names.map((name) => writeFile(join(folder, name), page)))
    const child = spawn(program, ['report', 'check', folder])
    let said = ''
    child.stderr.on('data', (part: Buffer) => (said += part.toString()))
    child.stdout.once('data', () => child.stdout.destroy())
    const [status, signal] = await once(child, 'exit')
    expect([status, signal]).toEqual([0, null])
    expect(said).not.toMatch(/EPIPE|Error/)
  })

  it.runIf(existsSync('/dev/full')).each([['--json'], []])(
    'does not call a result told that no disk took %s',
    (...option) => {
      const file = join(root, 'demo/reports/huaxi-2021.html')
      const script = '"$@" > /dev/full'
      const args = ['-c', script, 'sh', program, 'report', 'check', file, ...option]
      const { stderr, status } = spawnSync('sh', args, { encoding: 'utf8' })
      expect([stderr, status]).toEqual(['结果没有写全：磁盘已满。\n', 2])
    },
  )

  it('has said everything when it ends, however late it is read', () => {
    const file = join(root, 'demo/reports/huaxi-2021.html')
    const script = '"$1" report read "$2" --json | { sleep 0.5; cat; }'
    const { stdout } = spawnSync('sh', ['-c', script, 'sh', program, file], { encoding: 'utf8' })
    expect(stdout.length).toBeGreaterThan(20_000)
    expect(JSON.parse(stdout).agency).toBe('贵阳市花溪区人民政府')
  })
})
