import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A server that runs beside the benchmark. */
export interface Running {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly address: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

export async function stopChild(child: ChildProcess): Promise<void> {
  if (ended(child)) return
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Waits for a good answer. Throws when the process ends or a minute has passed. */
export async function untilItAnswers(child: ChildProcess, address: string): Promise<void> {
  const started = performance.now()
  while (performance.now() - started < 60_000) {
    if (ended(child)) throw new Error(`${child.spawnargs.join(' ')} ended with ${child.exitCode ?? child.signalCode}`)
    const answer = await fetch(address).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await wait(20)
  }
  throw new Error(`no answer from ${address} after a minute`)
}

/** The keys of all programs here: a database refuses those who bring other keys than the first. */
const keys = mkdtempSync(join(tmpdir(), 'gongkai-bench-keys-'))
process.once('exit', () => rmSync(keys, { recursive: true, force: true }))

export const keyFile = join(keys, 'keys.json')

/** The built program on a database, set as it comes; its log goes to a file. */
export async function startProgram(root: string, databaseUrl: string): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), 'gongkai-bench-program-'))
  const port = await freePort()
  const log = openSync(join(data, 'log'), 'w')
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), 'serve'], {
    cwd: root,
    stdio: ['ignore', 'ignore', log],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      GONGKAI_DATA: data,
      GONGKAI_KEY_FILE: keyFile,
      DATABASE_URL: databaseUrl,
    },
  })
  closeSync(log)
  const stop = async () => {
    await stopChild(child)
    rmSync(data, { recursive: true, force: true })
  }
  const address = `http://127.0.0.1:${port}`
  try {
    await untilItAnswers(child, `${address}/readyz`)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, pid: child.pid ?? 0, stop }
}
