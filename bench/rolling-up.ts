import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { findRollUp } from '../src/app/roll-up.ts'
import type { ReportForm } from '../src/domain/report/form.ts'
import { checkRollUp } from '../src/domain/report/rollup/check-roll-up.ts'
import { loadReportForms } from '../src/store/report-forms.ts'
import type { Database } from '../src/store/schema.ts'
import { findSubmissions } from '../src/store/submissions.ts'
import type { FilledLibrary } from './filled-library.ts'
import { milliseconds, quantile, type Section, timesOf } from './measure.ts'

const sizes = [30, 300, 3000]
const year = 2022
const runs = 20

/** Puts this many departments and townships of the library right under a government, in the place of theirs. */
async function putUnder(db: Kysely<Database>, bodies: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into agency (name, short_name, region, kind, demonstration)
    values (${`汇总${bodies}机关的政府`}, '汇总政府', '示例省', 'government', true) returning id`.execute(db)
  const [government] = rows
  if (!government) throw new Error('no government was made')
  await sql`update agency set parent_id = ${government.id} where id in (
    select agency.id from agency join agency above on above.id = agency.parent_id
    where agency.kind in ('department', 'township') and above.short_name <> '汇总政府'
    order by agency.id limit ${bodies})`.execute(db)
  return government.id
}

async function measureOf(db: Kysely<Database>, forms: readonly ReportForm[], bodies: number) {
  const government = await putUnder(db, bodies)
  const roll = await timesOf(runs, async () => {
    const rollUp = await findRollUp({ db, forms }, { government, year })
    if (rollUp?.included.length !== bodies) throw new Error(`${rollUp?.included.length} of ${bodies} were summed`)
    checkRollUp(rollUp)
  })
  const board = await timesOf(runs, () => findSubmissions(db, { agencyId: government, year, depth: 1 }))
  const both = (times: readonly number[]) => [milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95))]
  return [String(bodies), ...both(roll), ...both(board), bodies === 3000 ? '≤ 1 s' : '']
}

/** Summing the bodies of a region and listing who has submitted, in a library full of other reports. */
export async function measureRollingUp(root: string, open: () => Promise<FilledLibrary>): Promise<Section> {
  const { db, reports } = await open()
  const forms = await loadReportForms(join(root, 'data/report-forms'))
  const rows: (readonly string[])[] = []
  for (const bodies of sizes.filter((size) => size <= reports / 6)) rows.push(await measureOf(db, forms, bodies))
  return {
    title: `Summing a region, with ${reports} reports stored`,
    columns: ['bodies', 'roll-up, median', 'p95', 'board, median', 'p95', 'goal'],
    rows,
    notes: [
      'Roll-up: tree and sheets read in one query, summed cell by cell and checked. Board: who has submitted what.',
    ],
  }
}
