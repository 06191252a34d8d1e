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

interface Row extends Omit<RankedFigures, 'cells' | 'previousCells'> {
  /** One a cell wanted: null where the report lacks it, the word null where it is blank. */
  readonly figures: readonly (string | null)[]
  readonly previousFigures: readonly (string | null)[] | null
}

/** The figures wanted, from the report's own row: no content is read. */
const chosen = (table: string, cells: readonly string[]) =>
  sql`array[${sql.join(cells.map((cell) => sql`(${sql.ref(`${table}.totals`)} -> ${cell})::text`))}]::text[]`

function toCells(cells: readonly string[], figures: readonly (string | null)[]): Cells {
  const found: Record<string, number | null> = {}
  for (const [index, text] of figures.entries())
    if (text !== null) found[cells[index] as string] = text === 'null' ? null : Number(text)
  return found
}

function conditionsOf({ year, regions, kind, agencyIds }: RankingAsked) {
  const conditions = [
    sql<SqlBool>`now.year = ${year} and now.published_at is not null`,
    ...(regions ? [sql<SqlBool>`now.body_region = any(${regions}::text[])`] : []),
    ...(kind ? [sql<SqlBool>`now.body_kind = ${kind}`] : []),
    ...(agencyIds ? [sql<SqlBool>`now.agency_id = any(${agencyIds}::bigint[])`] : []),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

/** The bodies that published a report of the year, with the figures that a measure needs. */
export async function findRankedFigures(db: Kysely<Database>, asked: RankingAsked): Promise<readonly RankedFigures[]> {
  const { cells, withPrevious } = asked
  const before = withPrevious
    ? sql`before.form as "previousForm", case when before.id is not null then ${chosen('before', cells)} end`
    : sql`null as "previousForm", null`
  const join = withPrevious
    ? sql`left join report as before on before.agency_id = now.agency_id and before.year = now.year - 1
        and before.published_at is not null`
    : sql``
  const { rows } = await sql<Row>`select now.agency_id as "agencyId", now.body_name as name, now.form, now.invented,
      ${chosen('now', cells)} as figures, ${before} as "previousFigures"
    from report as now ${join} where ${conditionsOf(asked)}`.execute(db)
  return rows.map(({ figures, previousFigures, ...row }) => ({
    ...row,
    cells: toCells(cells, figures),
    previousCells: previousFigures && toCells(cells, previousFigures),
  }))
}
