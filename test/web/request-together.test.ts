import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { signedIn } from './desk-world.ts'
import { requestWorld } from './request-world.ts'
import { seen } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof requestWorld>>
let keys: { agencyId: number; id: number }[] = []

beforeEach(async () => {
  await emptyTables(held.db)
  world = await requestWorld(held.db, '2025-03-06')
  keys = []
  for (const subject of ['荷塘路改造', '公园鸭舍采购', '公共厕所分布'])
    keys.push(await world.register(requestOf({ submittedOn: '2025-03-05', subject })))
})

const key = (nth: number) => keys[nth] ?? { agencyId: 0, id: 0 }
const facts = async (nth: number) => (await findEntries(held.db, key(nth))).map(({ fact }) => fact)

/** Sends a form in which one name stands several times. */
async function send(login: string, fields: readonly (readonly [string, string])[]) {
  const site = await signedIn(world, login)
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
  return site.ask('/desk/requests/assign', { method: 'POST', body, headers: { origin: 'http://localhost' } })
}
const picks = (versions: readonly number[]) =>
  versions.map((version, nth) => ['pick', `${key(nth).id}.${version}`] as const)

describe('Assigning several requests', () => {
  test('gives each its own fact and its own entry of the trail, and tells of each what became of it', async () => {
    await world.act(key(1), 'note', [{ happened: 'noted', on: '2025-03-06', text: '已电话联系' }], 'head')
    await world.act(key(2), 'withdraw', [{ happened: 'withdrawn', on: '2025-03-06', reason: '申请人撤回' }])
    const answer = await send('officer', [['do', 'assign'], ['section', String(world.ids.levy)], ...picks([1, 1, 2])])
    expect(answer.status).toBe(200)
    const text = seen(await answer.text())
    expect(text).toContain('1 件已分派，2 件没有办理')
    expect(text).toMatch(/荷塘路改造\s*已分派/)
    expect(text).toMatch(/公园鸭舍采购\s*没有办理：列表打开之后别人改动过/)
    expect(text).toMatch(/公共厕所分布\s*“已撤回”的案卷不能“分派承办”/)
    expect((await facts(0)).at(-1)).toMatchObject({ happened: 'assigned', section: '征收科', on: '2025-03-06' })
    expect(await findRequest(held.db, key(0))).toMatchObject({ handler: '征收科', version: 2 })
    expect((await facts(1)).at(-1)?.happened).toBe('noted')
    const links = await held.db.selectFrom('trail_link').select('text').where('kind', '=', 'assigned').execute()
    expect(links).toHaveLength(1)
  })

  test('to a person takes the section of the person', async () => {
    const handler = world.who('handler').accountId
    await send('officer', [['do', 'assign'], ['handler', String(handler)], ...picks([1])])
    expect((await facts(0)).at(-1)).toMatchObject({ section: '征收科', accountId: handler, handler: 'handler的人' })
  })

  test('asks again where nothing, nobody or somebody from elsewhere was chosen', async () => {
    const section = ['section', String(world.ids.levy)] as const
    expect(seen(await (await send('officer', [['do', 'assign'], section])).text())).toContain('还没有选中申请')
    for (const fields of [[], [['section', '4711']], [['handler', String(world.who('stranger').accountId)]]] as const)
      expect((await send('officer', [['do', 'assign'], ...fields, ...picks([1])])).status).toBe(409)
    expect(await facts(0)).toHaveLength(2)
  })

  test('cannot reach dossiers of another body, nor be done by who is no officer', async () => {
    const section = ['section', String(world.ids.levy)] as const
    for (const login of ['handler', 'leader', 'reviewer', 'supervisor'])
      expect((await send(login, [['do', 'assign'], section, ...picks([1])])).status).toBe(403)
    const stranger = await send('stranger', [
      ['do', 'assign'],
      ['handler', String(world.who('stranger').accountId)],
      ...picks([1]),
    ])
    const text = seen(await stranger.text())
    expect(text).toContain('没有这件申请，或者不在您的办理范围')
    expect(text).not.toContain('荷塘路')
    expect(await facts(0)).toHaveLength(2)
  })
})

describe('Reminding sections of several requests', () => {
  test('reminds each section that has not answered, once a dossier', async () => {
    const asked = { happened: 'section-asked', on: '2025-03-06', about: '台账', until: '2025-03-12' } as const
    await world.act(key(0), 'ask-section', [
      { ...asked, sectionId: world.ids.levy, section: '征收科' },
      { ...asked, sectionId: world.ids.city, section: '城管科' },
    ])
    world.today('2025-03-13')
    const text = seen(await (await send('officer', [['do', 'chase'], ...picks([2, 1])])).text())
    expect(text).toMatch(/荷塘路改造\s*已催办/)
    expect(text).toMatch(/公园鸭舍采购\s*没有等待反馈的科室/)
    expect((await facts(0)).slice(-2)).toMatchObject([
      { happened: 'chased', who: '征收科', text: '请于 2025-03-12 前反馈：台账' },
      { happened: 'chased', who: '城管科' },
    ])
  })

  test('is done by a handler for the dossiers of the section, and for no others', async () => {
    const asked = { happened: 'section-asked', on: '2025-03-06', about: '台账', until: '2025-03-12' } as const
    const city = { ...asked, sectionId: world.ids.city, section: '城管科' }
    await world.act(key(0), 'assign', [
      {
        happened: 'assigned',
        on: '2025-03-06',
        sectionId: world.ids.levy,
        section: '征收科',
        accountId: null,
        handler: '',
      },
    ])
    await world.act(key(0), 'ask-section', [city])
    await world.act(key(1), 'ask-section', [city])
    const site = await signedIn(world, 'handler')
    expect(await site.page('/desk/requests')).toContain('催办未反馈的科室')
    const text = seen(await (await send('handler', [['do', 'chase'], ...picks([3, 2])])).text())
    expect(text).toMatch(/荷塘路改造\s*已催办/)
    expect(text).toContain('没有这件申请，或者不在您的办理范围')
    expect((await facts(1)).at(-1)?.happened).toBe('section-asked')
  })
})

describe('Exporting requests', () => {
  test('gives the list as it is filtered, with the applicant masked, and leaves an entry in the trail', async () => {
    const site = await signedIn(world, 'officer')
    const answer = await site.get(`/desk/requests/table.csv?${new URLSearchParams({ q: '鸭舍' })}`)
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('依申请公开2025-03-06.csv')
    const text = await answer.text()
    expect(text.trim().split('\n')).toHaveLength(2)
    expect(text).toMatch(/2025-0002,信息公开申请,自然人,示\*\*,公园鸭舍采购,.*,2025-04-02,还剩 19 个工作日,19/)
    expect(text).not.toContain('示例人甲')
    const links = await held.db.selectFrom('trail_link').select('text').where('kind', '=', 'exported').execute()
    expect(links.map(({ text: kept }) => JSON.parse(kept))).toMatchObject([{ details: { count: 1, searched: true } }])
    expect(JSON.stringify(links)).not.toContain('鸭舍')
  })

  test('as a workbook holds the same rows', async () => {
    const answer = await (await signedIn(world, 'head')).get('/desk/requests/table.xlsx?view=all')
    const { default: readXlsxFile } = await import('read-excel-file/node')
    const [sheet] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()))
    const rows = (sheet as unknown as { data: readonly (readonly unknown[])[] }).data
    expect(rows.map((row) => row[0])).toEqual(['编号', '2025-0003', '2025-0002', '2025-0001'])
  })

  test('is for the office and supervisors', async () => {
    for (const login of ['handler', 'contact', 'leader', 'reviewer'])
      expect((await (await signedIn(world, login)).get('/desk/requests/table.csv')).status).toBe(403)
    expect((await (await signedIn(world, 'supervisor')).get('/desk/requests/table.csv')).status).toBe(200)
  })

  test('says what to do where a file cannot hold all', async () => {
    await sql`insert into request overriding system value
      select (jsonb_populate_record(request, jsonb_build_object('number', '2024-' || n, 'id', 100000 + n))).*
      from request, generate_series(1, 10001) n where number = '2025-0001'`.execute(held.db)
    const answer = await (await signedIn(world, 'officer')).get('/desk/requests/table.csv')
    expect(answer.status).toBe(409)
    expect(seen(await answer.text())).toContain('超过 10000 件，一个文件装不下')
  })
})

describe('Views that a person keeps', () => {
  test('hold the filters without the words searched for; the first one is what the list begins with', async () => {
    const site = await signedIn(world, 'officer')
    const query = new URLSearchParams({ view: 'overdue', channel: 'counter', q: '示例人甲' }).toString()
    await site.post('/desk/requests/views', { do: 'save', name: '当面逾期', query })
    const [kept] = await held.db.selectFrom('saved_view').selectAll().execute()
    expect(kept).toMatchObject({ name: '当面逾期', query: 'view=overdue&channel=counter', is_first: false })
    await site.post('/desk/requests/views', { do: 'set-first', id: String(kept?.id) })
    expect((await site.get('/desk/requests')).headers.get('location')).toBe(
      '/desk/requests?view=overdue&channel=counter',
    )
    await site.post('/desk/requests/views', { do: 'rename', id: String(kept?.id), name: '我的' })
    expect(seen(await site.page('/desk/requests?view=open'))).toContain('我的')
    await site.post('/desk/requests/views', { do: 'remove', id: String(kept?.id) })
    expect((await site.get('/desk/requests')).status).toBe(200)
  })

  test('are told apart by name, and are nobody else’s', async () => {
    const site = await signedIn(world, 'officer')
    const save = (name: string) => site.post('/desk/requests/views', { do: 'save', name, query: 'view=overdue' })
    expect((await save('逾期的')).status).toBe(303)
    for (const [name, says] of [
      ['逾期的', '已经有名为“逾期的”的视图'],
      [' ', '请填写视图的名称'],
      ['长'.repeat(31), '名称最多 30 个字'],
    ] as const) {
      const answer = await save(name)
      expect(answer.status).toBe(400)
      expect(seen(await answer.text())).toContain(says)
    }
    const other = await signedIn(world, 'head')
    const { id } = await held.db.selectFrom('saved_view').select('id').executeTakeFirstOrThrow()
    await other.post('/desk/requests/views', { do: 'remove', id: String(id) })
    await other.post('/desk/requests/views', { do: 'rename', id: String(id), name: '别人的' })
    expect(await held.db.selectFrom('saved_view').select('name').execute()).toEqual([{ name: '逾期的' }])
    expect(await other.page('/desk/requests/views')).not.toContain('逾期的')
  })
})
