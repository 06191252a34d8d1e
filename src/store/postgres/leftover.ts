import { spawnSync } from 'node:child_process'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'

const patience = { politely: 30_000, firmly: 10_000, step: 20 }

/** Processes whose working folder is `folder`, by /proc. */
async function processesByPlace(folder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, index) => places[index] === folder)
}

/** Servers that were started on `folder`, by their command lines; for systems without /proc. */
function serversByCommand(folder: string): readonly number[] {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
  const lines = stdout.split('\n').filter((line) => line.includes(`postgres -D ${folder} `))
  return lines.map((line) => Number.parseInt(line, 10))
}

/** Every process of a cluster stands in the cluster's folder. */
async function processesIn(folder: string): Promise<readonly number[]> {
  return process.platform === 'linux' ? processesByPlace(folder) : serversByCommand(folder)
}

/** Folder of the socket that the last server used; undefined after an orderly stop. */
export async function lastSocketFolder(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n')[4] || undefined
}

/** First line of postmaster.pid; undefined where the server was stopped in an orderly way or the file is damaged. */
async function postmasterOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n', 1)[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

async function gone(folder: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += patience.step) {
    if ((await processesIn(folder)).length === 0) return true
    await pause(patience.step)
  }
  return false
}

/**
 * Ends a server (or what is left of it) that still works on the cluster, as after the program was killed.
 *
 * A process number in postmaster.pid that meanwhile belongs to another program is recognised and its file removed.
 *
 * @throws {CannotStart} when a process does not end
 */
export async function stopLeftover(folder: string): Promise<void> {
  const postmaster = await postmasterOf(folder)
  const cluster = await realpath(folder)
  if (postmaster && (await processesIn(cluster)).includes(postmaster)) signal(postmaster, 'SIGINT')
  if (await gone(cluster, patience.politely)) return rm(join(folder, 'postmaster.pid'), { force: true })
  for (const pid of await processesIn(cluster)) signal(pid, 'SIGQUIT')
  if (await gone(cluster, patience.firmly)) return rm(join(folder, 'postmaster.pid'), { force: true })
  throw new CannotStart(
    `数据目录 ${folder} 上还有一个停不下来的数据库进程（进程号 ${postmaster ?? '不明'}），请先结束它再启动。`,
  )
}

/** Ends at once whatever works in `folder` or, one level down, in a half-made cluster there. */
export async function killUnfinished(folder: string, unfinished: string): Promise<void> {
  const places = await Promise.all([folder, unfinished].map((place) => realpath(place).catch(() => place)))
  for (const place of places) {
    for (const pid of await processesIn(place)) signal(pid, 'SIGKILL')
    await gone(place, patience.firmly)
  }
}
