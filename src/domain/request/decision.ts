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
