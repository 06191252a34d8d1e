import { describe, expect, test } from 'vitest'
import { changeBody } from '../../src/app/change-body.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { findAgency, findAgencyByName } from '../../src/store/agencies.ts'
import { findDeskReports } from '../../src/store/desk-lists.ts'
import { storeReport } from '../store/builders.ts'
import { signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()

const names = (html: string) =>
  [...html.matchAll(/<a href="\/desk\/bodies\/\d+">(.*?)<\/a>/g)].map(([, name = '']) =>
    name.replace('示例市云溪区', ''),
  )
const added = { name: '示例市云溪区档案馆', shortName: '区档案馆', region: '示例省示例市云溪区', kind: 'other' }
const government = '示例市云溪区人民政府'
const town = '示例市云溪区白石镇人民政府'

describe('The list of bodies', () => {
  test('is the tree below one’s own body and nothing else', async () => {
    const site = await signedIn(world, 'government')
    expect(names(await site.page('/desk/bodies'))).toEqual([
      '人民政府',
      '民政局',
      '水利局',
      '财政局',
      '白石镇人民政府',
      '白石镇中心学校',
    ])
    expect(names(await (await signedIn(world, 'civil')).page('/desk/bodies'))).toEqual(['民政局'])
  })

  test('is searched by words of name and region, in which % stands for itself', async () => {
    const site = await signedIn(world, 'government')
    const search = async (q: string) => names(await site.page(`/desk/bodies?q=${encodeURIComponent(q)}`))
    expect(await search('白石 学校')).toEqual(['白石镇中心学校'])
    expect(await search('%')).toEqual([])
    expect(await search("'; drop table agency; --")).toEqual([])
    expect((await site.get('/desk/bodies?q=%00')).status).toBe(400)
    expect((await site.get('/desk/bodies?page=2')).status).toBe(302)
  })
})

describe('A new body', () => {
  test('is added below one’s own or one below that, and found at once', async () => {
    const site = await signedIn(world, 'government')
    expect(await site.page(`/desk/bodies/new?superior=${bodies.town}`)).toContain(`value="${town}"`)
    const answer = await site.post('/desk/bodies/new', { ...added, superior: town })
    expect(answer.status).toBe(303)
    const html = await site.page(answer.headers.get('location') ?? '')
    expect(seen(html)).toContain('机关已增加')
    expect(names(html)).toEqual(['档案馆'])
    expect(await findAgencyByName(held.db, added.name)).toMatchObject({ parentId: bodies.town, kind: 'other' })
  })

  test('with faults is not added: all are told at once, what was typed is kept', async () => {
    const site = await signedIn(world, 'government')
    const hostile = '<script>alert(1)</script>'
    const wrong = { name: '', shortName: hostile, region: '', kind: 'kingdom', superior: '别处市政府' }
    const answer = await site.post('/desk/bodies/new', wrong)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    const text = seen(html)
    for (const says of ['请填写机关全称', '请填写所在地区', '请选择机关类别', '上级机关要在本机关及下属机关里选择'])
      expect(text).toContain(says)
    expect(html).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(html).not.toContain(hostile)
  })

  test('is not added below a body of others, above one’s own, or under a name that is taken', async () => {
    const site = await signedIn(world, 'civil')
    for (const superior of ['示例市云溪区别处市人民政府', government, '示例市云溪区水利局'])
      expect((await site.post('/desk/bodies/new', { ...added, superior })).status).toBe(400)
    const own = { ...added, name: government, superior: '示例市云溪区民政局' }
    expect(seen(await (await site.post('/desk/bodies/new', own)).text())).toContain('已经有“示例市云溪区人民政府”了')
    expect((await site.get(`/desk/bodies/new?superior=${bodies.government}`)).status).toBe(404)
    expect(await findAgencyByName(held.db, added.name)).toBeUndefined()
  })

  test('with signs that nobody sees is asked for again', async () => {
    const site = await signedIn(world, 'government')
    const answer = await site.post('/desk/bodies/new', { ...added, name: '示例\u202e馆', superior: government })
    expect(seen(await answer.text())).toContain('看不见的控制字符')
  })

  test('is not added a second time by what takes no room in its name, nor under a name of nothing else', async () => {
    const site = await signedIn(world, 'government')
    const twin = await site.post('/desk/bodies/new', {
      ...added,
      name: '示例市\u200b云溪区水\u2060利局',
      superior: government,
    })
    expect(seen(await twin.text())).toContain('已经有“示例市云溪区水利局”了')
    const nothing = await site.post('/desk/bodies/new', { ...added, name: '\u200b\u3164\ufe0f', superior: government })
    expect(seen(await nothing.text())).toContain('请填写机关全称')
  })
})

describe('A body', () => {
  const change = { shortName: '区民政', region: '示例省示例市', kind: 'other', superior: town }

  test('is changed and moved; its reports are found by the new words', async () => {
    await storeReport(held.db, { agencyId: bodies.civil })
    const site = await signedIn(world, 'government')
    const answer = await site.post(`/desk/bodies/${bodies.civil}`, { ...change, shortName: '婚姻登记' })
    expect(seen(await site.page(answer.headers.get('location') ?? ''))).toContain('已保存')
    expect(await findAgency(held.db, bodies.civil)).toMatchObject({
      name: '示例市云溪区民政局',
      shortName: '婚姻登记',
      region: '示例省示例市',
      kind: 'other',
      parentId: bodies.town,
    })
    const page = { order: 'newest', size: 10, number: 1 } as const
    const found = await findDeskReports(held.db, { under: bodies.government, words: ['婚姻登记'] }, page)
    expect(found.map(({ agencyId }) => agencyId)).toEqual([bodies.civil])
  })

  test('never comes to stand below itself or below a body of its own', async () => {
    const site = await signedIn(world, 'government')
    const move = async (superior: string) =>
      seen(await (await site.post(`/desk/bodies/${bodies.town}`, { ...change, superior })).text())
    expect(await move(town)).toContain('机关不能是自己的上级')
    expect(await move('示例市云溪区白石镇中心学校')).toContain('下属机关，不能作它的上级')
    expect(await findAgency(held.db, bodies.town)).toMatchObject({ parentId: bodies.government })
  })

  test('of two moved under each other at the same time, one stays', async () => {
    const clerk = (await findAccount(held.db, 'government'))?.person as Person
    const words = { shortName: '', region: '示例省', kind: 'department' }
    const answers = await Promise.all([
      changeBody(world.services, clerk, bodies.civil, { ...words, superiorId: bodies.water }),
      changeBody(world.services, clerk, bodies.water, { ...words, superiorId: bodies.civil }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('of one’s own keeps its place in the tree, whatever is posted', async () => {
    const site = await signedIn(world, 'civil')
    expect(await site.page(`/desk/bodies/${bodies.civil}`)).not.toContain('name="superior"')
    expect((await site.post(`/desk/bodies/${bodies.civil}`, { ...change, superior: '' })).status).toBe(303)
    expect(await findAgency(held.db, bodies.civil)).toMatchObject({ parentId: bodies.government, shortName: '区民政' })
  })

  test('of others does not exist', async () => {
    const site = await signedIn(world, 'civil')
    for (const id of [bodies.government, bodies.water, bodies.elsewhere, 999_999_999_999_999]) {
      expect((await site.get(`/desk/bodies/${id}`)).status).toBe(404)
      expect((await site.post(`/desk/bodies/${id}`, change)).status).toBe(404)
    }
    expect(await findAgency(held.db, bodies.water)).toMatchObject({ shortName: '水利局' })
    expect(world.lines.filter(({ err }) => err)).toEqual([])
  })
})
