import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { RequestActionId } from '../domain/request/actions.ts'
import type { Fact } from '../domain/request/facts.ts'
import { findHandlers } from '../store/handlers.ts'
import { findRequest } from '../store/requests.ts'
import { findSections } from '../store/sections.ts'
import { actOnRequest, type MakeFacts, type RequestActed } from './act-on-request.ts'
import type { Services } from './services.ts'

/** One of several dossiers, as the person saw it. */
export interface Pick {
  readonly id: number
  readonly version: number
}

/** What became of one of several. */
export interface Result extends Pick {
  readonly number: string
  readonly subject: string
  readonly acted: RequestActed
}

/** Who is to handle several dossiers; neither may be missing where the other is. */
export interface Assignment {
  readonly sectionId: number | null
  readonly accountId: number | null
}

type Assigned = Omit<Extract<Fact, { happened: 'assigned' }>, 'on'>

/** The words of an assignment, as the fact keeps them; else what is wrong with it. */
export async function assignmentOf(
  { db }: Services,
  { agencyId }: Person,
  { sectionId, accountId }: Assignment,
): Promise<Assigned | Refusal> {
  const [sections, handlers] = await Promise.all([findSections(db, agencyId), findHandlers(db, agencyId)])
  const handler = handlers.find((one) => one.accountId === accountId)
  const chosen = sectionId ?? handler?.sectionId ?? null
  const section = sections.find(({ id, isClosed }) => id === chosen && !isClosed)
  const isWrong = (accountId !== null && !handler) || (chosen !== null && !section) || (!handler && !section)
  if (isWrong) return { code: 'no-assignee', says: '请选择承办科室或者承办人；两样都选的，以选定的为准。' }
  return {
    happened: 'assigned',
    sectionId: section?.id ?? null,
    section: section?.name ?? '',
    accountId: handler?.accountId ?? null,
    handler: handler?.name ?? '',
  }
}

/** One thing with each of several dossiers, in a transaction of its own: what fails for one is done for the others. */
async function withEach(
  services: Services,
  person: Person,
  picks: readonly Pick[],
  [action, makeFacts]: readonly [RequestActionId, MakeFacts],
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const { id, version } of picks) {
    const key = { agencyId: person.agencyId, id }
    const acted = await actOnRequest(services, person, { ...key, version }, action, makeFacts)
    const isTheirs = acted.ok || acted.code !== 'unknown'
    const row = isTheirs ? await findRequest(services.db, key) : undefined
    results.push({ id, version, number: row?.number ?? '', subject: row?.subject ?? '', acted })
  }
  return results
}

/** Assigns several dossiers; each gets the fact. */
export const assignTogether = (
  services: Services,
  person: Person,
  picks: readonly Pick[],
  assigned: Assigned,
): Promise<readonly Result[]> =>
  withEach(services, person, picks, ['assign', async ({ look }) => [{ ...assigned, on: look.today }]])

const chase: MakeFacts = async ({ dossier, look }) => {
  const open = dossier.sections.filter(({ answeredOn }) => answeredOn === undefined)
  if (open.length === 0) return { refusals: [{ code: 'nobody-asked', says: '没有等待反馈的科室，不用催办。' }] }
  return [...new Map(open.map((one) => [one.sectionId, one])).values()].map(({ section, about, until }) => ({
    happened: 'chased',
    on: look.today,
    who: section,
    text: `请于 ${until} 前反馈：${about}`,
  }))
}

/** Reminds the sections that have not answered, dossier by dossier. */
export const chaseTogether = (services: Services, person: Person, picks: readonly Pick[]): Promise<readonly Result[]> =>
  withEach(services, person, picks, ['chase', chase])
