import { findAmendments } from '../../../app/amend-year.ts'
import { compileYear, yearNow } from '../../../app/compile-year.ts'
import type { Services } from '../../../app/services.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { yearOf } from '../../../domain/calendar/plain-date.ts'
import type { CompiledYear, YearState } from '../../../domain/report/compile/compile-year.ts'
import { formForYear } from '../../../domain/report/form.ts'
import { type ClosedYear, findClosedYears } from '../../../store/closed-years.ts'
import { findFirstCountable } from '../../../store/counted-requests.ts'
import { isUnsettled } from './amended.ts'

/** Where a year of a body stands. */
export interface YearStanding {
  readonly state: YearState
  readonly closed: ClosedYear | undefined
  /** The year that has to be closed before this one; undefined where it may be closed, or is. */
  readonly closeFirst: number | undefined
  /** What later facts would change in a closed year and nobody has approved. */
  readonly unsettled: number
}

/** A year of a body in a list. */
export interface YearLine extends YearStanding {
  readonly agency: Agency
  readonly year: number
  readonly compiled: CompiledYear
}

/** The years that a body has requests of, as far as there are forms for them, oldest first. */
async function yearsOf(services: Services, agencyId: number, closed: readonly ClosedYear[]) {
  const first = await findFirstCountable(services.db, agencyId)
  if (first === null) return []
  const from = Math.min(yearOf(first), ...closed.map(({ year }) => year))
  return Array.from({ length: yearNow(services) - from + 1 }, (_, at) => from + at)
}

async function unsettledIn(services: Services, agencyId: number, year: number): Promise<number> {
  const found = await findAmendments(services, { agencyId, year })
  return found ? found.amendments.filter(isUnsettled).length : 0
}

async function lineOf(
  services: Services,
  agency: Agency,
  year: number,
  { closed: all, years }: { readonly closed: readonly ClosedYear[]; readonly years: readonly number[] },
): Promise<YearLine | undefined> {
  const answer = await compileYear(services, { agencyId: agency.id, year })
  if (!answer.ok) return undefined
  const { compiled } = answer
  const closed = all.find((one) => one.year === year)
  const firstOpen = years.find((one) => !all.some((other) => other.year === one))
  const closeFirst = !closed && firstOpen !== undefined && firstOpen < year ? firstOpen : undefined
  const unsettled = closed ? await unsettledIn(services, agency.id, year) : 0
  return { agency, year, compiled, state: compiled.state, closed, closeFirst, unsettled }
}

/** The years of a body, newest first, from its first request to now. */
export async function findYearLines(services: Services, agency: Agency): Promise<readonly YearLine[]> {
  const closed = await findClosedYears(services.db, agency.id)
  const years = await yearsOf(services, agency.id, closed)
  const lines: YearLine[] = []
  for (const year of years.filter((one) => formForYear(services.forms, one)).toReversed()) {
    const line = await lineOf(services, agency, year, { closed, years })
    if (line) lines.push(line)
  }
  return lines
}

/** One year of a body. */
export async function findYearLine(services: Services, agency: Agency, year: number): Promise<YearLine | undefined> {
  const closed = await findClosedYears(services.db, agency.id)
  return lineOf(services, agency, year, { closed, years: await yearsOf(services, agency.id, closed) })
}

/** One year of a body among others; undefined where it has never had a request. */
export async function findLineAmong(services: Services, agency: Agency, year: number): Promise<YearLine | undefined> {
  const first = await findFirstCountable(services.db, agency.id)
  return first === null ? undefined : findYearLine(services, agency, year)
}
