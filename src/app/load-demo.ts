import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Role } from '../domain/agency/person.ts'
import { appendAccount, findAccount } from '../store/accounts.ts'
import { appendAgency, findAgencyByName, findTopAgencies, lockAgencies } from '../store/agencies.ts'
import { findReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { importReport } from './import-report.ts'
import { hashPassword } from './passwords.ts'
import type { Services } from './services.ts'

const demoBody = z.object({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  region: z.string(),
  kind: z.enum(['government', 'department', 'township', 'other']),
  reports: z.array(z.object({ file: z.string(), year: z.int() })),
})

type DemoBody = z.infer<typeof demoBody>

const login = 'demo'

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly role: Role
}

async function bodyIdOf(db: Kysely<Database>, { name, shortName, region, kind }: DemoBody): Promise<number> {
  const there = await findAgencyByName(db, name)
  return there?.id ?? appendAgency(db, { parentId: null, name, shortName, region, kind, demonstration: true })
}

async function loadReport(services: Services, agencyId: number, file: string, year: number): Promise<void> {
  if (await findReport(services.db, { agencyId, year, publishedOnly: false })) return
  const bytes = await readFile(join(services.root, 'demo', file))
  const outcome = await importReport(services, {
    agencyId,
    bytes,
    fileName: file.replace(/.*\//, ''),
    actor: { accountId: null, name: '演示内容' },
    status: 'published',
    demonstration: true,
  })
  if (!outcome.ok) throw new Error(`demo/${file}: ${outcome.message}`)
  if (outcome.year !== year) throw new Error(`demo/${file} was read as the report of ${outcome.year}, not ${year}`)
}

async function makeAccount(services: Services, agencyId: number): Promise<DemoAccount[]> {
  if (await findAccount(services.db, login)) return []
  const password = Buffer.from(services.randomBytes(12)).toString('base64url')
  const account = { login, role: 'administrator' } as const
  const passwordHash = await hashPassword(services, password)
  await appendAccount(services.db, {
    ...account,
    agencyId,
    displayName: '演示管理员',
    passwordHash,
    demonstration: true,
  })
  return [{ ...account, password }]
}

/**
 * Loads what is missing of the demonstration content, all or nothing; beside a body of people's own it loads nothing.
 * Gives the accounts that were made now, with their passwords, which are kept nowhere else.
 */
export async function loadDemo(services: Services): Promise<{ readonly accounts: readonly DemoAccount[] }> {
  const file = await readFile(join(services.root, 'demo', 'agencies.json'), 'utf8')
  const bodies = z.array(demoBody).parse(JSON.parse(file))
  return services.db.transaction().execute(async (db) => {
    await lockAgencies(db)
    const inside = { ...services, db }
    if ((await findTopAgencies(db)).some(({ demonstration }) => !demonstration)) return { accounts: [] }
    const ids = new Map<DemoBody, number>()
    for (const body of bodies) ids.set(body, await bodyIdOf(db, body))
    for (const [{ reports }, id] of ids)
      for (const report of [...reports].sort((a, b) => a.year - b.year))
        await loadReport(inside, id, report.file, report.year)
    const home = ids.get(bodies.find(({ kind }) => kind === 'government') ?? (bodies[0] as DemoBody))
    return { accounts: home === undefined ? [] : await makeAccount(inside, home) }
  })
}
