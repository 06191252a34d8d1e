import { type Draft, type DraftValues, saveDraft } from '../../store/public-drafts.ts'
import { saveSuggestionUse, type Use } from '../../store/suggestion-use.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { Services } from '../services.ts'
import { hexOf, sha256Of } from '../sha256.ts'
import { draftTimes } from './drafts.ts'

/** For which words suggestions were shown: kept in the draft, so that they are shown once. */
const digestOf = ({ title = '', documentNumber = '', features = '' }: DraftValues) =>
  hexOf(sha256Of(Buffer.from([title, documentNumber, features].join('\n')))).slice(0, 16)

/** Whether suggestions were shown for what the draft asks for now. */
export const wasSuggested = ({ values }: Draft): boolean => values.suggestedFor === digestOf(values)

/** Counts what somebody does with suggestions. */
export async function noteSuggestionUse(
  { db, now }: Pick<Services, 'db' | 'now'>,
  draft: Draft,
  use: Use,
): Promise<void> {
  await saveSuggestionUse(db, draft, use, now())
}

/** Counts that so many suggestions were shown on a page of their own, which is not shown again for these words. */
export async function noteSuggested(
  services: Pick<Services, 'db' | 'seals' | 'now'>,
  draft: Draft,
  shown: number,
): Promise<void> {
  const { db, seals } = services
  const times = draftTimes(services)
  const values = { ...draft.values, suggestedFor: digestOf(draft.values) }
  await inTransaction(db, async (transaction) => {
    await saveSuggestionUse(transaction, draft, { shown }, times.at)
    await saveDraft(transaction, seals, draft, { values, ...times })
  })
}
