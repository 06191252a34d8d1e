import { describe, expect, test } from 'vitest'
import type { Cells } from '../../src/domain/report/reading.ts'
import { findReport } from '../../src/store/reports.ts'
import { findTrail } from '../../src/store/trail.ts'
import { balancedSheet, shippedForm } from '../report/sheet-builder.ts'
import { report, storeReport } from '../store/builders.ts'
import { signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()

const form = shippedForm('2021')
const figure = (of: number) => (key: string) => (key.includes('/total') ? 0 : (key.length * of) % 7)
const sheets = { civil: balancedSheet(form, figure(1)), water: balancedSheet(form, figure(2)) }
const total = 'received/total'

function store(agencyId: number, cells: Cells, status: 'accepted' | 'published' | 'submitted' | 'draft', of = '2021') {
  const reading = { ...report.reading, form: of, cells, sources: {}, remarks: {}, problems: [], chosen: [] }
  return storeReport(held.db, { agencyId, status, reading, claims: [], findings: [] })
}

async function stored() {
  await store(bodies.civil, sheets.civil, 'accepted')
  await store(bodies.water, sheets.water, 'published')
}

const page = (cell = '') => `/desk/roll-up?agency=${bodies.government}&year=2021${cell && `&cell=${cell}`}`
const figureIn = (html: string, cell: string) =>
  seen(html.match(new RegExp(`<td id="c-${cell.replace('/', '_')}"[^>]*>(.*?)</td>`, 's'))?.[1] ?? '')
const sum = (cell: string) => (sheets.civil[cell] ?? 0) + (sheets.water[cell] ?? 0)

describe('The roll-up of a region', () => {
  test('sums its bodies in the statutory tables; each figure leads to the bodies behind it', async () => {
    await stored()
    const site = await signedIn(world, 'government')
    const html = await site.page(page())
    for (const cell of [total, 'settled/natural-person', 'regulations/made', 'fees/amount'])
      if (cell in sheets.civil) expect(figureIn(html, cell), cell).toContain(String(sum(cell)))
    expect(html).toContain(`href="/desk/roll-up?agency=${bodies.government}&amp;year=2021&amp;cell=received%2Ftotal"`)
    const cell = await site.page(page(total))
    expect(seen(cell)).toContain(`合计 ${sum(total)} 件：2 个机关有数字`)
    const [first, second] = [sheets.civil, sheets.water]
      .map((sheet) => String(sheet[total]))
      .sort((a, b) => Number(b) - Number(a))
    expect([...cell.matchAll(/<td class="n">(.*?)<\/td>/g)].map(([, shown]) => shown)).toEqual([first, second])
    expect(cell).toContain(`href="/desk/reports/${bodies.civil}-2021?cell=received%2Ftotal"`)
  })

  test('is checked like any other report: it holds when its parts hold, and a fault of a part is its fault', async () => {
    await stored()
    const site = await signedIn(world, 'government')
    expect(seen(await site.page(page()))).toContain('汇总的数字没有发现问题')
    await store(bodies.finance, { ...sheets.civil, [total]: (sheets.civil[total] ?? 0) + 1 }, 'accepted')
    const html = await site.page(page())
    expect(seen(html)).toContain('横向不平')
    expect(html).toMatch(/<td id="c-received_total" class="bad"/)
  })

  test('takes in what is accepted or published and nothing else; it names who is missing and how far they are', async () => {
    await stored()
    await store(bodies.finance, sheets.civil, 'submitted')
    await store(bodies.town, sheets.civil, 'draft')
    const site = await signedIn(world, 'government')
    const text = seen(await site.page(page()))
    expect(text).toContain('计入 2 个机关的报告')
    expect(text).toMatch(/缺报 2 个.*财政局（已报送）.*白石镇中心学校（未报）/s)
    expect(text).toMatch(/本级没有报告，以其下属机关的报告代替 1 个.*白石镇人民政府/s)
    expect(figureIn(await site.page(page()), total)).toContain(String(sum(total)))
  })

  test('counts a nil return as no gap, and a report of another form as not summed', async () => {
    await stored()
    await store(bodies.finance, { 'received/total': 5 }, 'accepted', '2019')
    const site = await signedIn(world, 'government')
    await site.post('/desk/submissions/nil', { agency: String(bodies.town), year: '2021', reason: '新组建' })
    const text = seen(await site.page(page()))
    expect(text).toContain('缺报 0 个，零报告 1 个')
    expect(text).toMatch(/格式与本年度不同，没有计入 1 个.*财政局（2019年格式）/s)
  })

  test('marks a sum that some bodies lack or left blank, and says who', async () => {
    await stored()
    const { [total]: _, ...lacking } = sheets.civil
    await store(bodies.finance, { ...lacking, 'received/enterprise': null }, 'accepted')
    const site = await signedIn(world, 'government')
    const html = await site.page(page())
    expect(figureIn(html, total)).toContain('不全')
    expect(figureIn(html, 'received/enterprise')).toContain('有空白')
    expect(seen(html)).toContain('标“不全”的 1 格')
    expect(seen(await site.page(page(total)))).toMatch(/财政局\s*没有这一格/)
    expect(seen(await site.page(page('received/enterprise')))).toMatch(/财政局\s*空白/)
  })

  test('without any report says so, and where to look', async () => {
    const site = await signedIn(world, 'government')
    const text = seen(await site.page(page()))
    expect(text).toContain('还没有可以汇总的报告')
    expect(text).toContain('缺报 4 个')
    expect(seen(await site.page(page(total)))).toContain('没有机关填报这一格')
  })

  test('stands beside the government’s own report, with each difference', async () => {
    await stored()
    const own = {
      ...balancedSheet(form),
      ...Object.fromEntries(Object.keys(sheets.civil).map((key) => [key, sum(key)])),
    }
    await store(bodies.government, own, 'draft')
    const site = await signedIn(world, 'government')
    for (const town of [bodies.finance, bodies.school]) await store(town, balancedSheet(form), 'accepted')
    expect(seen(await site.page(page()))).toContain('与各机关之和逐格一致')
    await held.db.deleteFrom('report').where('agency_id', '=', bodies.government).execute()
    await store(bodies.government, { ...own, [total]: sum(total) + 4 }, 'draft')
    const html = await site.page(page())
    const text = seen(html)
    expect(text).toContain('与各机关之和有 1 处不同')
    const [, row = ''] = html.match(/id="own-report".*?<tbody>(.*?)<\/tbody>/s) ?? []
    expect([...row.matchAll(/<td class="n">(.*?)<\/td>/gs)].map(([, cell = '']) => seen(cell))).toEqual([
      String(sum(total)),
      String(sum(total) + 4),
      '4',
    ])
  })
})

describe('A roll-up leaves the system', () => {
  test('as a table with how many bodies stand behind each cell, and as data with every body by name', async () => {
    await stored()
    const site = await signedIn(world, 'government')
    const file = (format: string) =>
      site.get(`/desk/roll-up/file?agency=${bodies.government}&year=2021&format=${format}`)
    const csv = await (await file('csv')).text()
    expect(csv).toMatch(new RegExp(`received/total,[^\r\n]*,件,${sum(total)},value,2,0,0\r\n`))
    const json = await (await file('json')).json()
    expect(json).toMatchObject({ agency: '示例市云溪区人民政府', year: 2021, form: '2021', incomplete: [] })
    expect(json.cells[total]).toBe(sum(total))
    expect(json.included.map(({ name }: { name: string }) => name)).toEqual([
      '示例市云溪区民政局',
      '示例市云溪区水利局',
    ])
    expect(json.missing).toHaveLength(2)
    expect((await file('xml')).status).toBe(400)
    expect((await site.get(`/desk/roll-up/file?year=2021`)).status).toBe(404)
  })

  test('becomes the draft of the government’s own report, with its figures and a trail, once', async () => {
    await stored()
    const site = await signedIn(world, 'government')
    const target = { agency: String(bodies.government), year: '2021' }
    const answer = await site.post('/desk/roll-up/draft', target)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/desk/reports/${bodies.government}-2021`])
    const draft = await findReport(held.db, { agencyId: bodies.government, year: 2021, publishedOnly: false })
    expect(draft).toMatchObject({ status: 'draft', title: '示例市云溪区人民政府2021年政府信息公开工作年度报告' })
    expect(draft?.reading.cells[total]).toBe(sum(total))
    const trail = await findTrail(held.db, { agencyId: bodies.government, reportId: draft?.id ?? 0 })
    expect(trail.map(({ event, person }) => [event.kind, person])).toEqual([['imported', 'government的人']])
    const again = await site.post('/desk/roll-up/draft', target)
    expect(again.status).toBe(409)
    expect(seen(await again.text())).toContain('已有年度报告（待核验），不再另存草稿')
  })

  test('not as a draft where there is nothing to sum', async () => {
    const site = await signedIn(world, 'government')
    const answer = await site.post('/desk/roll-up/draft', { agency: String(bodies.government), year: '2021' })
    expect(seen(await answer.text())).toContain('没有数字可存')
  })
})

describe('A region of others', () => {
  test('does not exist', async () => {
    await stored()
    const site = await signedIn(world, 'elsewhere')
    for (const path of [page(), page(total), `/desk/roll-up/file?agency=${bodies.government}&year=2021&format=csv`])
      expect((await site.get(path)).status).toBe(404)
    const answer = await site.post('/desk/roll-up/draft', { agency: String(bodies.government), year: '2021' })
    expect(answer.status).toBe(404)
    expect(await findReport(held.db, { agencyId: bodies.government, year: 2021, publishedOnly: false })).toBeUndefined()
  })

  test.each([
    ['agency=x', 400],
    ['year=1999', 400],
    ['year=0', 400],
    ['cell=%3Cscript%3E', 400],
    ['cell=received/nobody', 404],
    ['cell=constructor/total', 404],
    ['page=-1', 400],
  ])('nonsense in the address (%s) is answered with %i', async (query, status) => {
    const site = await signedIn(world, 'government')
    expect((await site.get(`/desk/roll-up?${query}`)).status).toBe(status)
    expect(world.lines.filter(({ err }) => err)).toEqual([])
  })
})
