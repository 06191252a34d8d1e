import { type SubmissionStep, submissionSteps } from '../../domain/request/submission.ts'
import { findBodyAsked } from '../../store/public-bodies-asked.ts'
import { appendDraftFilesOf } from '../../store/public-draft-files.ts'
import {
  appendDraft,
  type Draft,
  type DraftKey,
  type DraftValues,
  findDraft,
  removeDraft,
  removeExpiredDrafts,
  saveDraft,
} from '../../store/public-drafts.ts'
import { CannotOpen } from '../../store/seals.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { Services } from '../services.ts'
import { sha256Of } from '../sha256.ts'

/** Days that a draft is kept after the last change. */
export const draftDays = 7

const day = 24 * 60 * 60 * 1000

/** Longer fields are told to be too long, from what is kept of them. */
const longestKept = 6_000

const tokenForm = /^(\d{1,15})-[\w-]{43}$/

/** What of a draft's token is stored. */
export const hashOfToken = (token: string): Uint8Array => sha256Of(Buffer.from(token))

/** The body of which a token says that it belongs to one of its drafts; undefined where it is no token. */
export function bodyOfToken(token: string | undefined): number | undefined {
  const id = Number(tokenForm.exec(token ?? '')?.[1])
  return Number.isSafeInteger(id) ? id : undefined
}

/** The draft of a browser's token; undefined where it is filed, deleted, too old or another's. */
export async function draftOf(
  { db, seals, now }: Pick<Services, 'db' | 'seals' | 'now'>,
  token: string | undefined,
): Promise<Draft | undefined> {
  if (token === undefined || bodyOfToken(token) === undefined) return undefined
  try {
    return await findDraft(db, seals, hashOfToken(token), now())
  } catch (error) {
    // Sealed under a key that was dropped since: nobody can read it any more.
    if (error instanceof CannotOpen) return undefined
    throw error
  }
}

/** When a draft is changed now, and until when it is kept. */
export const draftTimes = ({ now }: Pick<Services, 'now'>) => {
  const at = now()
  return { at, expiresAt: new Date(at.getTime() + draftDays * day) }
}

/**
 * Begins a draft for a body; what was written for another body goes along. Gives its token, which is stored nowhere;
 * undefined where the body takes no requests.
 */
export async function beginDraft(
  services: Services,
  agencyId: number,
  oldToken: string | undefined,
): Promise<string | undefined> {
  const { db, seals, randomBytes } = services
  const body = await findBodyAsked(db, agencyId)
  if (!body?.takes) return undefined
  const old = await draftOf(services, oldToken)
  const token = `${agencyId}-${Buffer.from(randomBytes(32)).toString('base64url')}`
  const values = old?.values ?? { kind: 'disclosure', medium: 'electronic', delivery: 'e-mail', actsAs: 'self' }
  await inTransaction(db, async (transaction) => {
    const begun = { agencyId, tokenHash: hashOfToken(token), values, ...draftTimes(services) }
    const id = await appendDraft(transaction, seals, begun)
    if (!old) return
    await appendDraftFilesOf(transaction, old, { agencyId, id })
    await removeDraft(transaction, old)
  })
  return token
}

/** The fields of a step as they were typed; what else is sent along is not kept. */
function typedOn(step: SubmissionStep, sent: DraftValues): DraftValues {
  const fields: readonly string[] = submissionSteps[step].fields
  return Object.fromEntries(fields.map((name) => [name, (sent[name] ?? '').slice(0, longestKept)]))
}

/** Keeps what was typed on a step, right or wrong; undefined where the draft is gone. */
export async function writeDraft(
  services: Pick<Services, 'db' | 'seals' | 'now'>,
  draft: Draft,
  step: SubmissionStep,
  sent: DraftValues,
): Promise<Draft | undefined> {
  const values = { ...draft.values, ...typedOn(step, sent) }
  const { at, expiresAt } = draftTimes(services)
  const kept = await saveDraft(services.db, services.seals, draft, { values, at, expiresAt })
  return kept ? { ...draft, values, changedAt: at } : undefined
}

/** Whoever writes a draft may throw it away. */
export async function discardDraft({ db }: Pick<Services, 'db'>, draft: DraftKey): Promise<void> {
  await removeDraft(db, draft)
}

const batch = 1_000

/** Removes drafts whose time is over; gives how many there were. */
export async function removeOldDrafts({ db, now }: Pick<Services, 'db' | 'now'>, stop: AbortSignal): Promise<number> {
  let removed = 0
  for (;;) {
    stop.throwIfAborted()
    const some = await removeExpiredDrafts(db, now(), batch)
    removed += some
    if (some < batch) return removed
  }
}
