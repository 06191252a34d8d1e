import type { Kysely } from 'kysely'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { applicantContext } from './seal-contexts.ts'
import type { Seals } from './seals.ts'

/** Who asks (art. 29): sealed as a whole. Absent things are empty. */
export interface Applicant {
  readonly name: string
  readonly identityKind: string
  readonly identityNumber: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly postcode: string
  /** Name of who acts for them, with their identity number. */
  readonly agent: string
  /** Whom to ask for at an organisation. */
  readonly contactPerson?: string
  /** Who acts for a minor, with their identity number. */
  readonly guardian?: string
  /** Help that is needed in reading, seeing or hearing (art. 43). */
  readonly help?: string
}

/** Equal for names that differ in width and spaces alone. */
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()

export interface Marks {
  readonly person: Uint8Array | null
  readonly name: Uint8Array
}

/** Blind indexes of a person: by identity number, else none, and by name. */
export function marksOf(seals: Seals, { name, identityNumber }: Pick<Applicant, 'name' | 'identityNumber'>): Marks {
  const number = plain(identityNumber)
  return { person: number === '' ? null : seals.mark(number, 'identity'), name: seals.mark(plain(name), 'name') }
}

/** Seals who asks beside the request. */
export async function appendApplicant(
  db: Kysely<Database>,
  seals: Seals,
  { agencyId, id }: RequestKey,
  applicant: Applicant,
): Promise<void> {
  const { person, name } = marksOf(seals, applicant)
  await db
    .insertInto('applicant')
    .values({
      agency_id: agencyId,
      request_id: id,
      sealed: seals.seal(JSON.stringify(applicant), applicantContext(agencyId)),
      person_mark: person,
      name_mark: name,
    })
    .execute()
}

/** Opens who asks. Whoever shows more than the masked name leaves an entry in the trail. */
export async function openApplicant(
  db: Kysely<Database>,
  seals: Seals,
  { agencyId, id }: RequestKey,
): Promise<Applicant | undefined> {
  const row = await db
    .selectFrom('applicant')
    .select('sealed')
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .executeTakeFirst()
  return row && (JSON.parse(seals.open(row.sealed, applicantContext(agencyId))) as Applicant)
}
