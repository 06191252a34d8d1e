import type { Kysely } from 'kysely'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { applicantActor } from '../../src/app/public/actor.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { RequestActionId } from '../../src/domain/request/actions.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { appendAccess } from '../../src/store/request-access.ts'
import { findEntries, type RequestKey } from '../../src/store/requests.ts'
import type { Database } from '../../src/store/schema.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { type DeskOffice, deskOffice } from './dossier-world.ts'
import { visit } from './site.ts'

export const given = { receipt: '2748-1093-6655', code: 'H3WD-8ZNA-57RC' } as const

/** A desk with requests whose applicants hold number and code. */
export async function followWorld(db: Kysely<Database>, day: PlainDate) {
  const desk = await deskOffice(db, day)
  const { services } = desk
  const giveAccess = (key: RequestKey, access: { readonly receipt: string; readonly code: string } = given) =>
    inTransaction(db, (transaction) =>
      appendAccess(transaction, services.seals, key, { ...access, at: services.now() }),
    )
  /** A browser on the pages for the public. */
  const browser = () => visit(services)
  /** A browser that follows the request of number and code. */
  const following = async (access: { readonly receipt: string; readonly code: string } = given) => {
    const site = browser()
    const answer = await site.post('/requests/follow', { ...access })
    if (answer.status !== 303) throw new Error(`The request cannot be followed: ${answer.status}`)
    return site
  }
  const act = async (
    key: RequestKey,
    login: Parameters<DeskOffice['person']>[0],
    action: RequestActionId,
    ...facts: readonly Fact[]
  ) => {
    const { version } = await desk.row(key)
    const acted = await actOnRequest(services, desk.person(login), { ...key, version }, action, facts)
    if (!acted.ok) throw new Error(JSON.stringify(acted))
  }
  const happened = async (key: RequestKey) => (await findEntries(db, key)).map(({ fact }) => fact.happened)
  return { ...desk, giveAccess, browser, following, act, happened, actor: applicantActor }
}

export type FollowWorld = Awaited<ReturnType<typeof followWorld>>

/** Sends the form of an action, filled in on the newest state. */
export async function say(
  world: FollowWorld,
  site: ReturnType<FollowWorld['browser']>,
  key: RequestKey,
  action: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { version } = await world.row(key)
  return site.post(`/requests/followed/${action}`, { version: String(version), seen: '999', ...fields })
}
