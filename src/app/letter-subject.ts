import type { Kysely } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { channels } from '../domain/request/channels.ts'
import { receiptWords } from '../domain/request/clock-steps.ts'
import type { Dossier } from '../domain/request/dossier.ts'
import type { DeliveryWay } from '../domain/request/facts.ts'
import type { LetterOrgan, LetterRequest, LetterSubject } from '../domain/request/letters/subject.ts'
import { openApplicant } from '../store/applicants.ts'
import { type DisclosureOffice, findOffice } from '../store/disclosure-offices.ts'
import type { RequestRow } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Services } from './services.ts'

const organOf = ({ name }: Agency, office: DisclosureOffice): LetterOrgan => ({
  name,
  reconsiderationOrgan: office.reconsiderationOrgan,
  court: office.court,
  ...(office.onlineReconsideration !== '' && { onlineReview: office.onlineReconsideration }),
  contact: { person: office.contact, phone: office.phone, address: office.address, postcode: office.postcode },
})

/** How the applicant clarified the request, where they said it in words. */
function clarifiedIn({ clarification }: Dossier): LetterRequest['clarified'] {
  const { receivedOn, text } = clarification ?? {}
  return receivedOn !== undefined && text !== undefined ? { on: receivedOn, text } : undefined
}

function requestOf({ number }: RequestRow, dossier: Dossier): LetterRequest {
  const { asks, reading } = dossier
  const clarified = clarifiedIn(dossier)
  const { channel = 'counter', receivedOn = '' } = reading
  const { says, basis } = channels[channel]
  return {
    number,
    receivedOn,
    receiptBasis: receiptWords[basis],
    channel: says,
    content: asks?.content ?? '',
    ...(clarified && { clarified }),
    formWanted: [asks?.medium, asks?.delivery].filter((word) => word).join('，'),
  }
}

/** The dossier that a letter is about. */
export interface LetterCase {
  readonly agency: Agency
  readonly row: RequestRow
  readonly dossier: Dossier
  readonly today: PlainDate
}

/** What the letters of a dossier are written from, and the word in front of their numbers; the applicant is opened. */
export async function letterSubject(
  services: Services,
  db: Kysely<Database>,
  { agency, row, dossier, today }: LetterCase,
  sentBy: DeliveryWay,
): Promise<{ readonly subject: LetterSubject; readonly numberWord: string }> {
  const key = { agencyId: row.agency_id, id: row.id }
  const office = await findOffice(db, agency.id)
  const applicant = await openApplicant(db, services.seals, key)
  if (!applicant) throw new Error(`The request ${row.number} has no applicant`)
  const subject: LetterSubject = {
    organ: organOf(agency, office),
    request: requestOf(row, dossier),
    applicant: {
      name: applicant.name,
      type: row.applicant_type,
      address: applicant.address,
      postcode: applicant.postcode,
    },
    today,
    sentBy,
    draft: true,
  }
  return { subject, numberWord: office.numberWord }
}
