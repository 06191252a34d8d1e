import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

/** The office that handles requests for a body, and what its letters must name; what is not set is empty. */
export interface DisclosureOffice {
  /** 云汐公 in 云汐公复〔2025〕12号. */
  readonly numberWord: string
  readonly reconsiderationOrgan: string
  readonly court: string
  /** Where reconsideration may be applied for online. */
  readonly onlineReconsideration: string
  readonly contact: string
  readonly phone: string
  readonly fax: string
  readonly address: string
  readonly postcode: string
  readonly hours: string
  /** How a processing fee is paid. */
  readonly payment: string
}

export const noOffice: DisclosureOffice = {
  numberWord: '',
  reconsiderationOrgan: '',
  court: '',
  onlineReconsideration: '',
  contact: '',
  phone: '',
  fax: '',
  address: '',
  postcode: '',
  hours: '',
  payment: '',
}

/** What is known of a body's office. */
export async function findOffice(db: Kysely<Database>, agencyId: number): Promise<DisclosureOffice> {
  const row = await db.selectFrom('disclosure_office').selectAll().where('agency_id', '=', agencyId).executeTakeFirst()
  if (!row) return noOffice
  return {
    numberWord: row.number_word,
    reconsiderationOrgan: row.reconsideration_organ,
    court: row.court,
    onlineReconsideration: row.online_reconsideration,
    contact: row.contact,
    phone: row.phone,
    fax: row.fax,
    address: row.address,
    postcode: row.postcode,
    hours: row.hours,
    payment: row.payment,
  }
}

export async function saveOffice(
  db: Kysely<Database>,
  agencyId: number,
  office: DisclosureOffice,
  at: Date,
): Promise<void> {
  const columns = {
    number_word: storable(office.numberWord),
    reconsideration_organ: storable(office.reconsiderationOrgan),
    court: storable(office.court),
    online_reconsideration: storable(office.onlineReconsideration),
    contact: storable(office.contact),
    phone: storable(office.phone),
    fax: storable(office.fax),
    address: storable(office.address),
    postcode: storable(office.postcode),
    hours: storable(office.hours),
    payment: storable(office.payment),
    changed_at: at,
  }
  await db
    .insertInto('disclosure_office')
    .values({ agency_id: agencyId, ...columns })
    .onConflict((on) => on.column('agency_id').doUpdateSet(columns))
    .execute()
}
