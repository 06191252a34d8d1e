import type { Person } from '../domain/agency/person.ts'
import { dayInChina, isPlainDate } from '../domain/calendar/plain-date.ts'
import { findAgency, findAgencyByName, lockAgencies } from '../store/agencies.ts'
import { type BodyClosing, findClosing, isSucceededBy, saveClosing } from '../store/body-closings.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { clean } from './add-body.ts'
import type { Services } from './services.ts'
import { standingOf } from './standing.ts'

export interface ClosingAsked {
  /** Empty: the body goes on. */
  readonly closedOn: string
  /** Full name of the body that goes on with the work; empty where none does. */
  readonly successor: string
}

export type ClosingProblems = { -readonly [field in keyof ClosingAsked]?: string }

export type BodyClosed =
  | { readonly ok: true }
  /** There is no such body below the person's own. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'problems'; readonly problems: ClosingProblems }

/**
 * Says that a body has ceased to be, and who goes on with its work: from then on it takes no requests over the portal,
 * and whoever looks for it is led to the other. What was asked before stays where it is. An empty day takes it back.
 */
export async function closeBody(
  services: Services,
  person: Person,
  id: number,
  asked: ClosingAsked,
): Promise<BodyClosed> {
  return inTransaction(services.db, async (transaction): Promise<BodyClosed> => {
    await lockAgencies(transaction)
    const agency = await findAgency(transaction, id)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!agency || standing !== 'superior') return { ok: false, code: 'unknown' }
    const name = clean(asked.successor)
    const successor = name === '' ? undefined : await findAgencyByName(transaction, name)
    const problems: ClosingProblems = {}
    const today = dayInChina(services.now())
    if (asked.closedOn !== '' && !isPlainDate(asked.closedOn)) problems.closedOn = '请填写存在的日期，如 2025-03-03。'
    else if (asked.closedOn > today) problems.closedOn = '撤并的日期在今天之后，请到那一天再登记。'
    if (name !== '' && !successor) problems.successor = `没有“${name}”。请填写已登记机关的全称。`
    else if (successor && asked.closedOn === '') problems.closedOn = '填写了承接机关的，请填写撤并的日期。'
    else if (successor && (successor.id === id || (await isSucceededBy(transaction, successor.id, id))))
      problems.successor = `${successor.name}的职权由${agency.name}承接，不能再反过来。`
    if (Object.keys(problems).length > 0) return { ok: false, code: 'problems', problems }
    const is: BodyClosing = { closedOn: asked.closedOn || null, successorId: successor?.id ?? null }
    const was = await findClosing(transaction, id)
    await saveClosing(transaction, id, is)
    const about = { agencyId: id, at: services.now(), actor: actorOf(person), subject: `body ${id}` }
    await appendLinks(transaction, [{ ...about, kind: 'body-changed', details: { was, is } }])
    return { ok: true }
  })
}
