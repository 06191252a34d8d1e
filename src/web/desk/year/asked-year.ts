import { compileYear } from '../../../app/compile-year.ts'
import type { Services } from '../../../app/services.ts'
import { mayTo } from '../../../app/standing.ts'
import type { Person } from '../../../domain/agency/person.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import type { CompiledYear } from '../../../domain/report/compile/compile-year.ts'
import { type ClosedFigures, findClosedYear } from '../../../store/closed-years.ts'
import type { Ctx } from '../../context.ts'
import { readReportKey } from '../../paths.ts'
import { type AskedBody, findAskedBody } from '../asked-body.ts'
import { personAt } from '../session.ts'

/** A year of a body, counted. */
export interface AskedYear extends AskedBody {
  readonly year: number
  readonly compiled: CompiledYear
  /** What was frozen; undefined while the year is not closed. */
  readonly closed: ClosedFigures | undefined
}

/** The year cannot be counted. */
export interface NoYear extends AskedBody {
  readonly year: number
  readonly refusal: Refusal
}

/** The body, if it is within reach of a person who may see its years. */
export async function findYearBody(
  services: Services,
  person: Person,
  agencyId?: number,
): Promise<AskedBody | undefined> {
  const body = await findAskedBody(services, person, agencyId)
  return body && mayTo(person, 'read-year', body) === true ? body : undefined
}

/** The year that an address names; undefined where the body is none of the person's. */
export async function findAskedYear(services: Services, c: Ctx): Promise<AskedYear | NoYear | undefined> {
  const key = readReportKey(c.req.param('key') ?? '')
  const body = key && (await findYearBody(services, personAt(c), key.agencyId))
  if (!body) return undefined
  const { year } = key
  const closed = await findClosedYear(services.db, key)
  const form = closed?.form ?? (c.req.query('form') || undefined)
  const answer = await compileYear(services, { ...key, ...(form !== undefined && { form }) })
  if (!answer.ok) return { ...body, year, refusal: answer.refusal }
  return { ...body, year, compiled: answer.compiled, closed }
}
