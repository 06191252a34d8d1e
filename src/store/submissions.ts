import { type Kysely, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import type { ReportStatus } from '../domain/report/status.ts'
import type { ReportOnItsWay } from '../domain/report/submission.ts'
import { subtree } from './agencies.ts'
import type { Database } from './schema.ts'

/** What a body has for a year, as the board needs it. */
export interface SubmissionRow {
  readonly agencyId: number
  readonly name: string
  readonly shortName: string
  readonly kind: AgencyKind
  /** 1 for a body right below the one that was asked for, 0 for that one itself. */
  readonly depth: number
  /** Has bodies below it. */
  readonly hasBelow: boolean
  readonly report?: ReportOnItsWay & { readonly errors: number; readonly warnings: number }
  readonly nil?: { readonly on: PlainDate; readonly reason: string; readonly person: string }
}

interface Row {
  readonly id: number
  readonly name: string
  readonly short_name: string
  readonly kind: AgencyKind
  readonly depth: number
  readonly has_below: boolean
  readonly status: ReportStatus | null
  readonly errors: number | null
  readonly warnings: number | null
  readonly moves: ReportOnItsWay['moves'] | null
  readonly nil_on: PlainDate | null
  readonly nil_reason: string | null
  readonly nil_person: string | null
}

function toRow(row: Row): SubmissionRow {
  const { id, name, short_name, kind, depth, has_below, status, errors, warnings, moves } = row
  const { nil_on, nil_reason, nil_person } = row
  return {
    agencyId: id,
    name,
    shortName: short_name,
    kind,
    depth,
    hasBelow: has_below,
    ...(status && { report: { status, moves: moves ?? [], errors: errors ?? 0, warnings: warnings ?? 0 } }),
    ...(nil_on !== null && { nil: { on: nil_on, reason: nil_reason ?? '', person: nil_person ?? '' } }),
  }
}

const dayOf = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`

/**
 * What a body and the bodies below it have for a year, in the order of the tree.
 *
 * @param depth how far down: 0 for the body alone, 1 for those right below it too
 */
export async function findSubmissions(
  db: Kysely<Database>,
  { agencyId, year, depth }: { readonly agencyId: number; readonly year: number; readonly depth: number },
): Promise<readonly SubmissionRow[]> {
  const { rows } = await sql<Row>`
    with recursive scope as (
      select id, 0 as depth, array[id] as path from agency where id = ${agencyId}
      union all
      select agency.id, scope.depth + 1, scope.path || agency.id
      from scope join agency on agency.parent_id = scope.id where scope.depth < ${depth}
    )
    select agency.id, name, short_name, agency.kind, depth,
      exists (select from agency child where child.parent_id = agency.id) as has_below,
      status, errors, warnings,
      (select json_agg(json_build_object('on', ${dayOf('trail.at')},
          'from', details ->> 'from', 'to', details ->> 'to') order by trail.id)
        from trail_entry trail
        where trail.agency_id = report.agency_id and trail.report_id = report.id and trail.kind = 'moved') as moves,
      ${dayOf('nil.declared_at')} as nil_on, nil.reason as nil_reason, nil.person as nil_person
    from scope join agency on agency.id = scope.id
      left join report on report.agency_id = agency.id and report.year = ${year}
      left join nil_return nil on nil.agency_id = agency.id and nil.year = ${year}
    order by path`.execute(db)
  return rows.map(toRow)
}

/** Years for which a body or one below it has a report or a nil return, newest first. */
export async function findYearsUnder(db: Kysely<Database>, agencyId: number): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    with scope as materialized ${subtree(agencyId)}
    select year from report where agency_id in (select id from scope)
    union select year from nil_return where agency_id in (select id from scope) order by year desc`.execute(db)
  return rows.map(({ year }) => year)
}
