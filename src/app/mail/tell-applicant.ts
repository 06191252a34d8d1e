import type { Kysely, Transaction } from 'kysely'
import type { Dossier } from '../../domain/request/dossier.ts'
import { mailText } from '../../domain/request/mail-text.ts'
import { publicSteps } from '../../domain/request/public-steps.ts'
import { openApplicant } from '../../store/applicants.ts'
import { appendMail, expectMailJob } from '../../store/outgoing-mail.ts'
import { findReceipt } from '../../store/request-access.ts'
import type { RequestKey } from '../../store/requests.ts'
import type { Database } from '../../store/schema.ts'
import { onceCommitted } from '../../store/transaction.ts'
import type { Services } from '../services.ts'

/** What the job that sends mail is stored under in the queue. */
export const mailJob = 'send-mail'

/** What has just been added to a dossier. */
export interface Told {
  readonly key: RequestKey
  /** Of the dossier. */
  readonly number: string
  /** Name of the body. */
  readonly organ: string
  /** As it stands with what is new. */
  readonly dossier: Dossier
  /** Numbers of the new entries. */
  readonly seqs: readonly number[]
  readonly at: Date
}

type Telling = Pick<Services, 'seals' | 'publicUrl' | 'db' | 'log'>

/** One address alone: what else might stand there would be written to as well. */
const isOneAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/.test(text)

/** Pools for which the queue is being asked. */
const asking = new WeakSet<Kysely<Database>>()

/** Nobody waits for it: what is not asked for now goes out within a minute. */
function askForJob({ db, log }: Telling): void {
  if (asking.has(db)) return
  asking.add(db)
  expectMailJob(db, mailJob)
    .catch((error: Error) => log.debug({ error: error.message }, 'mail waits for its minute'))
    .finally(() => asking.delete(db))
}

/** By what an applicant is written to. */
export interface Addressee {
  /** As they gave it. */
  readonly email: string
  /** Receipt number, by which they look the request up; absent where they have none. */
  readonly receipt?: string | undefined
}

/** Lays aside a mail about new entries of a dossier, in the transaction that adds them, where an address was given. */
export async function writeToApplicant(
  transaction: Transaction<Database>,
  services: Telling,
  { key, at, ...about }: Told,
  { email, receipt }: Addressee,
): Promise<void> {
  const to = email.trim()
  if (!isOneAddress(to)) return
  const { publicUrl } = services
  const where = {
    ...(receipt !== undefined && { receipt }),
    ...(publicUrl !== undefined && { follow: `${publicUrl}/requests/follow` }),
  }
  const mail = mailText({ ...about, ...where })
  if (!mail) return
  const { seq, subject, text } = mail
  await appendMail(transaction, services.seals, key, { key: `request ${key.id} fact ${seq}`, at, to, subject, text })
  onceCommitted(transaction, () => askForJob(services))
}

/** Writes to the applicant of a dossier about what is new in it, as far as it is for applicants to know. */
export async function tellApplicant(transaction: Transaction<Database>, services: Telling, told: Told): Promise<void> {
  if (!publicSteps(told.dossier).some(({ seq }) => told.seqs.includes(seq))) return
  const applicant = await openApplicant(transaction, services.seals, told.key)
  if (!applicant || applicant.email.trim() === '') return
  const receipt = await findReceipt(transaction, told.key)
  await writeToApplicant(transaction, services, told, { email: applicant.email, receipt })
}
