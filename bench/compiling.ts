import { type Kysely, sql } from 'kysely'
import { closeYear } from '../src/app/close-year.ts'
import { compileYear } from '../src/app/compile-year.ts'
import type { Services } from '../src/app/services.ts'
import { plainDate } from '../src/domain/calendar/plain-date.ts'
import { appendAccount, findPerson } from '../src/store/accounts.ts'
import type { Database } from '../src/store/schema.ts'
import { fillYears, years } from './filled-years.ts'
import { milliseconds, quantile, type Section } from './measure.ts'
import { servicesOn } from './services.ts'

interface BodyYear {
  readonly agencyId: number
  readonly year: number
}

/** Counts what a sheet counts, by hand: what the database alone takes for it. */
const bareCount = (db: Kysely<Database>, { agencyId, year }: BodyYear) => {
  const [first, last] = [sql`${plainDate(year, 1, 1)}::date`, sql`${plainDate(year, 12, 31)}::date`]
  return sql`
    select applicant_type, settled_as, count(*) filter (where received_on >= ${first}) as received,
      count(*) filter (where received_on < ${first}) as carried_in,
      count(*) filter (where settled_on <= ${last}) as settled,
      count(*) filter (where settled_on is null or settled_on > ${last}) as carried_out
    from request where agency_id = ${agencyId} and kind = 'disclosure' and received_on <= ${last}
      and (settled_on is null or settled_on >= ${first})
    group by applicant_type, settled_as
    union all
    select 'dispute', dispute ->> 'result', count(*), 0, 0, 0
    from request, jsonb_array_elements(disputes) dispute
    where agency_id = ${agencyId} and disputes <> '[]' and dispute ->> 'filedOn' <= ${plainDate(year, 12, 31)}
    group by dispute ->> 'result'`.execute(db)
}

async function timed(all: readonly BodyYear[], work: (one: BodyYear) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const one of all) {
    const started = performance.now()
    await work(one)
    times.push(performance.now() - started)
  }
  return times
}

async function compile(services: Services, { agencyId, year }: BodyYear): Promise<void> {
  const answer = await compileYear(services, { agencyId, year })
  if (!answer.ok) throw new Error(answer.refusal.says)
  const { cells, findings } = answer.compiled
  if (findings.length > 0 || !cells['received/total']) throw new Error(`The sheet of ${agencyId} for ${year} is wrong`)
}

/** Closes a body's years, one after the other. */
async function closeYears(services: Services, agencyId: number): Promise<number[]> {
  const who = { login: `head-${agencyId}`, displayName: '示例负责人', role: 'head', passwordHash: '-' } as const
  const accountId = await appendAccount(services.db, { agencyId, ...who, demonstration: false })
  const person = await findPerson(services.db, accountId)
  if (!person) throw new Error('An account was not made')
  const open = years.slice(0, -1).map((year) => ({ agencyId, year }))
  return timed(open, async (one) => {
    const closed = await closeYear(services, person, { ...one, remark: '' })
    if (!closed.ok) throw new Error(JSON.stringify(closed))
  })
}

/** Bodies whose years are closed. */
const closing = 10

const row = (name: string, times: readonly number[], bare: readonly number[], goal: string) => [
  name,
  ...[times, bare].flatMap((some) =>
    some.length === 0 ? ['', ''] : [milliseconds(quantile(some, 0.5)), milliseconds(quantile(some, 0.95))],
  ),
  goal,
]

const seconds = (times: readonly number[]) => `${(times.reduce((sum, time) => sum + time, 0) / 1000).toFixed(1)} s`

/** Sheets of many bodies and years, compiled one after the other. */
export async function measureCompiling(root: string, count: number): Promise<Section> {
  const { db, bodies, close } = await fillYears(root, count)
  try {
    const services = await servicesOn(root, db)
    const all = bodies.flatMap((agencyId) => years.map((year) => ({ agencyId, year })))
    await timed(all.slice(0, 20), (one) => compile(services, one))
    const sheets = await timed(all, (one) => compile(services, one))
    const bare = await timed(all, (one) => bareCount(db, one))
    const closings: number[] = []
    for (const agencyId of bodies.slice(0, closing)) closings.push(...(await closeYears(services, agencyId)))
    await sql`vacuum analyze`.execute(db)
    const closed = all.slice(0, closing * years.length)
    const ofClosed = await timed(closed, (one) => compile(services, one))
    return {
      title: `Compiling sections three and four, with ${count.toLocaleString('en')} requests stored`,
      columns: ['sheet', 'median', 'p95', 'bare SQL', 'its p95', 'goal'],
      rows: [
        row('a body-year', sheets, bare, '≤ 1 s'),
        ['all 1,000 sheets together', seconds(sheets), '', seconds(bare), '', '≤ 20 s'],
        row('a body-year where four years are closed', ofClosed, [], '≤ 1 s'),
        row('closing a year', closings, [], ''),
      ],
      notes: [
        `${bodies.length} bodies, five years each; a sheet is read in one view, tallied with what each figure counts, and checked. The bare SQL counts the same by grouping and gives no way back from a figure.`,
      ],
    }
  } finally {
    await close()
  }
}
