import type { Transaction } from 'kysely'
import type { Entry } from '../domain/request/facts.ts'
import { appendEntries, type NewEntry, type RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Actor } from '../store/trail.ts'
import { appendLinks } from '../store/trail-links.ts'

/** What the trail calls a request. */
export const requestSubject = (number: string): string => `request ${number}`

/** Facts as they are entered at a moment, numbered on from an earlier one. */
export const enteredFacts = (
  facts: readonly Entry['fact'][],
  { after, at, actor }: { readonly after: number; readonly at: Date; readonly actor: Actor },
): readonly NewEntry[] => facts.map((fact, index) => ({ seq: after + index + 1, fact, enteredAt: at, actor }))

/** Entries as a dossier is folded from them. */
export const asEntries = (news: readonly NewEntry[]): readonly Entry[] =>
  news.map(({ actor, ...entry }) => ({ ...entry, person: actor.name, accountId: actor.accountId }))

/** Adds entries to a dossier, and to the body's trail a link for each. */
export async function appendFacts(
  transaction: Transaction<Database>,
  key: RequestKey,
  number: string,
  news: readonly NewEntry[],
): Promise<void> {
  await appendEntries(transaction, key, news)
  const links = news.map(({ seq, fact, enteredAt, actor }) => ({
    agencyId: key.agencyId,
    at: enteredAt,
    actor,
    kind: fact.happened,
    subject: requestSubject(number),
    details: { seq, ...fact },
  }))
  await appendLinks(transaction, links)
}
