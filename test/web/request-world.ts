import type { Kysely } from 'kysely'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { type RequestEntered, registerRequest } from '../../src/app/register-request.ts'
import type { Person, Role } from '../../src/domain/agency/person.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { RequestActionId } from '../../src/domain/request/actions.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { findRequest } from '../../src/store/requests.ts'
import type { Database } from '../../src/store/schema.ts'
import { account, body, section } from './desk-world.ts'
import { servicesOn } from './site.ts'

/** A district's office with two sections, a person of every role, and a department below it; on a day. */
export async function requestWorld(db: Kysely<Database>, day: PlainDate) {
  const world = servicesOn(db)
  const today = (on: PlainDate) => {
    world.clock.now = new Date(`${on}T02:00:00Z`)
  }
  today(day)
  const office = await body(db, '人民政府办公室', null, { kind: 'government' })
  const civil = await body(db, '民政局', office)
  const elsewhere = await body(db, '别处市政府办', null, { kind: 'government' })
  const levy = await section(db, office, '征收科')
  const city = await section(db, office, '城管科')
  const people = new Map<string, Person>()
  const person = async (login: string, role: Role, sectionId: number | null = null, agencyId = office) => {
    const found = await findPerson(db, await account(db, agencyId, login, role, sectionId))
    if (found) people.set(login, found)
  }
  for (const role of ['administrator', 'officer', 'reviewer', 'leader', 'head', 'supervisor', 'auditor'] as const)
    await person(role, role)
  await person('handler', 'handler', levy)
  await person('contact', 'section-contact', city)
  await person('civil-officer', 'officer', null, civil)
  await person('stranger', 'officer', null, elsewhere)
  const who = (login: string): Person => {
    const found = people.get(login)
    if (!found) throw new Error(`Nobody is ${login}`)
    return found
  }
  return {
    ...world,
    today,
    who,
    ids: { office, civil, elsewhere, levy, city },
    register: async (entered: RequestEntered, login = 'officer') => {
      const registered = await registerRequest(world.services, who(login), entered)
      if (!registered.ok) throw new Error(JSON.stringify(registered.refusals))
      return { agencyId: registered.agencyId, id: registered.id }
    },
    act: async (
      key: { readonly agencyId: number; readonly id: number },
      action: RequestActionId,
      facts: readonly Fact[],
      login = 'officer',
    ) => {
      const version = (await findRequest(db, key))?.version ?? 0
      const acted = await actOnRequest(world.services, who(login), { ...key, version }, action, facts)
      if (!acted.ok) throw new Error(JSON.stringify(acted))
    },
  }
}
