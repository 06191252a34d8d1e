import { beforeAll, describe, expect, test } from 'vitest'
import type { Cells } from '../../src/domain/report/reading.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { reading, storeReport } from '../store/builders.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
const ids: Record<string, number> = {}

const settled = (total: number, granted: number, partly = 0): Cells => ({
  'received/total': total,
  'settled/total': total,
  'granted/total': granted,
  'partly-granted/total': partly,
})

const disputes: Cells = Object.fromEntries(
  ['reconsideration', 'litigation-direct', 'litigation-after-reconsideration'].flatMap((row) => [
    [`${row}/upheld`, 20],
    [`${row}/overturned`, 5],
    [`${row}/other-result`, 0],
  ]),
)

const bodies: readonly (readonly [name: string, cells: Cells, year?: number, invented?: boolean])[] = [
  ['甲局', settled(100, 50)],
  ['乙局', { ...settled(40, 16, 4), ...disputes }],
  ['丙局', settled(200, 180)],
  ['丁局', settled(3, 3)],
  ['戊局', { ...settled(60, 6), 'granted/total': null }],
  ['己局', settled(80, 8), 2020],
  ['庚局', settled(50, 5), 2021, true],
]

beforeAll(async () => {
  await emptyTables(held.db)
  for (const [name, cells, year = 2021, invented = false] of bodies)
    ids[name] = await storeReport(
      held.db,
      { year, invented, demonstration: invented, reading: { ...reading, cells } },
      { name, region: name === '丙局' ? '另一省' : '示例省示例市' },
    )
  site = visit(servicesOn(held.db).services)
})

/** Cells of each line of the ranking, as a reader sees them. */
function lines(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr>(<t[dh].*?)<\/tr>/gs)]
    .map(([, row = '']) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => seen(cell)))
    .filter(([first]) => first !== '名次' && first !== '机关')
}

describe('A ranking', () => {
  test('counts by rank, bodies of one value sharing it, with numerator and denominator', async () => {
    expect(lines(await site.page('/rankings?year=2021&measure=granted-share'))).toEqual([
      ['1', '丙局', '90.0%', '180 + 0', '200'],
      ['2', '甲局', '50.0%', '50 + 0', '100'],
      ['2', '乙局', '50.0%', '16 + 4', '40'],
      ['4', '庚局演示内容，数字为虚构', '10.0%', '5 + 0', '50'],
    ])
  })

  test('leads from each figure to its cell', async () => {
    const html = await site.page('/rankings?year=2021&measure=granted-share')
    expect(html).toContain(`href="/reports/${ids.乙局}-2021#c-partly-granted_total"`)
    expect(html).toContain(`href="/reports/${ids.乙局}-2021#c-settled_total"`)
  })

  test('keeps bodies with too small a number apart and says why', async () => {
    const html = await site.page('/rankings?year=2021&measure=granted-share')
    expect(seen(html)).toContain('数量过少，不参加排名 1')
    const small = lines(await site.page('/rankings?year=2021&measure=granted-share&list=small'))
    expect(small.map(([name]) => name)).toEqual(['丁局'])
    expect(small[0]?.at(-1)).toContain('基数只有 3 件，不足 20 件')
  })

  test('names the bodies that cannot be ranked, a blank never being taken for 0', async () => {
    const [line] = lines(await site.page('/rankings?year=2021&measure=granted-share&list=unrankable'))
    expect(line?.[0]).toBe('戊局')
    expect(line?.at(-1)).toContain('空白，空白不等于 0')
  })

  test('of disputes is made without reading whole reports', async () => {
    const [first, ...others] = lines(await site.page('/rankings?year=2021&measure=overturned-share'))
    expect(first?.slice(0, 3)).toEqual(['1', '乙局', '20.0%'])
    expect(others).toEqual([])
  })

  test('shows the newest year with the first measure where nothing is chosen, and can be narrowed to a region', async () => {
    const text = seen(await site.page('/rankings'))
    expect(text).toContain('2021年本年新收申请排行')
    const names = lines(await site.page('/rankings?region=另一省')).map(([, name]) => name)
    expect(names).toEqual(['丙局'])
    expect(lines(await site.page('/rankings?kind=government'))).toEqual([])
  })

  test('follows what is published', async () => {
    const before = lines(await site.page('/rankings?year=2020'))
    expect(before.map(([, name]) => name)).toEqual(['己局'])
    await storeReport(held.db, { year: 2020, reading: { ...reading, cells: settled(900, 1) } }, { name: '辛局' })
    expect(lines(await site.page('/rankings?year=2020')).map(([, name]) => name)).toEqual(['辛局', '己局'])
  })

  test('is taken home as a table with all its parts', async () => {
    const answer = await site.get('/rankings.csv?year=2021&measure=granted-share')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const rows = (await answer.text()).trim().split('\r\n')
    expect(rows).toHaveLength(1 + 6)
    expect(rows[1]).toContain('丙局')
    expect(rows.at(-1)).toContain('空白')
  })

  test.each(['measure=none', 'year=abc', 'kind=x', 'list=all', 'page=-1', 'region=%00'])(
    'refuses %s calmly',
    async (query) => {
      for (const page of ['/rankings', '/rankings.csv']) {
        const answer = await site.get(`${page}?${query}`)
        expect(answer.status).toBe(400)
        expect(seen(await answer.text())).toContain('网址或内容有误')
      }
    },
  )

  test('of a year without reports is empty and says so', async () => {
    expect(seen(await site.page('/rankings?year=1999'))).toContain('这里没有机关')
  })
})
