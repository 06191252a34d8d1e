import type { Transaction } from 'kysely'
import { dayInChina } from '../../domain/calendar/plain-date.ts'
import { accessBytes, lookUpCodeOf, receiptOf } from '../../domain/request/access.ts'
import { lackingAttachment } from '../../domain/request/attachments.ts'
import type { Fact } from '../../domain/request/facts.ts'
import type { Problems } from '../../domain/request/read-fields.ts'
import { readSubmission, type Submission } from '../../domain/request/submission.ts'
import { findAgency } from '../../store/agencies.ts'
import { marksOf } from '../../store/applicants.ts'
import { findBodyAsked } from '../../store/public-bodies-asked.ts'
import { appendFiledFiles, findDraftFiles } from '../../store/public-draft-files.ts'
import { type Draft, lockDraft, removeFiledDraft } from '../../store/public-drafts.ts'
import { appendAccess, findFiledByForm } from '../../store/request-access.ts'
import { appendEntry } from '../../store/request-entries.ts'
import type { RequestKey } from '../../store/requests.ts'
import type { Database } from '../../store/schema.ts'
import { inTransaction } from '../../store/transaction.ts'
import { beginDossier, dossierOf } from '../begin-dossier.ts'
import { lookFor } from '../look.ts'
import { writeToApplicant } from '../mail/tell-applicant.ts'
import type { Services } from '../services.ts'
import { hexOf, sha256Of } from '../sha256.ts'
import { applicantActor } from './actor.ts'
import { bodyOfToken, draftOf, hashOfToken } from './drafts.ts'
import type { Limits } from './limits.ts'

/** What an applicant is told of a request that was filed; the code stands nowhere else. */
export interface Receipt extends RequestKey {
  readonly number: string
  /** As 0123-4567-8901. */
  readonly receipt: string
  /** As 7K2M-9QXT-04BD. */
  readonly code: string
  readonly filedAt: Date
}

export type Filed =
  | { readonly ok: true; readonly receipt: Receipt }
  /** There is nothing to file: filed long ago, deleted, too old or another's. */
  | { readonly ok: false; readonly code: 'no-draft' }
  /** The body has ceased to take requests since the draft was begun. */
  | { readonly ok: false; readonly code: 'closed' }
  | { readonly ok: false; readonly code: 'problems'; readonly problems: Problems }
  | { readonly ok: false; readonly code: 'too-many'; readonly minutes: number }

/** For so long a form that is sent again is answered with the same receipt. */
const again = 30 * 60 * 1000

/** The code follows from the token, which only the browser has: a form sent twice gets one code, and no table holds it. */
const codeOf = (token: string) => lookUpCodeOf(sha256Of(Buffer.from(`look-up code ${token}`)))

const entryOf = (token: string, agencyId: number) => ({ agencyId, key: hexOf(hashOfToken(token)) })

/** The receipt of what a token has filed already. */
async function filedBefore({ db, now }: Services, token: string): Promise<Receipt | undefined> {
  const agencyId = bodyOfToken(token)
  if (agencyId === undefined) return undefined
  const since = new Date(now().getTime() - again)
  const filed = await findFiledByForm(db, entryOf(token, agencyId), since)
  return filed && { ...filed, code: codeOf(token) }
}

/** What is wrong with a draft as a whole; its files are the problem `files`. */
export async function readDraft({ db, now }: Pick<Services, 'db' | 'now'>, draft: Draft) {
  const read = readSubmission(draft.values, dayInChina(now()))
  const files = await findDraftFiles(db, draft)
  const lacking = lackingAttachment(
    draft.values.actsAs,
    files.map(({ purpose }) => purpose),
  )
  const problems: Problems = { ...(!read.ok && read.problems), ...(lacking !== undefined && { files: lacking }) }
  return { files, problems, submission: read.ok && lacking === undefined ? read.value : undefined }
}

/** Draws receipt numbers until one is free: of 10¹² hardly ever a second. */
async function giveAccess(
  transaction: Transaction<Database>,
  { seals, randomBytes }: Services,
  key: RequestKey,
  { code, at }: { readonly code: string; readonly at: Date },
): Promise<string> {
  for (;;) {
    const receipt = receiptOf(randomBytes(accessBytes.receipt))
    if (await appendAccess(transaction, seals, key, { receipt, code, at })) return receipt
  }
}

interface Filing {
  readonly token: string
  readonly draft: Draft
  readonly submission: Submission
}

async function file(services: Services, { token, draft, submission }: Filing): Promise<Receipt | undefined> {
  const { db, seals, now } = services
  const { agencyId } = draft
  const agency = await findAgency(db, agencyId)
  if (!agency) throw new Error('A draft is for a body that is not there')
  const look = await lookFor(services, agency)
  const [at, code, entry] = [now(), codeOf(token), entryOf(token, agencyId)]
  const { asks, petitioner } = submission
  const submitted: Fact = { happened: 'submitted', on: look.today, channel: 'online', asks }
  return inTransaction(db, async (transaction) => {
    // Whoever sends the form again, or adds a file to the draft, waits for the other here.
    if (!(await lockDraft(transaction, draft))) return undefined
    const files = await findDraftFiles(transaction, draft)
    const further = async (_: unknown, key: RequestKey): Promise<readonly Fact[]> => {
      const filed = await appendFiledFiles(transaction, files, key, { at, person: applicantActor.name })
      return filed.map(({ id, name, sha256 }) => ({
        happened: 'file-added',
        on: look.today,
        fileId: id,
        name,
        sha256: hexOf(sha256),
      }))
    }
    const about = { agencyId, submittedOn: look.today, asks, applicant: petitioner.applicant }
    const beginning = { ...about, facts: () => [submitted], further }
    const begun = await beginDossier(transaction, seals, beginning, { look, at, actor: applicantActor })
    const key = { agencyId, id: begun.id }
    const receipt = await giveAccess(transaction, services, key, { code, at })
    const dossier = dossierOf(beginning, { look, at, actor: applicantActor })
    const told = { key, number: begun.number, organ: agency.name, dossier, seqs: [1], at }
    await writeToApplicant(transaction, services, told, { email: petitioner.applicant.email, receipt })
    await appendEntry(transaction, entry, begun.id)
    await removeFiledDraft(transaction, draft)
    return { ...key, number: begun.number, receipt, code, filedAt: at }
  })
}

/**
 * Files the request of a draft (art. 29), in one transaction and once, however often it is sent: number, row, sealed
 * applicant, first facts, attachments, receipt. It is not registered yet: the office confirms its receipt with the
 * applicant first (art. 31 (3)).
 */
export async function fileRequest(
  services: Services,
  limits: Pick<Limits, 'countFiling'>,
  { token, address }: { readonly token: string | undefined; readonly address: string },
): Promise<Filed> {
  const draft = await draftOf(services, token)
  if (token === undefined || !draft) {
    const before = token === undefined ? undefined : await filedBefore(services, token)
    return before ? { ok: true, receipt: before } : { ok: false, code: 'no-draft' }
  }
  const body = await findBodyAsked(services.db, draft.agencyId)
  if (!body?.takes) return { ok: false, code: 'closed' }
  const { submission, problems } = await readDraft(services, draft)
  if (!submission) return { ok: false, code: 'problems', problems }
  const { person } = marksOf(services.seals, submission.petitioner.applicant)
  const minutes = await limits.countFiling(address, person)
  if (minutes > 0) return { ok: false, code: 'too-many', minutes }
  const receipt = (await file(services, { token, draft, submission })) ?? (await filedBefore(services, token))
  return receipt ? { ok: true, receipt } : { ok: false, code: 'no-draft' }
}
