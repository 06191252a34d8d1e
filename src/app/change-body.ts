import type { Agency, AgencyKind } from '../domain/agency/agency.ts'
import type { Person } from '../domain/agency/person.ts'
import { findAgency, isBelow, lockAgencies, saveAgency } from '../store/agencies.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { type BodyAsked, type BodyProblems, clean, problemsOf } from './add-body.ts'
import type { Services } from './services.ts'
import { standingOf } from './standing.ts'

/** A body keeps its name: reports were published under it. */
export type BodyChange = Omit<BodyAsked, 'name'>

export type BodyChanged =
  | { readonly ok: true }
  /** There is no such body for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'problems'; readonly problems: BodyProblems }

/**
 * Changes short name, region, kind and superior of a body; tells all that is wrong at once. Where the person's own
 * body stands is not theirs to change: for it the superior is not looked at.
 */
export async function changeBody(
  services: Services,
  person: Person,
  id: number,
  given: BodyChange,
): Promise<BodyChanged> {
  return inTransaction(services.db, async (transaction): Promise<BodyChanged> => {
    await lockAgencies(transaction)
    const within = { ...services, db: transaction }
    const agency = await findAgency(transaction, id)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!agency || !standing) return { ok: false, code: 'unknown' }
    const words = { shortName: clean(given.shortName) || agency.name, region: clean(given.region) }
    const asked = { ...given, ...words, name: agency.name }
    const moves = standing === 'superior'
    const misplaced = moves ? await superiorProblem(within, person, agency, given.superiorId) : undefined
    const problems = { ...problemsOf(asked), ...(misplaced !== undefined && { superiorId: misplaced }) }
    if (Object.keys(problems).length > 0) return { ok: false, code: 'problems', problems }
    const parentId = moves ? given.superiorId : agency.parentId
    const changed = { parentId, ...words, kind: given.kind as AgencyKind }
    await saveAgency(transaction, { id, ...changed })
    const { shortName, region, kind } = agency
    const details = { was: { parentId: agency.parentId, shortName, region, kind }, is: changed }
    const about = { agencyId: id, at: services.now(), actor: actorOf(person), subject: `body ${id}` }
    await appendLinks(transaction, [{ ...about, kind: 'body-changed', details }])
    return { ok: true }
  })
}

async function superiorProblem(
  { db }: Pick<Services, 'db'>,
  person: Pick<Person, 'agencyId'>,
  agency: Agency,
  superiorId: number,
): Promise<string | undefined> {
  const superior = await findAgency(db, superiorId)
  if (!superior || !(await standingOf(db, person, superior))) return '上级机关要在本机关及下属机关里选择。'
  if (superior.id === agency.id) return '机关不能是自己的上级。'
  if (await isBelow(db, superior.id, agency.id))
    return `${superior.name}是${agency.name}的下属机关，不能作它的上级。请先把${superior.name}移到别处。`
  return undefined
}
