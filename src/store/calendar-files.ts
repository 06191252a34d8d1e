import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CalendarYear, RegionalHoliday } from '../domain/calendar/work-calendar.ts'
import { type ReadFile, readCalendarYear, readRegionalHolidays, sayCalendarFaults } from './calendar-reader.ts'
import { CannotStart } from './cannot-start.ts'

/** What the files of the program know of holidays. */
export interface CalendarFiles {
  readonly years: readonly CalendarYear[]
  readonly regional: readonly RegionalHoliday[]
}

/**
 * Reads the years of a folder, as `data/calendars`, oldest first.
 *
 * @throws {CannotStart} all faults of a file that has any
 */
export async function loadCalendarYears(folder: string): Promise<readonly CalendarYear[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const year = withoutFaults(file, readCalendarYear(await readFile(file, 'utf8')))
      if (name === `${year.year}.json`) return year
      throw new CannotStart(`工作日历文件 ${file} 写的是 ${year.year} 年，文件名应当是 ${year.year}.json。`)
    }),
  )
}

/**
 * Reads `calendars/` and `regional-holidays.json` of the program's data folder.
 *
 * @throws {CannotStart} where a file has faults
 */
export async function loadCalendarFiles(data: string): Promise<CalendarFiles> {
  const file = join(data, 'regional-holidays.json')
  const regional = withoutFaults(file, readRegionalHolidays(await readFile(file, 'utf8')))
  return { years: await loadCalendarYears(join(data, 'calendars')), regional }
}

/** Years of the second list in place of those of the first. */
export function mergeYears(years: readonly CalendarYear[], winning: readonly CalendarYear[]): readonly CalendarYear[] {
  return [...new Map([...years, ...winning].map((one) => [one.year, one])).values()]
}

function withoutFaults<T>(file: string, read: ReadFile<T>): T {
  if (read.ok) return read.value
  throw new CannotStart(`工作日历文件 ${file} 有 ${read.faults.length} 处错误：\n${sayCalendarFaults(read.faults)}`)
}
