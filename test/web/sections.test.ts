import { describe, expect, test } from 'vitest'
import { account, section, signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()

const stored = () => held.db.selectFrom('section').select(['agency_id', 'name', 'closed_at']).orderBy('id').execute()
const kinds = async () =>
  (
    await held.db.selectFrom('trail_link').select('kind').where('kind', 'like', 'section%').orderBy('seq').execute()
  ).map(({ kind }) => kind)

async function civilOffice() {
  const site = await signedIn(world, 'civil')
  const agency = String(bodies.civil)
  const legal = await section(held.db, bodies.civil, '政策法规科')
  const change = (fields: Record<string, string>, id = legal) =>
    site.post('/desk/people/sections/change', { agency, section: String(id), ...fields })
  return { site, agency, legal, change }
}

describe('Sections of a body', () => {
  test('are added, renamed, closed and opened again, and the trail tells it', async () => {
    const { site, agency, legal, change } = await civilOffice()
    expect((await site.post('/desk/people/sections', { agency, name: ' 办 公 室 ' })).status).toBe(303)
    expect((await change({ change: 'rename', [`name-${legal}`]: '法规信访科' })).status).toBe(303)
    expect((await change({ change: 'close' })).status).toBe(303)
    expect((await stored()).map(({ name, closed_at }) => [name, closed_at !== null])).toEqual([
      ['法规信访科', true],
      ['办公室', false],
    ])
    expect((await change({ change: 'reopen' })).status).toBe(303)
    expect(seen(await site.page('/desk/people/sections'))).toMatch(/办公室0在用.*法规信访科0在用/)
    expect(await kinds()).toEqual(['section-added', 'section-renamed', 'section-closed', 'section-reopened'])
  })

  test.each([
    ['', '请填写科室名称'],
    ['　\u200b', '请填写科室名称'],
    ['政策法规科', '已经有“政策法规科”了'],
    ['科'.repeat(51), '最多 50 个字，现在有 51 个'],
  ])('%j is no name for a new one; what was typed stays', async (name, says) => {
    const { site, agency } = await civilOffice()
    const answer = await site.post('/desk/people/sections', { agency, name })
    expect([answer.status, seen(await answer.text()).includes(says)]).toEqual([400, true])
    expect(await stored()).toHaveLength(1)
  })

  test('a wrong new name is said beside its own field', async () => {
    const { legal, change } = await civilOffice()
    const answer = await change({ change: 'rename', [`name-${legal}`]: '科'.repeat(60) })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toMatch(new RegExp(`id="name-${legal}-problem"`))
    expect(html).toContain(`value="${'科'.repeat(60)}"`)
  })

  test('the name of a closed one may be given anew; then the closed one needs another to open', async () => {
    const { site, agency, change } = await civilOffice()
    await change({ change: 'close' })
    expect((await site.post('/desk/people/sections', { agency, name: '政策法规科' })).status).toBe(303)
    const answer = await change({ change: 'reopen' })
    expect([answer.status, seen(await answer.text()).includes('请先给它改名')]).toEqual([409, true])
  })

  test('one with people is not closed', async () => {
    const { legal, change } = await civilOffice()
    await account(held.db, bodies.civil, 'handler', 'handler', legal)
    const answer = await change({ change: 'close' })
    expect([answer.status, seen(await answer.text()).includes('还有 1 个人，请先调到别的科室')]).toEqual([409, true])
  })

  test('one with open dossiers, or asked to search for one, is not closed; with settled ones it is', async () => {
    const { legal, change } = await civilOffice()
    const row = (number: string, serial: number, changes: object) => ({
      agency_id: bodies.civil,
      number,
      year: 2026,
      serial,
      kind: 'disclosure' as const,
      channel: 'post',
      applicant_type: 'natural-person' as const,
      masked_name: '张*',
      subject: '低保名单',
      content: '低保名单',
      medium: 'paper',
      delivery: 'post',
      status: 'registered',
      is_open: true,
      state: 'running',
      submitted_on: '2026-11-02',
      provisional: false,
      version: 1,
      changed_at: world.clock.now,
      bands: [],
      search_terms: [],
      ...changes,
    })
    await held.db
      .insertInto('request')
      .values([
        row('2026-0001', 1, { section_id: legal }) as never,
        row('2026-0002', 2, { asked_sections: [legal] }) as never,
        row('2026-0003', 3, { section_id: legal, is_open: false }) as never,
      ])
      .execute()
    const answer = await change({ change: 'close' })
    expect([answer.status, seen(await answer.text()).includes('还有 2 件没有办结的申请')]).toEqual([409, true])
    await held.db.updateTable('request').set({ is_open: false }).execute()
    expect((await change({ change: 'close' })).status).toBe(303)
  })

  test('of bodies above and beside are out of reach; of bodies below they are not', async () => {
    const { site, change } = await civilOffice()
    for (const id of [bodies.government, bodies.water, bodies.elsewhere]) {
      expect((await site.get(`/desk/people/sections?agency=${id}`)).status).toBe(404)
      expect((await site.post('/desk/people/sections', { agency: String(id), name: '一科' })).status).toBe(404)
      expect((await change({ agency: String(id), change: 'close' })).status).toBe(404)
    }
    const above = await signedIn(world, 'government')
    expect((await above.post('/desk/people/sections', { agency: String(bodies.water), name: '一科' })).status).toBe(303)
  })

  test('two who add one name at the same moment make one', async () => {
    const { site, agency } = await civilOffice()
    const answers = await Promise.all([1, 2].map(() => site.post('/desk/people/sections', { agency, name: '办公室' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400])
  })
})

describe('A new person', () => {
  const given = { displayName: '新来的人', agency: '示例市云溪区民政局' }

  test('of a section is put into it by its name; a closed one is none', async () => {
    const { site, legal, change } = await civilOffice()
    const add = (login: string, name: string) =>
      site.post('/desk/people', { ...given, login, role: 'section-contact', section: name })
    const missing = await add('contact', '')
    expect([missing.status, seen(await missing.text()).includes('科室信息员要编入科室')]).toEqual([400, true])
    const wrong = await add('contact', '没有的科')
    expect([wrong.status, (await wrong.text()).includes('value="没有的科"')]).toEqual([400, true])
    await change({ change: 'close' })
    expect((await add('contact', '政策法规科')).status).toBe(400)
    await change({ change: 'reopen' })
    expect((await add('contact', ' 政策法规科 ')).status).toBe(200)
    expect(await held.db.selectFrom('account').select('section_id').where('login', '=', 'contact').execute()).toEqual([
      { section_id: legal },
    ])
  })
})
