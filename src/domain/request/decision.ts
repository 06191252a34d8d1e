import type { PlainDate } from '../calendar/plain-date.ts'
import type { Refusal } from '../refusal.ts'
import { lackingFor } from './decision-needs.ts'
import { type Choice, type Lead, type Step, type StepId, shortCuts, stepIds, steps } from './decision-steps.ts'
import type { Dossier } from './dossier.ts'

/** Answers to the seven steps of the decision, as far as they were asked; `null` where a step was not reached. */
export interface SevenAnswers {
  readonly clear: boolean | null
  readonly ours: boolean | null
  readonly governmentInformation: boolean | null
  readonly exists: boolean | null
  readonly alreadyPublic: boolean | null
  readonly refusable: boolean | null
  readonly separable: boolean | null
}

export const unanswered: SevenAnswers = {
  clear: null,
  ours: null,
  governmentInformation: null,
  exists: null,
  alreadyPublic: null,
  refusable: null,
  separable: null,
}

/** What the dossier holds for a decision, on the day of deciding. */
export interface OnFile
  extends Pick<Dossier, 'clarification' | 'fee' | 'reasons' | 'searches' | 'sections' | 'parties' | 'reading'> {
  readonly ended?: Dossier['ended']
  readonly today: PlainDate
}

/** A way of ending, with what the dossier lacks for it so far. */
export interface PossibleOutcome extends Choice {
  readonly lacks: readonly Refusal[]
}

interface Walked {
  /** Steps that were answered, in their order. */
  readonly path: readonly StepId[]
  /** The step to answer next; absent where the answers have come to an end. */
  readonly next?: StepId
  readonly choices: readonly Choice[]
}

function walk(answers: SevenAnswers): Walked {
  const path: StepId[] = []
  let lead: Lead = { to: 'clear' }
  while ('to' in lead) {
    const id: StepId = lead.to
    const answer: boolean | null = answers[id]
    if (answer === null) return { path, next: id, choices: [] }
    path.push(id)
    const step: Step = steps[id]
    lead = answer ? step.yes : step.no
  }
  return { path, choices: lead.choose }
}

/** The step to answer next; undefined where the answers have come to an end. */
export const nextStep = (answers: SevenAnswers): StepId | undefined => walk(answers).next

/** Steps that were answered although the answers before them do not lead there. */
export function strayAnswers(answers: SevenAnswers): readonly StepId[] {
  const { path } = walk(answers)
  return stepIds.filter((id) => answers[id] !== null && !path.includes(id))
}

/** The answers without those to which the others do not lead, as after an earlier one was changed. */
export function keptAnswers(answers: SevenAnswers): SevenAnswers {
  const stray = strayAnswers(answers)
  return Object.fromEntries(
    stepIds.map((id) => [id, stray.includes(id) ? null : answers[id]]),
  ) as unknown as SevenAnswers
}

/** Ways of ending to which the answers lead, and those that need none; each with what is lacking for it. */
export function possibleOutcomes(answers: SevenAnswers, onFile: OnFile): readonly PossibleOutcome[] {
  const { choices } = walk(answers)
  return [...choices, ...shortCuts].map((choice) => ({ ...choice, lacks: lackingFor(choice.outcome, onFile) }))
}
