import { beforeAll, describe, expect, test } from 'vitest'
import { requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { signedIn } from './desk-world.ts'
import { requestWorld } from './request-world.ts'
import { seen } from './site.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof requestWorld>>
const ids: Record<string, { agencyId: number; id: number }> = {}

/** Four dossiers as they stand on 2025-04-22: late, near, waiting for a third party, searched for. */
beforeAll(async () => {
  await emptyTables(held.db)
  world = await requestWorld(held.db, '2025-03-21')
  const levied = { sectionId: world.ids.levy, section: '征收科', accountId: null, handler: '' }
  ids.late = await world.register({
    ...requestOf({ submittedOn: '2025-03-21', subject: '荷塘路改造施工许可及附图' }),
    assigned: levied,
  })
  world.today('2025-03-26')
  ids.near = await world.register({
    ...requestOf({ submittedOn: '2025-03-26', subject: '孟关大道二期征地批复及补偿明细' }),
  })
  world.today('2025-04-18')
  ids.paused = await world.register(requestOf({ submittedOn: '2025-04-09', subject: '公园鸭舍采购合同' }))
  await world.act(ids.paused, 'ask-third-party', [
    { happened: 'third-party-asked', on: '2025-04-18', party: '某公司', delivered: '2025-04-18' },
  ])
  ids.searched = await world.register(
    requestOf({ submittedOn: '2025-04-18', subject: '2019年以来公共厕所分布与维护记录' }),
  )
  await world.act(ids.searched, 'ask-section', [
    {
      happened: 'section-asked',
      on: '2025-04-18',
      sectionId: world.ids.city,
      section: '城管科',
      about: '公共厕所台账',
      until: '2025-04-25',
    },
  ])
  await world.register(requestOf({ submittedOn: '2025-04-18', subject: '民政局的申请' }), 'civil-officer')
  world.today('2025-04-22')
}, 60_000)

const siteOf = (login: string) => signedIn(world, login)
const shown = (html: string) => [...html.matchAll(/(\d{4}-\d{4})　/g)].map(([, number]) => number)

describe('The worklist at the desk', () => {
  test('shows by due date how long is left, what stands still and who is waited for (art. 33)', async () => {
    const html = await (await siteOf('officer')).page('/desk/requests')
    expect(shown(html)).toEqual(['2025-0001', '2025-0002', '2025-0004', '2025-0003'])
    const rows = [...html.matchAll(/<tr>.*?<\/tr>/gs)].slice(1).map(([row]) => seen(row))
    expect(rows[0]).toMatch(/04-21\s*逾期 1 个工作日.*荷塘路.*当面.*自然人\s*办理中\s*征收科\s*征收科/s)
    expect(rows[1]).toMatch(/04-24\s*还剩 2 个工作日/)
    expect(rows[2]).toMatch(/05-20\s*还剩 18 个工作日.*检索中\s*城管科，最迟 04-25/s)
    expect(rows[3]).toMatch(/约 05-30\s*停止计时第 5 日.*征求意见中\s*某公司，最迟 05-13/s)
  })

  test('counts at the side and on the chips what the lists hold', async () => {
    const html = await (await siteOf('officer')).page('/desk/requests')
    expect(seen(html)).toMatch(/办理中\s*4\s*临期与逾期\s*2\s*待我处理\s*1/)
    expect(seen(html)).toMatch(/全部 4.*征求意见中 1.*检索中 1/s)
    expect(shown(await (await siteOf('officer')).page('/desk/requests?view=overdue'))).toEqual(['2025-0001'])
  })

  const grid: readonly (readonly [string, readonly string[]])[] = [
    ['officer', ['2025-0001', '2025-0002', '2025-0003', '2025-0004']],
    ['head', ['2025-0001', '2025-0002', '2025-0003', '2025-0004']],
    ['leader', ['2025-0001', '2025-0002', '2025-0003', '2025-0004']],
    ['reviewer', ['2025-0001', '2025-0002', '2025-0003', '2025-0004']],
    ['supervisor', ['2025-0001', '2025-0002', '2025-0003', '2025-0004']],
    ['handler', ['2025-0001']],
    ['contact', ['2025-0004']],
    ['stranger', []],
  ]
  test.each(grid)('reaches for the %s just as far as the role does', async (login, numbers) => {
    const site = await siteOf(login)
    expect(shown(await site.page('/desk/requests?view=all')).toSorted()).toEqual(numbers)
  })

  test.each(['administrator', 'auditor'])('is not there for the %s', async (login) => {
    expect((await (await siteOf(login)).get('/desk/requests')).status).toBe(403)
  })

  test('of a body below opens to a supervisor by its name, and to nobody else', async () => {
    const path = `/desk/requests?${new URLSearchParams({ body: '示例市云溪区民政局' })}`
    const html = await (await siteOf('supervisor')).page(path)
    expect(shown(html)).toEqual(['2025-0001'])
    expect(seen(html)).toContain('民政局的申请')
    for (const login of ['officer', 'stranger', 'handler'])
      expect((await (await siteOf(login)).get(path)).status).toBe(404)
    const elsewhere = new URLSearchParams({ body: '示例市云溪区别处市政府办' })
    expect((await (await siteOf('supervisor')).get(`/desk/requests?${elsewhere}`)).status).toBe(404)
  })

  test('has nothing to press for a supervisor but search and export', async () => {
    const html = await (await siteOf('supervisor')).page('/desk/requests')
    expect([...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"]+)"/g)].map(([, to]) => to)).toEqual(
      ['/desk/requests/views', '/desk/sign-out'].filter((to) => html.includes(`action="${to}"`)),
    )
    expect(html).not.toContain('type="checkbox"')
  })

  test('finds an applicant by the whole name for the office alone, and says so', async () => {
    const asked = `/desk/requests?${new URLSearchParams({ q: '示例人甲' })}`
    const html = await (await siteOf('officer')).page(asked)
    expect(shown(html)).toHaveLength(4)
    expect(html).toContain('申请人全名')
    expect(html.replace(asked, '').replaceAll('value="示例人甲"', '')).not.toContain('示例人甲')
    for (const login of ['leader', 'supervisor', 'contact']) {
      const others = await (await siteOf(login)).page(asked)
      expect(shown(others)).toEqual([])
      expect(others).not.toContain('申请人全名')
    }
  })

  test('says what to do where nothing is found', async () => {
    const site = await siteOf('officer')
    expect(seen(await site.page('/desk/requests?q=没有的词'))).toContain('在全部申请里查找')
    expect(seen(await site.page('/desk/requests?q=词'))).toContain('检索词至少两个字')
    expect(seen(await site.page('/desk/requests?view=payment'))).toContain('现在没有“等待缴费”的申请')
    expect(seen(await (await siteOf('stranger')).page('/desk/requests'))).toContain('收到申请后在这里登记')
  })

  test.each(['view=nothing', 'from=2025-02-30', 'after=x', 'section=a', 'within=99'])(
    'does not guess what %s means',
    async (query) => {
      expect((await (await siteOf('officer')).get(`/desk/requests?${query}`)).status).toBe(400)
    },
  )

  test('names no third party to a section that only searches (art. 32)', async () => {
    const asked = { happened: 'section-asked', on: '2025-04-22', about: '合同', until: '2025-04-25' } as const
    const key = await world.register(requestOf({ submittedOn: '2025-04-22', subject: '鸭舍保洁合同' }))
    await world.act(key, 'ask-section', [{ ...asked, sectionId: world.ids.city, section: '城管科' }])
    await world.act(key, 'ask-third-party', [{ happened: 'third-party-asked', on: '2025-04-22', party: '某保洁公司' }])
    const listed = async (login: string) => seen(await (await siteOf(login)).page('/desk/requests?view=consulting'))
    expect(await listed('officer')).toContain('某保洁公司')
    const text = await listed('contact')
    expect([text.includes('鸭舍保洁合同'), text.includes('某保洁公司')]).toEqual([true, false])
  })
})
