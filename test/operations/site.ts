import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const main = join(root, 'dist/main.js')

/** Builds the program where its sources have changed. */
export function buildProgram(): void {
  execFileSync(process.execPath, [join(root, 'bin/gongkai'), '--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
}

export interface Site {
  readonly child: ChildProcess
  /** All that was said so far, on both streams. */
  readonly said: () => string
  /** Settles with the exit status. */
  readonly ended: Promise<number | null>
}

export interface Running extends Site {
  /** Without a slash at the end. */
  readonly address: string
}

type Environment = Readonly<Record<string, string>>

/** Settings of a test: an empty site on a free port. */
const preset: Environment = { PORT: '0', GONGKAI_DEMO: 'off', LOG_LEVEL: 'warn' }

function watch(command: string, args: readonly string[], env: Environment): Site {
  const child = spawn(command, args, { cwd: root, env: { PATH: process.env.PATH, ...preset, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
  const ended = once(child, 'close').then(([status]) => status as number | null)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return { child, said: () => text, ended }
}

/** Starts the program without waiting for it. */
export const launch = (env: Environment): Site => watch(process.execPath, [main, 'serve'], env)

/** Starts the program as people do. */
export const launchWithNpm = (env: Environment): Site => watch('npm', ['start'], env)

/** Starts the program where a small file system (tmpfs with `options`) is mounted over `place`. */
export const launchOn = (place: string, options: string, env: Environment): Site => {
  const script = 'mount -t tmpfs -o "$1" none "$2" && exec "$3" "$4" serve'
  const args = [
    '--user',
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    script,
    'sh',
    options,
    place,
    process.execPath,
    main,
  ]
  return watch('unshare', args, env)
}

/** Whether this machine lets us mount a file system for a test. */
export const canMount =
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

async function settled(site: Site, done: () => string | undefined): Promise<string> {
  let ended = false
  void site.ended.then(() => (ended = true))
  for (;;) {
    const found = done()
    if (found !== undefined) return found
    if (ended) throw new Error(`The program ended:\n${site.said()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Waits until the program says where it is; without a slash at the end. */
export const address = (site: Site): Promise<string> =>
  settled(site, () => /已启动：(http:\/\/[^/]+)\/[\s\S]*Ctrl\+C/.exec(site.said())?.[1])

/** Starts the program and waits until it says where it is. */
export async function start(env: Environment): Promise<Running> {
  const site = launch(env)
  return { ...site, address: await address(site) }
}

/** Starts the program, expecting that it refuses; gives what it said and its exit status. */
export async function refusal(site: Site): Promise<{ said: string; status: number | null }> {
  const status = await site.ended
  return { said: site.said(), status }
}

/** Sends the signal and waits for the end. */
export async function end(site: Site, signal: NodeJS.Signals): Promise<number | null> {
  site.child.kill(signal)
  return site.ended
}

function placeOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Processes that work inside a folder: those of its database. */
export function processesIn(folder: string): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => placeOf(pid).startsWith(folder)).map(Number)
}
