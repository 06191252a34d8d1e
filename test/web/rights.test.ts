import { beforeAll, describe, expect, test } from 'vitest'
import { reachOf } from '../../src/domain/agency/may.ts'
import { type Role, roles } from '../../src/domain/agency/person.ts'
import type { DeskAction } from '../../src/domain/agency/rights.ts'
import { parts } from '../../src/web/desk/gate.tsx'
import { emptyTables, useDatabase } from '../database.ts'
import { report, storeReport } from '../store/builders.ts'
import { account, district, section, signedIn } from './desk-world.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
const roleNames = Object.keys(roles) as Role[]

let world: ReturnType<typeof servicesOn>
const ids = { government: 0, civil: 0, school: 0 }
const sites = new Map<Role, Awaited<ReturnType<typeof signedIn>>>()

/** Of a draft: a name that is on no page unless the draft is. */
const secretTitle = '云溪区民政局未公开的草稿'
const secretFile = '民政局未公开的底稿.txt'

beforeAll(async () => {
  await emptyTables(held.db)
  world = servicesOn(held.db)
  Object.assign(ids, await district(held.db))
  const office = await section(held.db, ids.government, '政策法规科')
  const file = { ...report.file, name: secretFile }
  await storeReport(held.db, { agencyId: ids.civil, status: 'draft', title: secretTitle, file })
  for (const role of roleNames) {
    await account(held.db, ids.government, `a-${role}`, role, office)
    sites.set(role, await signedIn(world, `a-${role}`))
  }
}, 60_000)

const siteOf = (role: Role) => {
  const site = sites.get(role)
  if (!site) throw new Error(`Nobody is ${role}`)
  return site
}

/** What is looked at: kind of surface, address, what it takes, and whether the draft shows there. */
interface Surface {
  readonly surface: 'page' | 'search' | 'export' | 'file name'
  readonly path: () => string
  readonly action: DeskAction
  readonly showsDraft?: boolean
}

/** Surfaces of the desk. What is built for requests gets its lines here. */
const surfaces: readonly Surface[] = [
  { surface: 'page', path: () => '/desk/reports', action: 'read-desk-reports', showsDraft: true },
  { surface: 'page', path: () => `/desk/reports/${ids.civil}-2021`, action: 'read-desk-reports', showsDraft: true },
  { surface: 'page', path: () => '/desk/submissions?year=2021', action: 'read-desk-reports' },
  { surface: 'page', path: () => '/desk/submissions/reminder?year=2021', action: 'read-desk-reports' },
  { surface: 'page', path: () => '/desk/roll-up?year=2021', action: 'read-desk-reports' },
  { surface: 'page', path: () => '/desk/import', action: 'import-reports' },
  { surface: 'page', path: () => '/desk/bodies', action: 'read-bodies' },
  { surface: 'page', path: () => `/desk/bodies/${ids.civil}`, action: 'read-bodies' },
  { surface: 'page', path: () => '/desk/bodies/new', action: 'manage-bodies' },
  { surface: 'page', path: () => '/desk/people', action: 'read-people' },
  { surface: 'page', path: () => '/desk/requests', action: 'search-requests' },
  { surface: 'page', path: () => '/desk/requests/views', action: 'read-request' },
  { surface: 'page', path: () => '/desk/requests/new', action: 'register-request' },
  { surface: 'page', path: () => '/desk/year', action: 'read-year' },
  { surface: 'page', path: () => '/desk/office', action: 'set-office' },
  { surface: 'search', path: () => '/desk/requests?view=all&q=民政局', action: 'search-requests' },
  { surface: 'export', path: () => '/desk/requests/table.csv', action: 'export-requests' },
  { surface: 'export', path: () => '/desk/requests/table.xlsx', action: 'export-requests' },
  { surface: 'search', path: () => '/desk/reports?q=民政局', action: 'read-desk-reports', showsDraft: true },
  { surface: 'search', path: () => '/desk/bodies?q=民政局', action: 'read-bodies' },
  { surface: 'export', path: () => '/desk/submissions/table?year=2021', action: 'read-desk-reports' },
  {
    surface: 'file name',
    path: () => `/desk/reports/${ids.civil}-2021/file`,
    action: 'read-desk-reports',
    showsDraft: true,
  },
]

const grid = roleNames.flatMap((role) =>
  surfaces.map(({ surface, path, action, showsDraft = false }) => ({ role, surface, path, action, showsDraft })),
)

/** What everybody does for themselves. */
const own: readonly string[] = ['/desk/sign-out', '/desk/requests/views']

/** Everything that an answer says: text and headers, in which file names stand. */
async function said(answer: Response): Promise<string> {
  const headers = [...answer.headers.values()].map((value) => {
    try {
      return decodeURIComponent(value)
    } catch {
      return value
    }
  })
  return `${await answer.text()} ${headers.join(' ')}`
}

const shows = (text: string) => text.includes(secretTitle) || text.includes(secretFile)

describe('What a role may not see is on no surface of the desk', () => {
  test.each(grid)('$role: $surface for $action', async ({ role, path, action, showsDraft }) => {
    const answer = await siteOf(role).get(path())
    const isAllowed = reachOf({ role }, action) !== undefined
    expect(answer.status).toBe(isAllowed ? 200 : 403)
    const text = await said(answer)
    expect(shows(text)).toBe(isAllowed && showsDraft)
    if (!isAllowed) expect(seen(text)).toContain(`您的角色是${roles[role]}`)
  })

  test.each(roleNames)('%s: leads only to places that open', async (role) => {
    const site = siteOf(role)
    const html = await site.page('/desk')
    const places = [...html.matchAll(/<a class="item" href="([^"]+)"/g)].map(([, path]) => path ?? '')
    expect(places.length).toBeGreaterThan(0)
    for (const path of places) expect([path, (await site.get(path)).status]).toEqual([path, 200])
  })

  test('on the pages that a supervisor reads there is nothing to press but the search and the way out', async () => {
    const site = siteOf('supervisor')
    for (const { path, action } of surfaces) {
      if (reachOf({ role: 'supervisor' }, action) === undefined) continue
      const html = await site.page(path())
      const posts = [...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"]+)"/g)].map(([, to]) => to)
      expect([path(), posts.filter((to) => !own.includes(to ?? ''))]).toEqual([path(), []])
    }
  })
})

describe('What a role may not do', () => {
  const posts: readonly (readonly [() => string, Record<string, string>, DeskAction])[] = [
    [() => `/desk/reports/${ids.civil}-2021/act`, { action: 'discard', version: '1' }, 'decide-report'],
    [() => '/desk/submissions/nil', { agency: String(ids.school), year: '2021', reason: '新组建' }, 'declare-nil'],
    [() => '/desk/roll-up/draft', { agency: String(ids.government), year: '2021' }, 'draft-roll-up'],
    [() => '/desk/bodies/new', { name: '示例市云溪区新局', kind: 'department' }, 'manage-bodies'],
    [() => `/desk/bodies/${ids.civil}`, { shortName: '改了', kind: 'other' }, 'manage-bodies'],
    [() => '/desk/people', { login: 'intruder', displayName: '外人', role: 'administrator' }, 'manage-people'],
    [() => '/desk/import', {}, 'import-reports'],
    [() => '/desk/requests/new', { name: '外人', content: '外人的申请' }, 'register-request'],
    [() => '/desk/requests/assign', { do: 'assign', section: '1', pick: '1.1' }, 'bulk-assign'],
    [() => '/desk/office', { numberWord: '外人公' }, 'set-office'],
  ]
  const tries = roleNames.flatMap((role) => posts.map(([path, fields, action]) => ({ role, path, fields, action })))

  test.each(tries.filter(({ role, action }) => reachOf({ role }, action) === undefined))(
    '$role, $action: is not done, whatever is posted',
    async ({ role, path, fields }) => {
      const before = await everything()
      const answer = await siteOf(role).post(path(), fields)
      expect(answer.status).toBe(403)
      expect(await everything()).toEqual(before)
    },
  )

  test('the script of the import page is told so in its own form', async () => {
    const answer = await siteOf('auditor').ask('/desk/import', {
      method: 'POST',
      headers: { accept: 'application/json', origin: 'http://localhost' },
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toEqual({ says: expect.stringContaining('您的角色是审计员') })
  })

  const everything = () =>
    Promise.all([
      held.db.selectFrom('report').select(['id', 'status', 'version']).execute(),
      held.db.selectFrom('agency').select(['id', 'name', 'short_name']).orderBy('id').execute(),
      held.db.selectFrom('account').select('login').orderBy('id').execute(),
      held.db.selectFrom('nil_return').selectAll().execute(),
      held.db.selectFrom('import_batch').select('id').execute(),
      held.db.selectFrom('request').select(['id', 'version']).execute(),
      held.db.selectFrom('disclosure_office').selectAll().execute(),
    ])
})

describe('The gate of the desk', () => {
  test('every address that the desk answers lies in a part that says what it takes', () => {
    const { routes } = visit(world.services, { demo: false }).app
    const paths = routes.map(({ path }) => path).filter((path) => path.startsWith('/desk/') && !path.endsWith('*'))
    expect(paths.length).toBeGreaterThan(20)
    const outside = paths.filter((path) => !parts.some(({ at }) => path === at || path.startsWith(`${at}/`)))
    expect(outside).toEqual([])
  })

  test('an address that is none is not there', async () => {
    expect((await siteOf('head').get('/desk/nowhere')).status).toBe(404)
  })
})

describe('What is not public is on no public surface', () => {
  const surfacesForAll: readonly (readonly [surface: string, path: () => string, status: number])[] = [
    ['page', () => '/', 200],
    ['page', () => '/reports', 200],
    ['page', () => `/reports/${ids.civil}-2021`, 404],
    ['page', () => `/bodies/${ids.civil}`, 200],
    ['search', () => '/reports?q=民政局', 200],
    ['feed', () => '/feed.atom', 200],
    ['export', () => '/api/cells.csv', 200],
    ['export', () => '/api/cells.ndjson', 200],
    ['API', () => '/api/reports', 200],
    ['API', () => `/api/reports/${ids.civil}-2021`, 404],
    ['API', () => `/api/bodies/${ids.civil}`, 404],
    ['file', () => `/reports/${ids.civil}-2021/source`, 404],
    ['file', () => `/reports/${ids.civil}-2021/download/json`, 404],
  ]

  test.each(surfacesForAll)('%s: no draft, no file name, no person', async (_, path, status) => {
    for (const site of [visit(world.services, { demo: false }), siteOf('head')]) {
      const answer = await site.get(path())
      expect(answer.status).toBe(status)
      const text = await said(answer)
      expect(shows(text)).toBe(false)
      for (const role of roleNames) expect(text).not.toContain(`a-${role}`)
    }
  })
})
