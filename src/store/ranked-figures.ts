import { type Kysely, type SqlBool, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { Cells } from '../domain/report/reading.ts'
import type { Database } from './schema.ts'

export interface RankingAsked {
  readonly year: number
  /** Cells that are needed of this year and of the year before. */
  readonly cells: readonly string[]
  readonly withPrevious: boolean
  readonly regions?: readonly string[]
  readonly kind?: AgencyKind
  /** These bodies alone. */
  readonly agencyIds?: readonly number[]
}

export interface RankedFigures {
  readonly agencyId: number
  readonly name: string
  readonly form: string
  readonly cells: Cells
  readonly invented: boolean
  readonly previousForm: string | null
  readonly previousCells: Cells | null
}

/** The figures wanted, from the report's own row: no content is read. Those that the report lacks stay away. */
const chosen = (table: string, cells: readonly string[]) =>
  sql`(select jsonb_object_agg(key, value) from jsonb_each(${sql.ref(`${table}.totals`)})
    where key = any(${cells}::text[]))`

/** The bodies that published a report of the year, with the figures that a measure needs. */
export async function findRankedFigures(db: Kysely<Database>, asked: RankingAsked): Promise<readonly RankedFigures[]> {
  const { year, cells, withPrevious, regions, kind, agencyIds } = asked
  const conditions = [
    sql<SqlBool>`now.year = ${year} and now.published_at is not null`,
    ...(regions ? [sql<SqlBool>`now.body_region = any(${regions}::text[])`] : []),
    ...(kind ? [sql<SqlBool>`now.body_kind = ${kind}`] : []),
    ...(agencyIds ? [sql<SqlBool>`now.agency_id = any(${agencyIds}::bigint[])`] : []),
  ]
  const before = withPrevious
    ? sql`before.form as "previousForm", case when before.id is not null then coalesce(${chosen('before', cells)}, '{}') end as "previousCells"`
    : sql`null as "previousForm", null as "previousCells"`
  const join = withPrevious
    ? sql`left join report as before on before.agency_id = now.agency_id and before.year = now.year - 1
        and before.published_at is not null`
    : sql``
  const { rows } = await sql<RankedFigures>`select now.agency_id as "agencyId", now.body_name as name, now.form,
      coalesce(${chosen('now', cells)}, '{}') as cells, now.invented, ${before}
    from report as now ${join} where ${sql.join(conditions, sql` and `)}`.execute(db)
  return rows
}
