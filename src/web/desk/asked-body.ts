import type { Services } from '../../app/services.ts'
import { standingOf } from '../../app/standing.ts'
import type { Agency } from '../../domain/agency/agency.ts'
import type { Person } from '../../domain/agency/person.ts'
import { dayInChina, yearOf } from '../../domain/calendar/plain-date.ts'
import type { Standing } from '../../domain/report/status.ts'
import { findAgency } from '../../store/agencies.ts'

export interface AskedBody {
  readonly agency: Agency
  readonly standing: Standing
}

/** The body that a page is about: the one that the address names, else the person's own; undefined where it is none of theirs. */
export async function findAskedBody(
  { db }: Pick<Services, 'db'>,
  person: Person,
  id = person.agencyId,
): Promise<AskedBody | undefined> {
  const agency = await findAgency(db, id)
  const standing = agency && (await standingOf(db, person, agency))
  return agency && standing && { agency, standing }
}

/**
 * The years that a page offers, newest first: those that reports are due for by now, back to the first form, and any
 * for which there is something.
 */
export function offeredYears({ forms, now }: Pick<Services, 'forms' | 'now'>, there: readonly number[]) {
  const last = yearOf(dayInChina(now())) - 1
  const first = Math.min(last, ...forms.map(({ years }) => years.from))
  const due = Array.from({ length: last - first + 1 }, (_, at) => last - at)
  return [...new Set([...due, ...there])].sort((a, b) => b - a)
}

/** The year that a page begins with: the one that reports are due for. Demonstration content is of years gone by. */
export function usualYear({ now }: Pick<Services, 'now'>, agency: Agency, there: readonly number[]): number {
  const last = yearOf(dayInChina(now())) - 1
  return agency.demonstration ? (there[0] ?? last) : last
}
