import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { freePort, type Running, stopChild, untilItAnswers } from './program.ts'

/** Debian puts nginx where only root looks. */
const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`

const isThere = (program: string) => !spawnSync(program, ['-v'], { env: { PATH: path } }).error

/** A sentence about what the machine lacks; undefined where nothing is missing. */
export function missingPrograms(): string | undefined {
  const missing = ['nginx', 'wrk'].filter((program) => !isThere(program))
  if (missing.length === 0) return undefined
  return `Not measured: ${missing.join(' and ')} missing on this machine (Debian: apt-get install nginx-light wrk).`
}

const asRoot = process.getuid?.() === 0

/** As Debian's configuration has it: a worker for each core, a log that is written line by line. */
const configuration = (folder: string, port: number) => `
${asRoot ? 'user root;' : ''}
worker_processes auto;
daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 768; }
http {
  sendfile on;
  tcp_nopush on;
  default_type text/html;
  charset utf-8;
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
  uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  server { listen 127.0.0.1:${port}; root ${folder}/files; gzip_static on; }
}
`

/** nginx that serves the given files; each lies beside its form compressed by gzip. */
export async function startNginx(files: Readonly<Record<string, Buffer>>): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-nginx-'))
  chmodSync(folder, 0o755)
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(folder, 'files', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    writeFileSync(`${file}.gz`, gzipSync(bytes))
  }
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port))
  const args = ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]
  const child = spawn('nginx', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: path } })
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    await stopChild(child)
    rmSync(folder, { recursive: true, force: true })
  }
  await untilItAnswers(child, `${address}/${Object.keys(files)[0]}`)
  return { address, pid: child.pid ?? 0, stop }
}

/** What wrk saw. */
export interface Load {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

const inMilliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }

function found(output: string, pattern: RegExp): RegExpExecArray {
  const match = pattern.exec(output)
  if (!match) throw new Error(`wrk said something else than expected:\n${output}`)
  return match
}

function percentile(output: string, share: number): number {
  const [, value, unit = ''] = found(output, new RegExp(`^\\s+${share}%\\s+([\\d.]+)(us|ms|s|m)\\s*$`, 'm'))
  return Number(value) * (inMilliseconds[unit] ?? Number.NaN)
}

export interface LoadOptions {
  readonly seconds: number
  readonly gzip?: boolean
  /** Asked in turn, instead of the address alone. */
  readonly paths?: readonly string[]
}

const inTurn = (paths: readonly string[]) => `
local paths = {${paths.map((one) => JSON.stringify(one)).join(',')}}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
`

/** Fifty connections of wrk. Throws when an answer is no page, or none comes. */
export async function load(address: string, { seconds, gzip, paths }: LoadOptions): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-wrk-'))
  const args = ['-t1', '-c50', `-d${seconds}s`, '--latency', '--timeout', '30s']
  if (gzip) args.push('-H', 'Accept-Encoding: gzip')
  if (paths) {
    writeFileSync(join(folder, 'paths.lua'), inTurn(paths))
    args.push('-s', join(folder, 'paths.lua'))
  }
  const child = spawn('wrk', [...args, address], { env: { PATH: path } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  await new Promise((resolve) => child.once('close', resolve))
  rmSync(folder, { recursive: true, force: true })
  if (/Non-2xx|Socket errors/.test(output)) throw new Error(`${address} did not answer well:\n${output}`)
  const [, perSecond] = found(output, /^Requests\/sec:\s+([\d.]+)\s*$/m)
  return { perSecond: Number(perSecond), p50: percentile(output, 50), p99: percentile(output, 99) }
}
