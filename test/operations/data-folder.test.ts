import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { holdDataFolder } from '../../src/store/data-folder.ts'
import { dropSetupCode, setupCodeIn } from '../../src/store/setup-code.ts'
import { temporaryFolder } from './folders.ts'

const source = fileURLToPath(new URL('../../src/store/data-folder.ts', import.meta.url))

/** A program that takes a data folder and keeps it until its input ends. */
function contender(folder: string): string {
  const contents = `import { holdDataFolder } from ${JSON.stringify(source)}
    process.stdin.on('end', () => process.exit(0)).resume()
    await holdDataFolder(process.argv[2]).then(() => console.log('held'), (error) => console.log(error.message))`
  const outfile = join(folder, 'contender.mjs')
  const stdin = { contents, resolveDir: folder, loader: 'ts' } as const
  buildSync({ stdin, outfile, bundle: true, platform: 'node', format: 'esm' })
  return outfile
}

async function firstWord(child: ChildProcess): Promise<string> {
  const [text] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return text.toString().trim()
}

describe('The data folder', () => {
  it('has one holder, however many follow a dead one at the same moment', async () => {
    const folder = await temporaryFolder()
    const program = contender(folder)
    const place = join(folder, 'data')
    await mkdir(join(place, 'holder'), { recursive: true })
    await symlink('999999999 long-gone', join(place, 'holder/7'))
    for (let round = 0; round < 3; round++) {
      const children = Array.from({ length: 8 }, () => spawn(process.execPath, [program, place]))
      const words = await Promise.all(children.map(firstWord))
      expect(words.filter((word) => word === 'held')).toHaveLength(1)
      expect(words.filter((word) => word.includes('正由另一个 Gongkai 使用'))).toHaveLength(7)
      const ends = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ends)
    }
  })

  it('is not held by a process that merely has the number of a dead one', async () => {
    const place = await temporaryFolder()
    await mkdir(join(place, 'holder'))
    await symlink(`${process.ppid} other-boot_1`, join(place, 'holder/1'))
    await holdDataFolder(place)
    expect(await readdir(join(place, 'holder'))).toEqual(['2'])
    expect(await readlink(join(place, 'holder/2'))).toMatch(new RegExp(`^${process.pid} `))
  })

  it('is refused in a sentence while this very process holds it', async () => {
    const place = await temporaryFolder()
    await holdDataFolder(place)
    await expect(holdDataFolder(place)).rejects.toThrow(`进程号 ${process.pid}`)
  })

  it('is refused in a sentence where a file stands in its place', async () => {
    const place = join(await temporaryFolder(), 'file')
    await writeFile(place, '')
    await expect(holdDataFolder(place)).rejects.toThrow('同名文件')
  })
})

describe('The set-up code', () => {
  const bytes = (size: number) => new Uint8Array(size).fill(0xab)

  it('stays the same over restarts and is readable by the owner alone', async () => {
    const place = await temporaryFolder()
    const code = await setupCodeIn(place, bytes)
    expect(code).toBe('ab'.repeat(12))
    expect(await setupCodeIn(place, (size) => new Uint8Array(size))).toBe(code)
    expect((await stat(join(place, 'setup-code'))).mode & 0o777).toBe(0o600)
  })

  it('is made anew after it was dropped', async () => {
    const place = await temporaryFolder()
    await setupCodeIn(place, bytes)
    await dropSetupCode(place)
    await expect(readFile(join(place, 'setup-code'))).rejects.toThrow()
    expect(await setupCodeIn(place, (size) => new Uint8Array(size))).toBe('00'.repeat(12))
  })
})
