import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart, orCannotStart } from './cannot-start.ts'

/** When a process began, so that a process number used again is not taken for the old process; empty for none. */
async function beginningOf(pid: number): Promise<string> {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .replaceAll(' ', '_')
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in brackets may hold anything; state and start (fields 3 and 22) come after it.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return fields[19] === undefined || fields[0] === 'Z' ? '' : `${boot.trim()}_${fields[19]}`
}

interface Holder {
  readonly pid: number
  readonly began: string
}

const isAlive = async ({ pid, began }: Holder) => began !== '' && (await beginningOf(pid)) === began

const write = ({ pid, began }: Holder) => `${pid} ${began}`

function read(text: string): Holder {
  const [pid, began] = text.split(' ')
  return { pid: Number(pid), began: began ?? '' }
}

async function numbersIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder)
  return names.map(Number).sort((a, b) => a - b)
}

/** Not `recursive`, which tells a read-only disk as a missing folder. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}

async function holderIn(folder: string, number: number): Promise<Holder | undefined> {
  return number > 0 ? read(await readlink(join(folder, String(number))).catch(() => '')) : undefined
}

/** Whether another process holds the data folder now. */
export async function isDataFolderHeld(place: string): Promise<boolean> {
  const folder = join(place, 'holder')
  const last = (await numbersIn(folder).catch(() => [])).at(-1) ?? 0
  const holder = await holderIn(folder, last)
  return holder !== undefined && isAlive(holder)
}

/**
 * Takes the data folder for this process, for as long as it lives.
 *
 * Each holder makes a numbered link that tells who it is; the highest number counts. A link appears whole or not at
 * all and only once, and the highest one is never removed, so two processes that find the same dead holder cannot
 * both follow it.
 *
 * @throws {CannotStart} while another process holds the folder, or where the folder cannot be written
 */
export async function holdDataFolder(place: string): Promise<void> {
  await orCannotStart(place, async () => {
    const folder = join(place, 'holder')
    await makeFolder(folder)
    const self = { pid: process.pid, began: await beginningOf(process.pid) }
    for (;;) {
      const last = (await numbersIn(folder)).at(-1) ?? 0
      const holder = await holderIn(folder, last)
      if (holder && (await isAlive(holder)))
        throw new CannotStart(
          `数据目录 ${place} 正由另一个 Gongkai 使用（进程号 ${holder.pid}）。请先停止它，或用 GONGKAI_DATA 另指一个目录。`,
        )
      if (await follow(folder, last + 1, self)) return
    }
  })
}

async function follow(folder: string, number: number, self: Holder): Promise<boolean> {
  const mine = join(folder, String(number))
  try {
    await symlink(write(self), mine)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  const numbers = await numbersIn(folder)
  const first = numbers.at(-1) === number
  const superseded = first ? numbers.filter((other) => other < number) : [number]
  for (const other of superseded) await rm(join(folder, String(other)), { force: true })
  return first
}
