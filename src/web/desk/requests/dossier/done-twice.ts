import type { Entry } from '../../../../domain/request/facts.ts'
import type { Plan } from './action-form.ts'

/** JSON whose keys stand in order: the database keeps none. */
const ordered = (value: unknown) =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/**
 * Whether all that came between is the very thing that the form asks for, by the same person: a button was pressed
 * twice. The second answer is the one that a browser shows, and it should not say that nothing was done.
 */
export function isDoneTwice(since: readonly Entry[], accountId: number, plan: Plan): boolean {
  if ('correction' in plan || since.some((entry) => entry.accountId !== accountId)) return false
  const wanted = typeof plan.facts === 'function' ? plan.facts([]) : plan.facts
  const withLetters = 'letters' in plan
  const there = since
    .filter(({ fact }) => !withLetters || fact.happened !== 'letter-issued')
    .map(({ fact }) => {
      if (!withLetters || !('letterId' in fact)) return ordered(fact)
      const { letterId: _, ...rest } = fact
      return ordered(rest)
    })
  return wanted.length > 0 && ordered(there) === ordered(wanted.map(ordered))
}
