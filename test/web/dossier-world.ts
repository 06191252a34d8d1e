import type { Kysely } from 'kysely'
import { hashPassword } from '../../src/app/passwords.ts'
import { type RequestEntered, registerRequest } from '../../src/app/register-request.ts'
import type { Person, Role } from '../../src/domain/agency/person.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import { findRequest, type RequestKey } from '../../src/store/requests.ts'
import type { Database } from '../../src/store/schema.ts'
import { appendSection } from '../../src/store/sections.ts'
import { office, requestOf } from '../app/request-world.ts'
import { signedIn } from './desk-world.ts'
import { servicesOn } from './site.ts'

const password = 'correct horse'
const passwordHash = hashPassword({ randomBytes: (size) => new Uint8Array(size).fill(5) }, password)

/** Roles of the people of the office, by their logins; the last two work in the section of land. */
const staff = {
  officer: 'officer',
  officer2: 'officer',
  head: 'head',
  leader: 'leader',
  reviewer: 'reviewer',
  auditor: 'auditor',
  administrator: 'administrator',
  handler: 'handler',
  contact: 'section-contact',
} as const satisfies Record<string, Role>

type Login = keyof typeof staff | 'archivist' | 'supervisor' | 'stranger'

/** A body with people of every role, two sections, a body above it and one beside it, at the real desk. */
export async function deskOffice(db: Kysely<Database>, day: PlainDate) {
  const { services, clock, lines } = servicesOn(db)
  const today = (on: PlainDate) => {
    clock.now = new Date(`${on}T02:00:00Z`)
  }
  today(day)
  const region = '示例省示例市云汐区'
  const body = { region, kind: 'government', demonstration: false } as const
  const above = await appendAgency(db, { ...body, parentId: null, name: '示例市云汐区人民政府', shortName: '云汐区' })
  const name = '示例市云汐区人民政府办公室'
  const agencyId = await appendAgency(db, { ...body, parentId: above, name, shortName: '云汐区政府办' })
  const otherId = await appendAgency(db, { ...body, parentId: null, name: '示例市北岭区人民政府', shortName: '北岭区' })
  await saveOffice(db, agencyId, office, services.now())
  const land = await appendSection(db, { agencyId, name: '征收科', at: services.now() })
  const archive = await appendSection(db, { agencyId, name: '档案室', at: services.now() })
  const people = new Map<Login, Person>()
  const add = async (login: Login, role: Role, at: number, sectionId: number | null = null) => {
    const about = { agencyId: at, login, displayName: `示例${login}`, role, sectionId }
    const accountId = await appendAccount(db, { ...about, passwordHash: await passwordHash, demonstration: false })
    people.set(login, { ...about, accountId })
  }
  for (const [login, role] of Object.entries(staff) as [keyof typeof staff, Role][])
    await add(login, role, agencyId, role === 'handler' || role === 'section-contact' ? land : null)
  await add('archivist', 'section-contact', agencyId, archive)
  await add('supervisor', 'supervisor', above)
  await add('stranger', 'officer', otherId)
  const person = (login: Login): Person => {
    const found = people.get(login)
    if (!found) throw new Error(`Nobody is called ${login}`)
    return found
  }
  const world = { services, lines, clock, today, agencyId, land, archive, person }
  return {
    ...world,
    at: (login: Login) => signedIn({ services, lines, clock }, login),
    register: async (entered: Partial<RequestEntered> & { readonly subject?: string } = {}): Promise<RequestKey> => {
      const asked = requestOf({ submittedOn: '2025-03-03', ...entered } as Parameters<typeof requestOf>[0])
      const registered = await registerRequest(services, person('officer'), asked)
      if (!registered.ok) throw new Error(JSON.stringify(registered.refusals))
      return { agencyId, id: registered.id }
    },
    row: async (key: RequestKey) => {
      const row = await findRequest(db, key)
      if (!row) throw new Error('The request is not there')
      return row
    },
  }
}

export type DeskOffice = Awaited<ReturnType<typeof deskOffice>>

type Site = Awaited<ReturnType<DeskOffice['at']>>

export const pathOf = ({ agencyId, id }: RequestKey, action = '') =>
  `/desk/requests/${agencyId}-${id}${action === '' ? '' : `/${action}`}`

/** Sends the form of an action as a person who has the newest state before them. */
export async function send(
  world: DeskOffice,
  site: Site,
  key: RequestKey,
  action: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { version } = await world.row(key)
  return site.post(pathOf(key, action), { version: String(version), seen: '999', ...fields })
}
