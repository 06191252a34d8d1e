import { isPlainDate, type PlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import { type CalendarYear, createWorkCalendar, type WorkCalendar } from '../domain/calendar/work-calendar.ts'
import { mergeYears } from '../store/calendar-files.ts'
import { readCalendarYear, sayCalendarFaults } from '../store/calendar-reader.ts'
import type { CliIo } from './io.ts'
import { type Parsed, parseOptions, usage } from './options.ts'
import { plain } from './report-columns.ts'
import { textOf } from './text-file.ts'

/** The line to print, or all that is wrong with what was typed. */
type Counted = { readonly says: (calendar: WorkCalendar) => string } | { readonly faults: readonly string[] }

/** One of the counting commands. */
export interface Counting {
  readonly command: string
  readonly help: string
  readonly count: (positionals: readonly string[]) => Counted
}

/** Runs a counting command; gives the exit status. */
export async function runCounting(
  args: readonly string[],
  io: CliIo,
  { command, help, count }: Counting,
): Promise<number> {
  const seeHelp = `用法见 gongkai calendar ${command} --help。`
  const parsed = parseOptions(args, {
    calendar: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h' },
  })
  if (typeof parsed === 'string') return usage(io, `${parsed}。${seeHelp}`)
  if (parsed.values.help) {
    io.out(help)
    return 0
  }
  const counted = count(parsed.positionals)
  const added = await readAdded(parsed)
  const faults = [...('faults' in counted ? counted.faults : []), ...added.faults]
  if ('faults' in counted || faults.length > 0) return usage(io, [...faults, seeHelp].join('\n'))
  io.out(`${counted.says(createWorkCalendar(mergeYears(await io.calendarYears(), added.years)))}\n`)
  return 0
}

export function add(positionals: readonly string[]): Counted {
  const [day = '', n = ''] = positionals
  const faults = [
    ...(positionals.length === 2 ? [] : [`calendar add 要写一个日期和一个工作日数，收到 ${positionals.length} 项。`]),
    ...positionals.slice(0, 1).flatMap(faultsOfDay),
    ...positionals.slice(1, 2).flatMap(faultsOfCount),
  ]
  if (faults.length > 0) return { faults }
  return {
    says: (calendar) => {
      const reached = calendar.addWorkdays(day, Number(n))
      return reached + provisional(calendar.isProvisional(day, reached) || !calendar.isPublished(reached))
    },
  }
}

export function between(positionals: readonly string[]): Counted {
  const [after = '', upTo = ''] = positionals
  const faults = [
    ...(positionals.length === 2 ? [] : [`calendar between 要写两个日期，收到 ${positionals.length} 项。`]),
    ...positionals.slice(0, 2).flatMap(faultsOfDay),
  ]
  if (faults.length > 0) return { faults }
  return {
    says: (calendar) => String(calendar.workdaysBetween(after, upTo)),
  }
}

const provisional = (is: boolean) => (is ? ' provisional' : '')

/** Far enough from both ends of what can be written with four digits for every count. */
const [firstYear, lastYear] = [1949, 2199]

function faultsOfDay(text: PlainDate): readonly string[] {
  if (!isPlainDate(text)) return [`“${plain(text)}”不是日历上有的日期，日期要写成 2025-01-31 这样。`]
  const year = yearOf(text)
  return year < firstYear || year > lastYear ? [`“${text}”不在 ${firstYear} 年到 ${lastYear} 年之间。`] : []
}

const faultsOfCount = (text: string) =>
  /^\d{1,4}$/.test(text) ? [] : [`“${plain(text)}”不能作为工作日数，应当是 0 到 9999 的整数。`]

/** The years of the files given by `--calendar`, with all that is wrong with them. */
async function readAdded({ values }: Parsed) {
  const files = Array.isArray(values.calendar) ? (values.calendar as readonly string[]) : []
  const read = await Promise.all(files.map(readYear))
  return {
    years: read.flatMap((one) => ('year' in one ? [one.year] : [])),
    faults: read.flatMap((one) => ('fault' in one ? [one.fault] : [])),
  }
}

async function readYear(file: string): Promise<{ readonly year: CalendarYear } | { readonly fault: string }> {
  const text = await textOf(file)
  if (text === undefined) return { fault: `文件 ${file} 打不开。` }
  const read = readCalendarYear(text)
  if (read.ok) return { year: read.value }
  return { fault: `文件 ${file} 有 ${read.faults.length} 处错误：\n${sayCalendarFaults(read.faults)}` }
}
