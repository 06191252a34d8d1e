import { type Kysely, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { Cells } from '../domain/report/reading.ts'
import type { BodyReport, MissingState, RollUpBody } from '../domain/report/rollup/coverage.ts'
import type { Database } from './schema.ts'

interface Row {
  readonly id: number
  readonly parent_id: number | null
  readonly name: string
  readonly kind: AgencyKind
  readonly state: BodyReport['state']
  readonly form: string | null
  readonly cells: Cells | null
}

/** What a roll-up is made of: the bodies below a government and what each has for the year. */
export interface RollUpSource {
  readonly bodies: readonly RollUpBody[]
  readonly reports: ReadonlyMap<number, BodyReport>
}

/**
 * Reads what a roll-up is made of. Only accepted and published reports come with figures; below a body that has one, or
 * a nil return, nobody is looked for, since its report covers them.
 */
export async function findRollUpSource(
  db: Kysely<Database>,
  { government, year }: { readonly government: number; readonly year: number },
): Promise<RollUpSource> {
  const { rows } = await sql<Row>`
    with recursive tree as (
      select id, parent_id, name, kind, 'none' as state, null::bigint as report_id, null as form
      from agency where id = ${government}
      union all
      select agency.id, agency.parent_id, agency.name, agency.kind,
        case when report.status in ('accepted', 'published') then report.status
          when nil.year is not null then 'nil' else coalesce(report.status, 'none') end,
        report.id, report.form
      from tree join agency on agency.parent_id = tree.id
        left join report on report.agency_id = agency.id and report.year = ${year}
        left join nil_return nil on nil.agency_id = agency.id and nil.year = ${year}
      where tree.state not in ('accepted', 'published', 'nil')
    )
    select tree.id, tree.parent_id, tree.name, tree.kind, tree.state, tree.form, content.cells
    from tree left join report_content content on tree.state in ('accepted', 'published')
      and content.agency_id = tree.id and content.report_id = tree.report_id
    where tree.id <> ${government}
    order by tree.id`.execute(db)
  return {
    bodies: rows.map(({ id, parent_id, name, kind }) => ({ agencyId: id, parentId: parent_id, name, kind })),
    reports: new Map(rows.map((row) => [row.id, reportOf(row)])),
  }
}

function reportOf({ state, form, cells }: Row): BodyReport {
  if (state !== 'accepted' && state !== 'published') return { state: state as MissingState | 'nil' }
  if (form === null || cells === null) throw new Error('A report that is summed has no content')
  return { state, form, cells }
}
