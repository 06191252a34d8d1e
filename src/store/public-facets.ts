import { type Kysely, sql } from 'kysely'
import type { AgencyKind } from '../domain/agency/agency.ts'
import type { Database } from './schema.ts'

/** A value that published reports have, and how many have it. */
export interface Facet<T> {
  readonly value: T
  readonly count: number
}

/** What a reader of the library can choose from. */
export interface Facets {
  readonly total: number
  /** Newest first. */
  readonly years: readonly Facet<number>[]
  readonly forms: readonly Facet<string>[]
  readonly kinds: readonly Facet<AgencyKind>[]
  readonly regions: readonly Facet<string>[]
}

interface Row {
  readonly year: number | null
  readonly form: string | null
  readonly body_kind: AgencyKind | null
  readonly body_region: string | null
  readonly count: number
}

function facetsOf<T extends string | number>(rows: readonly Row[], of: (row: Row) => T | null): readonly Facet<T>[] {
  return rows
    .flatMap((row) => {
      const value = of(row)
      return value === null ? [] : [{ value, count: row.count }]
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1))
}

/** Years, forms, kinds and regions of the published reports; reads an index of all of them, so ask rarely. */
export async function findFacets(db: Kysely<Database>): Promise<Facets> {
  const { rows } = await sql<Row>`select year, form, body_kind, body_region, count(*) as count from report
    where published_at is not null
    group by grouping sets ((year), (form), (body_kind), (body_region))`.execute(db)
  const years = facetsOf(rows, ({ year }) => year)
  return {
    total: years.reduce((sum, { count }) => sum + count, 0),
    years: years.toReversed(),
    forms: facetsOf(rows, ({ form }) => form),
    kinds: facetsOf(rows, ({ body_kind }) => body_kind),
    regions: facetsOf(rows, ({ body_region }) => body_region),
  }
}
