import { timingSafeEqual } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { readLookUpCode, readReceipt } from '../domain/request/access.ts'
import type { EntryKey } from './request-entries.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import type { Seals } from './seals.ts'

/** By what an applicant follows a request; the code is told once and kept nowhere. */
export interface Access {
  /** As 0123-4567-8901. */
  readonly receipt: string
  /** As 7K2M-9QXT-04BD. */
  readonly code: string
}

/** The mark of a code belongs to its receipt: equal codes of two requests have unequal marks. */
const markOf = (seals: Seals, { receipt, code }: Access) => seals.mark(code, `code ${receipt}`)

/**
 * Keeps by what a request is followed: the receipt number and a blind index of the code. False where the number is
 * taken: another one is to be drawn.
 */
export async function appendAccess(
  db: Transaction<Database>,
  seals: Seals,
  { agencyId, id }: RequestKey,
  { at, ...access }: Access & { readonly at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('request_access')
    .values({
      agency_id: agencyId,
      request_id: id,
      receipt: access.receipt,
      code_mark: markOf(seals, access),
      made_at: at,
    })
    .onConflict((on) => on.column('receipt').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The request of a receipt number and its code, as people type them; undefined where one of them is wrong. */
export async function findByReceipt(
  db: Kysely<Database>,
  seals: Seals,
  typed: Access,
): Promise<RequestKey | undefined> {
  const [receipt, code] = [readReceipt(typed.receipt), readLookUpCode(typed.code)]
  if (receipt === undefined || code === undefined) return undefined
  const row = await db
    .selectFrom('request_access')
    .select(['agency_id', 'request_id', 'code_mark'])
    .where('receipt', '=', receipt)
    .executeTakeFirst()
  const mark = markOf(seals, { receipt, code })
  if (!row || !timingSafeEqual(mark, row.code_mark)) return undefined
  return { agencyId: row.agency_id, id: row.request_id }
}

/** The receipt number of a request; undefined where it did not come over the portal. */
export async function findReceipt(db: Kysely<Database>, { agencyId, id }: RequestKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('request_access')
    .select('receipt')
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .executeTakeFirst()
  return row?.receipt
}

/** What a form has filed since a moment. */
export interface FiledByForm extends RequestKey {
  readonly number: string
  readonly receipt: string
  readonly filedAt: Date
}

/** The request that a form has filed, where that was not before a moment. */
export async function findFiledByForm(
  db: Kysely<Database>,
  { agencyId, key }: EntryKey,
  since: Date,
): Promise<FiledByForm | undefined> {
  const row = await db
    .selectFrom('request_entry as entry')
    .innerJoin('request_access as access', (on) =>
      on.onRef('access.agency_id', '=', 'entry.agency_id').onRef('access.request_id', '=', 'entry.request_id'),
    )
    .innerJoin('request', (on) =>
      on.onRef('request.agency_id', '=', 'entry.agency_id').onRef('request.id', '=', 'entry.request_id'),
    )
    .select(['request.id', 'request.number', 'access.receipt', 'access.made_at'])
    .where('entry.agency_id', '=', agencyId)
    .where('entry.key', '=', key)
    .where('access.made_at', '>=', since)
    .executeTakeFirst()
  return row && { agencyId, id: row.id, number: row.number, receipt: row.receipt, filedAt: row.made_at }
}
