import type { Kysely } from 'kysely'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../src/domain/agency/person.ts'
import type { PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import type { Database } from '../../src/store/schema.ts'
import { office } from '../app/request-world.ts'
import { emptyTables } from '../database.ts'
import { account, section } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { served, signIn } from './served.ts'

/** Who works on the request, by login: role and section. */
const staff = {
  经办人: ['officer', null],
  另一经办人: ['officer', null],
  负责人: ['head', null],
  承办人: ['handler', '征收科'],
  征收科: ['section-contact', '征收科'],
  档案室: ['section-contact', '档案室'],
  审核员: ['reviewer', null],
  分管领导: ['leader', null],
  审计员: ['auditor', null],
} as const satisfies Record<string, readonly [Role, '征收科' | '档案室' | null]>

export type Login = keyof typeof staff | '区督查员'

/** An office of a district with its people and sections, and a supervisor of the district above it. */
async function people(db: Kysely<Database>, at: Date): Promise<void> {
  const about = { kind: 'government', region: '示例省示例市云汐区', demonstration: false } as const
  const name = '示例市云汐区人民政府'
  const district = await appendAgency(db, { ...about, name, shortName: '云汐区政府', parentId: null })
  const within = { ...about, name: `${name}办公室`, shortName: '云汐区政府办', parentId: district }
  const body = await appendAgency(db, within)
  await saveOffice(db, body, office, at)
  const sections = { 征收科: await section(db, body, '征收科'), 档案室: await section(db, body, '档案室') }
  for (const [login, [role, works]] of Object.entries(staff))
    await account(db, body, login, role, works && sections[works])
  await account(db, district, '区督查员', 'supervisor')
}

/** A form that comes back with what is wrong bears this status, and the browser says so. */
const told = /status of 4(00|09) /

/** One server on one database; everybody has a browser of their own, and every day one signs in anew. */
export async function beginStory(db: Kysely<Database>, browser: Browser, context: BrowserContextOptions) {
  await emptyTables(db)
  const world = servicesOn(db)
  const setDay = (day: PlainDate) => {
    world.clock.now = new Date(`${day}T01:05:00Z`)
  }
  setDay('2025-03-03')
  await people(db, world.clock.now)
  const site = await served(world.services, { demo: false })
  const open = new Map<string, { readonly page: Page; day: number }>()
  /** What the browsers complained about. */
  const faults: string[] = []

  async function newPage(login: string): Promise<Page> {
    const page = await (await browser.newContext(context)).newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => faults.push(`${login}: ${error.message}`))
    page.on('console', (line) => {
      if (line.type() === 'error' && !told.test(line.text()))
        faults.push(`${login}: ${line.text()} ${line.location().url}`)
    })
    return page
  }

  /** The page of a person, who is signed in today. */
  async function as(login: Login): Promise<Page> {
    const known = open.get(login) ?? { page: await newPage(login), day: 0 }
    open.set(login, known)
    if (known.day === world.clock.now.getTime()) return known.page
    known.day = world.clock.now.getTime()
    await known.page.context().clearCookies()
    await signIn(known.page, site.url, login)
    return known.page
  }

  return {
    site,
    faults,
    setDay,
    as,
    async close() {
      for (const { page } of open.values()) await page.context().close()
      await site.close()
    },
  }
}

export type Story = Awaited<ReturnType<typeof beginStory>>
