import { add, between, runCounting } from './calendar-count.ts'
import { addHelp, betweenHelp, calendarHelp } from './calendar-help.ts'
import type { CliIo } from './io.ts'
import { asksHelp, usage } from './options.ts'

/** Runs `gongkai calendar …`; gives the exit status: 0 well, 2 where something is wrong with what was typed. */
export async function runCalendar(args: readonly string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args
  if (command === 'add') return runCounting(rest, io, { command, help: addHelp, count: add })
  if (command === 'between') return runCounting(rest, io, { command, help: betweenHelp, count: between })
  if (command === 'import') {
    const { runImport } = await import('./calendar-import.ts')
    return runImport(rest, io)
  }
  if (asksHelp(command)) {
    io.out(calendarHelp)
    return 0
  }
  const unknown =
    command === undefined ? 'calendar 之后要写 add、between 或 import' : `calendar 没有“${command}”这个命令`
  return usage(io, `${unknown}。用法见 gongkai calendar --help。`)
}
