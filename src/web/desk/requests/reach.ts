import { lookFor } from '../../../app/look.ts'
import type { Services } from '../../../app/services.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { reachOf } from '../../../domain/agency/may.ts'
import type { Person } from '../../../domain/agency/person.ts'
import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import type { Look } from '../../../domain/request/look.ts'
import { findAgency, findAgencyByName } from '../../../store/agencies.ts'
import type { RequestScope } from '../../../store/request-filter.ts'
import type { Viewer } from '../../../store/request-views.ts'
import { findSections, type SectionLine } from '../../../store/sections.ts'
import { storable } from '../../../store/storable.ts'
import { findAskedBody } from '../asked-body.ts'

/** What a person can see in lists of requests today. */
export interface Reached {
  readonly agency: Agency
  /** The person's own body, and not one below it. */
  readonly isOwn: boolean
  readonly scope: RequestScope
  readonly viewer: Viewer
  readonly sections: readonly SectionLine[]
  readonly look: Look
}

/** No section has this number. */
const noSection = 0

/** Who may look below names the body: no list goes over many. */
async function bodyNamed(services: Services, person: Person, name: string | undefined): Promise<Agency | undefined> {
  if (!name) return findAgency(services.db, person.agencyId)
  const named = await findAgencyByName(services.db, storable(name.trim()))
  if (!named || (named.id !== person.agencyId && reachOf(person, 'search-requests') !== 'subtree')) return undefined
  return (await findAskedBody(services, person, named.id))?.agency
}

/** The dossiers within a person's reach; undefined where the body named is none of theirs. */
export async function findReach(services: Services, person: Person, body?: string): Promise<Reached | undefined> {
  const agency = await bodyNamed(services, person, body)
  if (!agency) return undefined
  const [sections, look] = await Promise.all([findSections(services.db, agency.id), lookFor(services, agency)])
  const section = sections.find(({ id }) => id === person.sectionId) ?? null
  const isOfSection = reachOf(person, 'search-requests') === 'asked'
  const scope = { agencyId: agency.id, ...(isOfSection && { sectionId: person.sectionId ?? noSection }) }
  const viewer = { accountId: person.accountId, role: person.role, section }
  return { agency, isOwn: agency.id === person.agencyId, scope, viewer, sections, look }
}

/** Last workday that counts as soon: so many workdays from today, else as many as turn the lamp amber. */
export const soonUntil = ({ calendar, today, rules }: Look, within: number = rules.lamp.amber): PlainDate =>
  calendar.addWorkdays(today, within)
