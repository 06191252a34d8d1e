import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Cells } from '../domain/report/reading.ts'
import { publicVersion } from './public-version.ts'
import { inRegion } from './regions.ts'
import type { Database } from './schema.ts'

export interface ExportFilter {
  /** A division; those below it count too. */
  readonly region?: string
  readonly agencyId?: number
  readonly year?: number
  readonly form?: string
}

/** The sheet of a published report, with people's corrections. */
export interface PublishedSheet {
  readonly agencyId: number
  readonly agency: string
  readonly region: string
  readonly year: number
  readonly form: string
  readonly cells: Cells
}

/** All that is published at one moment, however long the reading takes. It holds a connection until it is closed. */
export interface SheetExport {
  /** Of what the portal shows at that moment. */
  readonly version: number
  /** The next sheets, by body and in the order in which they came; none at the end. */
  readonly next: () => Promise<readonly PublishedSheet[]>
  readonly close: () => Promise<void>
}

/** Sheets fetched at a time: about 5 kB each as the database sends them. */
const batch = 64

function wanted({ region, agencyId, year, form }: ExportFilter): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [sql<SqlBool>`published_at is not null`]
  if (region !== undefined) conditions.push(inRegion(region))
  if (agencyId !== undefined) conditions.push(sql<SqlBool>`report.agency_id = ${agencyId}`)
  if (year !== undefined) conditions.push(sql<SqlBool>`year = ${year}`)
  if (form !== undefined) conditions.push(sql<SqlBool>`form = ${form}`)
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** Opens the export of all published sheets that pass the filter; whoever opens it closes it. */
export async function openSheetExport(db: Kysely<Database>, filter: ExportFilter): Promise<SheetExport> {
  const inside = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    const version = await publicVersion(inside)
    await sql`declare sheets no scroll cursor for
      select report.agency_id as "agencyId", body_name as agency, body_region as region, year, form, cells
      from report join report_content on report_content.agency_id = report.agency_id and report_id = report.id
      where ${wanted(filter)} order by report.agency_id, report.id`.execute(inside)
    const fetch = sql<PublishedSheet>`fetch ${sql.lit(batch)} from sheets`
    return {
      version,
      next: async () => (await fetch.execute(inside)).rows,
      close: async () => {
        if (!inside.isRolledBack) await inside.rollback().execute()
      },
    }
  } catch (error) {
    await inside.rollback().execute()
    throw error
  }
}
