import { keptAnswers, type OnFile, type SevenAnswers, unanswered } from '../../../../domain/request/decision.ts'
import { type StepId, stepIds } from '../../../../domain/request/decision-steps.ts'
import { isOutcomeId, type OutcomeId } from '../../../../domain/request/outcomes.ts'
import { paths } from '../../../paths.ts'
import type { DossierView } from './view.ts'

/** Names under which the answers and the outcome are carried from page to page. */
export const carriedNames: readonly string[] = [...stepIds, 'outcome']

const answerOf = (word: string | undefined) => (word === 'yes' ? true : word === 'no' ? false : null)

/** Answers as an address carries them; what the others do not lead to is left out. */
export function readAnswers(given: Readonly<Record<string, unknown>>): SevenAnswers {
  const read = stepIds.map((id) => [id, answerOf(typeof given[id] === 'string' ? given[id] : undefined)] as const)
  return keptAnswers({ ...unanswered, ...Object.fromEntries(read) })
}

export const readOutcome = ({ outcome }: Readonly<Record<string, unknown>>): OutcomeId | undefined =>
  typeof outcome === 'string' && isOutcomeId(outcome) ? outcome : undefined

export const wordsOf = (answers: SevenAnswers): Readonly<Record<string, string>> =>
  Object.fromEntries(stepIds.flatMap((id) => (answers[id] === null ? [] : [[id, answers[id] ? 'yes' : 'no']])))

/** The page that comes after an answer; `null` asks the step again. */
export function pathWith(
  { key }: Pick<DossierView, 'key'>,
  answers: SevenAnswers,
  change: { readonly [Id in StepId]?: boolean | null } & { readonly outcome?: OutcomeId } = {},
): string {
  const { outcome, ...changed } = change
  const query = { ...wordsOf(keptAnswers({ ...answers, ...changed })), ...(outcome !== undefined && { outcome }) }
  const path = paths.requestAction(key.agencyId, key.id, 'draft')
  return Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query)}`
}

/** What the dossier holds for a decision today. */
export const onFileIn = ({ dossier, look }: Pick<DossierView, 'dossier' | 'look'>): OnFile => ({
  ...dossier,
  today: look.today,
})
