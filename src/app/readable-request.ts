import type { Kysely } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { may, type Thing } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { findAgency } from '../store/agencies.ts'
import { findRequest, type RequestKey, type RequestRow } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { standingOf } from './standing.ts'

/** A request with its body, and as the table of rights sees it. */
export interface ReadableRequest {
  readonly agency: Agency
  readonly row: RequestRow
  readonly thing: Thing
}

/** A request as the table of rights sees it. */
export const thingOf = (row: RequestRow, isBelow: boolean): Thing => ({
  agencyId: row.agency_id,
  isBelow,
  sectionId: row.section_id,
  askedSectionIds: row.asked_sections,
})

/** A request that the person may read; one that is none of theirs does not exist for them. */
export async function findReadable(
  db: Kysely<Database>,
  person: Person,
  key: RequestKey,
): Promise<ReadableRequest | undefined> {
  const agency = await findAgency(db, key.agencyId)
  const standing = agency && (await standingOf(db, person, agency))
  const row = standing && (await findRequest(db, key))
  if (!row) return undefined
  const thing = thingOf(row, standing === 'superior')
  return may(person, 'read-request', thing) === true ? { agency, row, thing } : undefined
}
