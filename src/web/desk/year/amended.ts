import type { Amendment } from '../../../app/amend-year.ts'

/** Whether facts say so and nobody has approved of it yet. */
export const isUnsettled = ({ stands, proposals }: Amendment): boolean =>
  stands && !proposals.some(({ decision }) => decision?.approved)

/** Where what is waiting for a decision was proposed. */
export const waitingIn = ({ proposals }: Amendment) => proposals.find(({ decision }) => decision === null)
