import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart, orCannotStart } from '../cannot-start.ts'
import { canEnter, chooseIdentity, type Identity, launchAs, postgresEnvironment } from './identity.ts'
import { killUnfinished, lastSocketFolder, stopLeftover } from './leftover.ts'
import { type Programs, preparePrograms } from './programs.ts'

/** Where a PostgreSQL server listens; the folder of its socket is open to us alone, so there is no password. */
export interface Socket {
  readonly host: string
  readonly port: number
  readonly user: string
}

export interface EmbeddedPostgres {
  readonly socket: Socket
  /** Stops in an orderly way: open transactions are rolled back, all else is on disk. */
  readonly stop: () => Promise<void>
  /** Settles when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<unknown>
}

const port = 5432
const user = 'gongkai'
/** Bytes that the path of a unix socket may have (sun_path of Linux less its end mark, less a margin for macOS). */
const longestSocketPath = 100
/** Beginning of the socket's folder where the data folder's path is too long for a socket. */
const farSocket = join(tmpdir(), 'gongkai-socket-')
const readyStep = 10

interface Cluster {
  readonly folder: string
  readonly log: string
  readonly identity: Identity
  readonly programs: Programs
}

function run(cluster: Cluster, program: string, args: readonly string[], log: number): ChildProcess {
  const launch = launchAs(cluster.identity, program, args)
  return spawn(launch.command, launch.args, {
    env: postgresEnvironment,
    cwd: cluster.folder,
    // A session of its own: Ctrl+C in the terminal must reach the database only after the last request is done.
    detached: true,
    stdio: ['ignore', log, log],
    ...(launch.uid !== undefined && { uid: launch.uid }),
    ...(launch.gid !== undefined && { gid: launch.gid }),
  })
}

async function chownAll(folder: string, owner: number): Promise<void> {
  if ((await stat(folder)).uid === owner) return
  const names = await readdir(folder, { recursive: true })
  for (const name of names) await chown(join(folder, name), owner, owner)
  await chown(folder, owner, owner)
}

async function ownedFolder(folder: string, { owner }: Identity): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (owner !== undefined) await chownAll(folder, owner)
  await chmod(folder, 0o700)
  return folder
}

async function socketFolder(place: string, identity: Identity): Promise<string> {
  const near = join(place, 'socket')
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= longestSocketPath
  if (fits) await rm(near, { recursive: true, force: true })
  return ownedFolder(fits ? near : await mkdtemp(farSocket), identity)
}

/** What PostgreSQL said last, turned into the sentence for the operator. */
async function failure(cluster: Cluster, from: number, doing: string): Promise<CannotStart> {
  const said = (await readFile(cluster.log)).subarray(from).toString('utf8').trim()
  if (/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/.test(said))
    return new CannotStart(`磁盘已满，自带的数据库无法${doing}（${cluster.folder}）。请腾出至少 200 MB 空间后再启动。`)
  if (/Read-only file system/.test(said))
    return new CannotStart(`磁盘是只读的，自带的数据库无法${doing}（${cluster.folder}）。请换用可写的磁盘。`)
  const last = said.split('\n').slice(-6).join('\n')
  return new CannotStart(
    `自带的数据库无法${doing}（${cluster.folder}）。它留下的话是：\n${last}\n完整记录在 ${cluster.log}`,
  )
}

async function logSize(log: string): Promise<number> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  )
  if (size < 10_000_000) return size
  await rename(log, `${log}.old`)
  return 0
}

/** Makes the cluster in a folder of its own and moves it into place, so that a kill leaves no half of one. */
async function initialise(cluster: Cluster, from: number, log: number): Promise<void> {
  const made = stat(join(cluster.folder, 'data/PG_VERSION'))
  if (await made.catch(() => undefined)) return
  const unfinished = join(cluster.folder, 'data.unfinished')
  await killUnfinished(cluster.folder, unfinished)
  await rm(unfinished, { recursive: true, force: true })
  await ownedFolder(unfinished, cluster.identity)
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--data-checksums']
  const child = run(cluster, cluster.programs.initdb, ['-D', unfinished, '-U', user, ...locale], log)
  const [status] = await once(child, 'exit')
  if (status !== 0) throw await failure(cluster, from, '初始化')
  await rename(unfinished, join(cluster.folder, 'data'))
}

function serverArguments(data: string, socket: string): readonly string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(port),
    log_checkpoints: 'off',
    // A failed statement may hold a person's data: it must not stand in a log.
    log_min_error_statement: 'panic',
    jit: 'off',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function isReady(data: string): Promise<boolean> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n')[7]?.trim() === 'ready'
}

/** Where the server that another process of ours runs on `place` listens; undefined while it is not ready. */
export async function runningServer(place: string): Promise<Socket | undefined> {
  const data = join(place, 'postgres/data')
  const host = await lastSocketFolder(data)
  return host !== undefined && (await isReady(data)) ? { host, port, user } : undefined
}

async function stopServer(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(name)
    const abort = new AbortController()
    await Promise.race([ended, pause(patience, undefined, { signal: abort.signal }).catch(() => undefined)])
    abort.abort()
  }
}

/**
 * Starts the PostgreSQL that comes with the program; what it stores lies in `place`/postgres.
 *
 * It outlives a killed parent; the next start ends it first. The caller sees to it that only one process starts a
 * server on the same place.
 *
 * @throws {CannotStart} with the sentence for the operator
 */
export async function startPostgres(place: string, identity: Identity = chooseIdentity()): Promise<EmbeddedPostgres> {
  return orCannotStart(place, async () => {
    const folder = await ownedFolder(join(place, 'postgres'), identity)
    // Passing through is enough; every file in it is closed to others.
    if (identity.kind === 'setuid') await chmod(place, 0o711)
    if (!canEnter(identity, folder))
      throw new CannotStart(
        `以 root 启动时自带的数据库改用 nobody 运行，而 nobody 进不了 ${folder}。请用普通用户启动，或用 GONGKAI_DATA 另指一个目录。`,
      )
    const programs = await preparePrograms(identity, place)
    const cluster: Cluster = { folder, log: join(place, 'postgres.log'), identity, programs }
    const from = await logSize(cluster.log)
    const log = await open(cluster.log, 'a', 0o600)
    try {
      return await startCluster(cluster, from, log.fd)
    } finally {
      await log.close()
    }
  })
}

async function startCluster(cluster: Cluster, from: number, log: number): Promise<EmbeddedPostgres> {
  const data = join(cluster.folder, 'data')
  await initialise(cluster, from, log)
  const last = await lastSocketFolder(data)
  await stopLeftover(data)
  if (last?.startsWith(farSocket)) await rm(last, { recursive: true, force: true })
  const socket = await socketFolder(cluster.folder, cluster.identity)
  const child = run(cluster, cluster.programs.postgres, serverArguments(data, socket), log)
  const ended = once(child, 'exit').catch(() => undefined)
  while (!(await isReady(data))) {
    if (child.exitCode !== null || child.signalCode !== null) throw await failure(cluster, from, '启动')
    await pause(readyStep)
  }
  const stop = async () => {
    await stopServer(child, ended)
    await rm(socket, { recursive: true, force: true })
  }
  return { socket: { host: socket, port, user }, stop, ended }
}
