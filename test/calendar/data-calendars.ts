import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CalendarYear, createWorkCalendar } from '../../src/domain/calendar/work-calendar.ts'
import { root } from '../database.ts'

const folder = join(root, 'data/calendars')

/** The years as the files of the project tell them. */
export const calendarYears: readonly CalendarYear[] = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarYear)

export const nation = createWorkCalendar(calendarYears)
