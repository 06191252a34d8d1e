import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Role } from '../domain/agency/person.ts'
import type { ReportAction, ReportStatus } from '../domain/report/status.ts'
import { appendAccount, findAccount } from '../store/accounts.ts'
import { appendAgency, findAgencyByName, findTopAgencies, lockAgencies } from '../store/agencies.ts'
import { appendNilReturn } from '../store/nil-returns.ts'
import { findReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { appendSection, findSections } from '../store/sections.ts'
import { type Actor, appendTrail } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { type DemoBody, type DemoReport, readDemoContent } from './demo-content.ts'
import { loadDemoPast } from './load-demo-past.ts'
import { loadDemoRequests } from './load-demo-requests.ts'
import { hashPassword } from './passwords.ts'
import { type ReportRead, readReport } from './read-report.ts'
import type { Services } from './services.ts'
import { storeReport } from './store-report.ts'

export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly role: Role
  /** Body that the person works for. */
  readonly agency: string
}

const actor: Actor = { accountId: null, name: '演示内容' }

interface Inside extends Services {
  readonly db: Transaction<Database>
}

async function bodyOf({ db }: Inside, body: DemoBody, parentId: number | null): Promise<Agency> {
  const there = await findAgencyByName(db, body.name)
  if (there) return there
  const { name, shortName, region, kind } = body
  const agency = { parentId, name, shortName, region, kind, demonstration: true }
  return { ...agency, id: await appendAgency(db, agency) }
}

/** The way on which a report of a body below another one came to where the demonstration shows it. */
const ways: Readonly<Record<ReportStatus, readonly (readonly [ReportAction, ReportStatus, ReportStatus])[]>> = {
  draft: [],
  published: [
    ['submit', 'draft', 'submitted'],
    ['accept', 'submitted', 'accepted'],
    ['publish', 'accepted', 'published'],
  ],
  submitted: [['submit', 'draft', 'submitted']],
  accepted: [
    ['submit', 'draft', 'submitted'],
    ['accept', 'submitted', 'accepted'],
  ],
  returned: [
    ['submit', 'draft', 'submitted'],
    ['return', 'submitted', 'returned'],
  ],
}

async function readDemoReport({ root, forms }: Services, { file, year }: DemoReport) {
  const bytes = await readFile(join(root, 'demo', file))
  const outcome = await readReport(bytes, forms)
  if (!outcome.ok) throw new Error(`demo/${file}: ${outcome.unreadable.message}`)
  const read: ReportRead = outcome.report
  if (read.reading.year !== year)
    throw new Error(`demo/${file} was read as the report of ${read.reading.year}, not ${year}`)
  return { read, bytes, fileName: file.replace(/.*\//, '') }
}

async function loadReport(inside: Inside, agency: Agency, report: DemoReport): Promise<void> {
  const { db } = inside
  const { year, status, invented, reason, on: at = inside.now() } = report
  if (await findReport(db, { agencyId: agency.id, year, publishedOnly: false })) return
  const brought = { ...(await readDemoReport(inside, report)), agency, year, actor, status, invented }
  const { id } = await storeReport(db, { ...inside, now: () => at }, { ...brought, demonstration: true })
  for (const [action, from, to] of agency.parentId === null ? [] : ways[status]) {
    const event = { kind: 'moved', action, from, to, reason: action === 'return' ? reason : '' } as const
    await appendTrail(db, { agencyId: agency.id, reportId: id, at, actor, event })
  }
}

/** The sections of a body by their names, made where they are missing. */
async function makeSections({ db, now }: Inside, { id }: Agency, { sections }: DemoBody): Promise<Map<string, number>> {
  const there = new Map((await findSections(db, id)).map((section) => [section.name, section.id]))
  for (const name of sections)
    if (!there.has(name)) there.set(name, await appendSection(db, { agencyId: id, name, at: now() }))
  return there
}

async function makeAccounts(inside: Inside, agency: Agency, body: DemoBody): Promise<DemoAccount[]> {
  const made: DemoAccount[] = []
  const sections = await makeSections(inside, agency, body)
  for (const { login, role, displayName, section } of body.accounts) {
    if (await findAccount(inside.db, login)) continue
    const password = Buffer.from(inside.randomBytes(12)).toString('base64url')
    const passwordHash = await hashPassword(inside, password)
    const sectionId = sections.get(section ?? '') ?? null
    const account = { agencyId: agency.id, login, role, sectionId, displayName, passwordHash, demonstration: true }
    await appendAccount(inside.db, account)
    made.push({ login, password, role, agency: agency.name })
  }
  return made
}

async function loadBody(inside: Inside, body: DemoBody, agency: Agency): Promise<DemoAccount[]> {
  for (const report of [...body.reports].sort((a, b) => a.year - b.year)) await loadReport(inside, agency, report)
  for (const { year, reason, on: at = inside.now() } of body.nil)
    await appendNilReturn(inside.db, { agencyId: agency.id, year, reason, at, actor })
  const accounts = await makeAccounts(inside, agency, body)
  // Only those who are made now can be told their passwords: it is loaded once.
  if (accounts.length > 0) {
    if (body.pastRequests !== undefined) await loadDemoPast(inside, agency, body.pastRequests)
    if (body.requests !== undefined) await loadDemoRequests(inside, agency, body.requests)
  }
  return accounts
}

/**
 * Loads what is missing of the demonstration content, all or nothing; beside a body of people's own it loads nothing.
 * Gives the accounts that were made now, with their passwords, which are kept nowhere else.
 */
export async function loadDemo(services: Services): Promise<{ readonly accounts: readonly DemoAccount[] }> {
  const bodies = await readDemoContent(services.root)
  return inTransaction(services.db, async (db) => {
    await lockAgencies(db)
    const inside = { ...services, db }
    if ((await findTopAgencies(db)).some(({ demonstration }) => !demonstration)) return { accounts: [] }
    const agencies = new Map<string, Agency>()
    const accounts: DemoAccount[] = []
    for (const body of bodies) {
      const parentId = body.parent === undefined ? null : (agencies.get(body.parent)?.id ?? null)
      const agency = await bodyOf(inside, body, parentId)
      agencies.set(body.key, agency)
      accounts.push(...(await loadBody(inside, body, agency)))
    }
    return { accounts }
  })
}
