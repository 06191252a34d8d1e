import { readFile } from 'node:fs/promises'
import { collectBytes } from '../app/reading/report-file.ts'
import { dayInChina } from '../domain/calendar/plain-date.ts'
import { isCountable, noDay, shown } from './clock-facts.ts'
import type { CliIo } from './io.ts'
import { asksHelp, parseOptions, usage } from './options.ts'
import { plain } from './report-columns.ts'
import { tellDue } from './request-due.ts'

const help = `政府信息公开申请：答复期限与夜间核算

用法：
  gongkai request due 文件|-  [--today 日期] [--json]
  gongkai request sweep

各命令的 --help 有详细说明。
`

const dueHelp = `gongkai request due 文件|-  [--today 日期] [--json]

按《政府信息公开条例》推算一件申请的答复截止日，并逐日说明依据。文件写作 - 时从标准输入读取，写法如下：

  { "facts": [
    { "happened": "submitted", "on": "2025-03-03", "channel": "counter" },
    { "happened": "clarification-asked", "on": "2025-03-06" },
    { "happened": "clarification-received", "on": "2025-03-20" } ] }

事实不分先后，按日期排列。工作日按程序自带的放假通知计算，不用数据库；地方假日不计。

  --today 日期      按哪一天看，写成 2025-04-22 这样；不写时是今天（北京时间）
  --json            输出 JSON：receivedOn、dueOn、state、remaining 或 overdueBy、provisional、steps

退出状态：0 算出；2 事实不对（每处一行，写明是第几件，从 0 数起）或用法不对。
`

/** Runs `gongkai request …`; gives the exit status: 0 well, 2 where something is wrong with what was given. */
export async function runRequest(args: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args
  if (command === 'due') return runDue(rest, io)
  if (command === 'sweep') {
    const { runSweep } = await import('./request-sweep.ts')
    return runSweep(rest, io)
  }
  if (asksHelp(command)) {
    io.out(help)
    return 0
  }
  const unknown = command === undefined ? 'request 之后要写 due 或 sweep' : `request 没有“${plain(command)}”这个命令`
  return usage(io, `${unknown}。用法见 gongkai request --help。`)
}

async function runDue(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = parseOptions(args, {
    today: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  const seeHelp = '用法见 gongkai request due --help。'
  if (typeof parsed === 'string') return usage(io, `${parsed}。${seeHelp}`)
  if (parsed.values.help) {
    io.out(dueHelp)
    return 0
  }
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0)
    return usage(io, `request due 一次算一份文件，收到 ${parsed.positionals.length} 份。${seeHelp}`)
  const text = await textOf(file, io)
  if (text === undefined)
    return usage(io, `${file === '-' ? '标准输入' : `文件 ${plain(file)} `}读不出来，应当是 UTF-8 的 JSON。`)
  const { today = dayInChina(io.now()) } = parsed.values as { readonly today?: string }
  const faults = isCountable(today) ? [] : [`--today：${plain(shown(today))} ${noDay}`]
  return tellDue(io, { text, today, faults, json: parsed.values.json === true })
}

/** The text of a file or of standard input, without the mark of its encoding; absent where it cannot be had. */
async function textOf(file: string, io: CliIo): Promise<string | undefined> {
  try {
    const bytes = file === '-' ? await inputOf(io) : await readFile(file)
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

async function inputOf(io: CliIo): Promise<Uint8Array | undefined> {
  const read = await collectBytes(io.stdin())
  return read.ok ? read.bytes : undefined
}
