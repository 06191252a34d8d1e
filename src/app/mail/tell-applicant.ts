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

/**
 * Lays aside a mail about new entries of a dossier, in the transaction that adds them: to an applicant who gave an
 * address, about what is for applicants to know.
 */
export async function tellApplicant(
  transaction: Transaction<Database>,
  services: Telling,
  { key, number, organ, dossier, seqs, at }: Told,
): Promise<void> {
  if (!publicSteps(dossier).some(({ seq }) => seqs.includes(seq))) return
  const applicant = await openApplicant(transaction, services.seals, key)
  const to = applicant?.email.trim() ?? ''
  if (!isOneAddress(to)) return
  const receipt = await findReceipt(transaction, key)
  const follow = services.publicUrl === undefined ? undefined : `${services.publicUrl}/requests/follow`
  const about = { organ, number, dossier, seqs, ...(receipt && { receipt }), ...(follow && { follow }) }
  const mail = mailText(about)
  if (!mail) return
  const { seq, subject, text } = mail
  await appendMail(transaction, services.seals, key, { key: `request ${key.id} fact ${seq}`, at, to, subject, text })
  onceCommitted(transaction, () => askForJob(services))
}
