import type { Kysely } from 'kysely'
import { beforeEach } from 'vitest'
import { hashPassword } from '../../src/app/passwords.ts'
import type { Role } from '../../src/domain/agency/person.ts'
import type { ReportStatus } from '../../src/domain/report/status.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { appendAgency, type NewAgency } from '../../src/store/agencies.ts'
import type { Database } from '../../src/store/schema.ts'
import { appendSection } from '../../src/store/sections.ts'
import { appendTrail } from '../../src/store/trail.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from '../store/builders.ts'
import { servicesOn, visit } from './site.ts'

const password = 'correct horse'

/** Hashed once: every account of the tests has the same password. */
const passwordHash = hashPassword({ randomBytes: (size) => new Uint8Array(size).fill(5) }, password)

/** A body by its short name. */
export async function body(
  db: Kysely<Database>,
  name: string,
  parentId: number | null,
  changes: Partial<NewAgency> = {},
) {
  const about = { kind: 'department', region: '示例省示例市云溪区', demonstration: false } as const
  return appendAgency(db, { ...about, name: `示例市云溪区${name}`, shortName: name, parentId, ...changes })
}

/** An account of the body, whose login is the name; a role within a section needs one. */
export async function account(
  db: Kysely<Database>,
  agencyId: number,
  login: string,
  role: Role = 'administrator',
  sectionId: number | null = null,
) {
  const who = { login, displayName: `${login}的人`, role, sectionId, demonstration: false }
  return appendAccount(db, { agencyId, ...who, passwordHash: await passwordHash })
}

/** A section of the body. */
export const section = (db: Kysely<Database>, agencyId: number, name: string) =>
  appendSection(db, { agencyId, name, at: new Date('2026-01-05T02:00:00Z') })

/** A district with three departments and a town that has a school; a city elsewhere. */
export async function district(db: Kysely<Database>) {
  const government = await body(db, '人民政府', null, { kind: 'government' })
  const civil = await body(db, '民政局', government)
  const water = await body(db, '水利局', government)
  const finance = await body(db, '财政局', government)
  const town = await body(db, '白石镇人民政府', government, { kind: 'township' })
  const school = await body(db, '白石镇中心学校', town, { kind: 'other' })
  const elsewhere = await body(db, '别处市人民政府', null, { kind: 'government' })
  await account(db, government, 'government')
  await account(db, civil, 'civil')
  await account(db, elsewhere, 'elsewhere')
  return { government, civil, water, finance, town, school, elsewhere }
}

/** Every test of a file begins with the district, and with nothing done yet. */
export function useDistrict() {
  const held = useDatabase()
  const world = {} as ReturnType<typeof servicesOn>
  const bodies = {} as Awaited<ReturnType<typeof district>>
  beforeEach(async () => {
    await emptyTables(held.db)
    Object.assign(world, servicesOn(held.db))
    Object.assign(bodies, await district(held.db))
  })
  return { held, world, bodies }
}

/** Signs in to the real application. */
export async function signedIn(world: ReturnType<typeof servicesOn>, login: string) {
  const site = visit(world.services, { demo: false })
  const answer = await site.post('/desk/sign-in', { login, password })
  if (answer.status !== 303) throw new Error(`${login} cannot sign in`)
  return site
}

type Step = readonly [day: string, to: ReportStatus]

/** A report of 2021 that was moved so, noon in China on each day. */
export async function movedReport(
  db: Kysely<Database>,
  agencyId: number,
  steps: readonly Step[],
  changes: Parameters<typeof storeReport>[1] = {},
) {
  await storeReport(db, { ...changes, agencyId, status: steps.at(-1)?.[1] ?? 'draft' })
  const { id } = await db
    .selectFrom('report')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('year', '=', changes.year ?? 2021)
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (transaction) => {
    for (const [at, [day, to]] of steps.entries()) {
      const from = steps[at - 1]?.[1] ?? 'draft'
      const event = { kind: 'moved', action: 'submit', from, to, reason: '' } as const
      const actor = { accountId: null, name: '测试' }
      await appendTrail(transaction, { agencyId, reportId: id, at: new Date(`${day}T04:00:00Z`), actor, event })
    }
  })
}
