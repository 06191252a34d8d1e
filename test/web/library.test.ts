import { beforeAll, describe, expect, test } from 'vitest'
import { fillReports } from '../../bench/many-reports.ts'
import { splitRegion } from '../../src/domain/agency/region.ts'
import { readSearchWords } from '../../src/domain/report/search-words.ts'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from '../store/builders.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
const bodies = 700

beforeAll(async () => {
  await emptyTables(held.db)
  await fillReports(held.db, { bodies, years: [2020, 2021] })
  site = visit(servicesOn(held.db).services)
}, 60_000)

const ask = (query: Record<string, string>) => site.page(`/reports?${new URLSearchParams(query)}`)
const found = (html: string) => Number(/共 ([\d,]+) 份/.exec(seen(html))?.[1]?.replace(',', ''))
const reportsOn = (html: string) => [...html.matchAll(/<a href="(\/reports\/\d+-\d{4})">/g)].map(([, path]) => path)

describe('The library', () => {
  test('finds by body, region and year together, in any order of the words', async () => {
    expect(found(await ask({}))).toBe(2 * bodies)
    const both = await ask({ q: '水利局 2020' })
    expect(found(both)).toBeGreaterThan(50)
    expect(found(await ask({ q: '2020年 水利局' }))).toBe(found(both))
    expect(found(await ask({ q: '２０２０年度水利局' }))).toBe(found(both))
    expect(found(await ask({ q: '水利局' }))).toBe(2 * found(both))
    expect(found(await ask({ q: '水利局2020年政府信息公开工作年度报告' }))).toBe(found(both))
  })

  test('finds a report by the former name of its body, which only the title holds', async () => {
    await storeReport(held.db, { title: '旧名镇人民委员会2021年政府信息公开工作年度报告' }, { name: '新名街道办事处' })
    expect(seen(await ask({ q: '人民委员会' }))).toContain('新名街道办事处')
  })

  test('combines every filter with every other', async () => {
    const { reports } = await findPublishedReports(held.db, {}, { size: 5000, number: 1 })
    const kinds = await held.db.selectFrom('agency').select(['id', 'kind']).execute()
    const kindOf = new Map(kinds.map(({ id, kind }) => [id, kind]))
    const expected = reports.filter(
      ({ agencyId, agencyName, region, year, form, errors, warnings, problems }) =>
        agencyName.includes('教育局') &&
        region.startsWith('甲子省辛未市') &&
        year === 2021 &&
        form === '2021' &&
        kindOf.get(agencyId) === 'department' &&
        errors + warnings + problems === 0,
    )
    const filters = { year: '2021', form: '2021', kind: 'department', verdict: 'passed' }
    const html = await ask({ q: '教育局', region: '甲子省辛未市', ...filters })
    expect(expected.length).toBeGreaterThan(1)
    expect(found(html)).toBe(expected.length)
    expect(reportsOn(html).sort()).toEqual(expected.map(({ agencyId, year }) => `/reports/${agencyId}-${year}`).sort())
    for (const value of ['教育局', '甲子省辛未市']) expect(html).toContain(`value="${value}"`)
    expect(html).toMatch(/<option value="department" selected=""/)
  })

  test('parts all reports by their verdict, none twice', async () => {
    const counts = await Promise.all(
      ['errors', 'warnings', 'doubts', 'passed'].map(async (verdict) => found(await ask({ verdict })) || 0),
    )
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(found(await ask({})))
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1)
  })

  test.each(['year', 'name', 'published', 'received'] as const)(
    'shows every report once over its pages by %s',
    async (order) => {
      const filter = { regions: ['甲子省辛未市丁亥区', '甲子省辛未市丙戌区'] }
      const page = (number: number) => findPublishedReports(held.db, filter, { size: 7, number, order })
      const { total } = await page(1)
      const all = (
        await Promise.all(Array.from({ length: Math.ceil(total / 7) }, (_, index) => page(index + 1)))
      ).flatMap(({ reports }) => reports.map(({ agencyId, year }) => `${agencyId}-${year}`))
      expect(total).toBeGreaterThan(20)
      expect([all.length, new Set(all).size]).toEqual([total, total])
    },
  )

  test('sorts by what people ask for', async () => {
    const years = [...seen(await ask({ order: 'year' })).matchAll(/(\d{4})年\d{4}年格式/g)].map(([, year]) =>
      Number(year),
    )
    expect(years).toEqual(years.toSorted((a, b) => b - a))
    const { reports } = await findPublishedReports(held.db, {}, { size: 50, number: 1, order: 'received' })
    const keys = reports.map(({ agencyId, year }) => ({ agencyId, year }))
    const received = await Promise.all(
      keys.map(async ({ agencyId, year }) => {
        const report = held.db.selectFrom('report').select('received').where('agency_id', '=', agencyId)
        return (await report.where('year', '=', year).executeTakeFirst())?.received ?? 0
      }),
    )
    expect(received).toEqual(received.toSorted((a, b) => b - a))
  })

  test('turns its pages by number', async () => {
    const html = await ask({ page: '3' })
    expect(seen(html)).toMatch(/第 3 页，共 \d+ 页/)
    expect(html).toContain('href="/reports?page=4"')
    expect(html).toMatch(/<b aria-current="page">3<\/b>/)
    expect(reportsOn(html)).toHaveLength(20)
    expect((await site.get('/reports?page=100000')).status).toBe(302)
  })

  test('does not list thirty thousand bodies: many regions are typed, or chosen step by step', async () => {
    const html = await ask({})
    expect(html.length).toBeLessThan(40_000)
    expect(html).toContain('href="/reports/regions"')
    const provinces = await site.page('/reports/regions')
    expect(provinces).toContain(`href="/reports/regions?${new URLSearchParams({ in: '甲子省' })}"`)
    const cities = await site.page(`/reports/regions?${new URLSearchParams({ in: '甲子省' })}`)
    expect(cities).toContain(`href="/reports?${new URLSearchParams({ region: '甲子省辛未市' })}"`)
  })

  test('takes a typed part of a region for every region that begins with it or, if none does, holds it', async () => {
    expect(found(await ask({ region: '甲子省' }))).toBe(2 * bodies)
    expect(found(await ask({ region: '丁亥区' }))).toBeGreaterThan(0)
    expect(seen(await ask({ region: '无此地' }))).toContain('没有符合条件的年度报告')
  })

  test.each(['order=size', 'verdict=good', 'kind=x', 'body=x', `q=${'长'.repeat(101)}`])(
    'refuses %s calmly',
    async (query) => {
      expect((await site.get(`/reports?${query}`)).status).toBe(400)
    },
  )
})

describe('The page of a body', () => {
  test('shows its place in the tree, its reports by year and ways to compare them', async () => {
    const county = await held.db
      .selectFrom('agency')
      .select(['id', 'parent_id'])
      .where('name', '=', '甲子省辛未市丁亥区人民政府')
      .executeTakeFirstOrThrow()
    const html = await site.page(`/bodies/${county.id}`)
    expect(html).toContain(`href="/bodies/${county.parent_id}"`)
    expect(seen(html)).toContain('下级机关')
    expect(seen(html)).toContain('甲子省辛未市丁亥区水利局')
    expect(html).toContain(`href="/compare?r=${county.id}-2020&amp;r=${county.id}-2021"`)
    expect(html).toContain(`/reports/${county.id}-2021/charts/years-light-wide.svg`)
  })

  test('does not exist for a number that is no body', async () => {
    for (const id of ['0', '99999999', '99999999999999999999'])
      expect((await site.get(`/bodies/${id}`)).status).toBe(404)
  })
})

describe('A chart', () => {
  test.each(['flow', 'outcomes', 'applicants', 'disputes', 'years'])(
    'of %s is a picture in both colours and widths',
    async (name) => {
      for (const look of ['light-wide', 'light-narrow', 'dark-wide', 'dark-narrow']) {
        const answer = await site.get(`/reports/1-2021/charts/${name}-${look}.svg`)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
        expect(await answer.text()).toMatch(/^<svg role="img"/)
      }
    },
  )

  test('that is none is not found', async () => {
    for (const path of ['1-2021/charts/other-light-wide', '1-2021/charts/flow', '1-1999/charts/flow-light-wide'])
      expect((await site.get(`/reports/${path}.svg`)).status).toBe(404)
  })
})

test('Words of every title are not looked for, and years are', () => {
  expect(readSearchWords('水利局2020年政府信息公开工作年度报告')).toEqual({ names: ['水利局'], years: [2020] })
  expect(readSearchWords('政府信息公开 年报')).toEqual({ names: [], years: [] })
  expect(readSearchWords('省')).toEqual({ names: ['省'], years: [] })
})

test.each([
  ['贵州省贵阳市花溪区', '贵州省', '贵阳市', '花溪区'],
  ['上海市浦东新区', '上海市', '', '浦东新区'],
  ['新疆维吾尔自治区伊犁哈萨克自治州', '新疆维吾尔自治区', '伊犁哈萨克自治州', ''],
  ['贵州省', '贵州省', '', ''],
  ['某地', '某地', '', ''],
])('The region %s is told into its parts', (region, province, city, rest) => {
  expect(splitRegion(region)).toEqual({ province, city, rest })
})
