import { importCalendar } from '../app/import-calendar.ts'
import type { Services } from '../app/services.ts'
import type { CalendarYear } from '../domain/calendar/calendar-year.ts'
import { holdsControls } from '../domain/unseen.ts'
import { sayCalendarFaults } from '../store/calendar-reader.ts'
import { importHelp } from './calendar-help.ts'
import type { CliIo } from './io.ts'
import { movedText } from './moved-dates.ts'
import { parseOptions, usage } from './options.ts'
import { textOf } from './text-file.ts'

/** Runs `gongkai calendar import`; gives the exit status. */
export async function runImport(args: readonly string[], io: CliIo): Promise<number> {
  const parsed = parseOptions(args, { by: { type: 'string' }, help: { type: 'boolean', short: 'h' } })
  const seeHelp = '用法见 gongkai calendar import --help。'
  if (typeof parsed === 'string') return usage(io, `${parsed}。${seeHelp}`)
  if (parsed.values.help) {
    io.out(importHelp)
    return 0
  }
  const { by = '命令行' } = parsed.values as { readonly by?: string }
  const [file, ...more] = parsed.positionals
  const faults = [
    ...(file === undefined || more.length > 0
      ? [`calendar import 一次导入一个文件，收到 ${parsed.positionals.length} 个。`]
      : []),
    ...(isName(by) ? [] : ['--by 要写导入人的姓名，最多 50 个字。']),
  ]
  if (file === undefined || faults.length > 0) return usage(io, [...faults, seeHelp].join('\n'))
  const json = await textOf(file)
  if (json === undefined) return usage(io, `文件 ${file} 打不开。`)
  return io.withLibrary((services) => importNotice(services, io, { file, json, person: by.trim() }))
}

const isName = (text: string) => text.trim() !== '' && text.length <= 50 && !holdsControls(text)

interface Notice {
  readonly file: string
  readonly json: string
  readonly person: string
}

async function importNotice(services: Services, io: CliIo, { file, ...notice }: Notice): Promise<number> {
  const answer = await importCalendar(services, notice)
  if (!answer.ok)
    return usage(io, `文件 ${file} 有 ${answer.faults.length} 处错误，没有导入：\n${sayCalendarFaults(answer.faults)}`)
  io.out(importedText(answer.year) + movedText(answer.moved))
  return 0
}

function importedText({ year, holidays, workdays }: CalendarYear): string {
  const [off, on] = (['off', 'on'] as const).map((kind) => holidays.flatMap((holiday) => holiday[kind]).length)
  return `已导入 ${year} 年放假通知：全年 ${workdays} 个工作日，放假的工作日 ${off} 天，调休上班 ${on} 天。\n`
}
