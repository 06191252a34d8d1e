import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../src/app/load-demo.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { reading, storeReport } from '../store/builders.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let huaxi: number
let township: number

beforeAll(async () => {
  await emptyTables(held.db)
  const { services } = servicesOn(held.db)
  await loadDemo(services)
  site = visit(services)
  huaxi = (await findAgencyByName(held.db, '贵阳市花溪区人民政府'))?.id ?? 0
  township = (await findAgencyByName(held.db, '将乐县余坊乡人民政府'))?.id ?? 0
})

const years = () => `r=${huaxi}-2020&r=${huaxi}-2021`

/** The line of the comparison whose heading holds the words. */
function line(html: string, words: string): string {
  const rows = [...html.matchAll(/<tr[^>]*>.*?<\/tr>/gs)].map(([row]) => row)
  return rows.find((row) => seen(row.match(/<th scope="row">.*?<\/th>/s)?.[0] ?? '').includes(words)) ?? ''
}

describe('Choosing reports to compare', () => {
  test('begins with a search, adds a report by a link and takes it out by another', async () => {
    expect(seen(await site.page('/compare'))).toContain('选两至六份年度报告')
    const found = await site.page(`/compare?q=${encodeURIComponent('花溪 2021')}`)
    expect(found).toContain(`href="/compare?r=${huaxi}-2021"`)
    const one = await site.page(`/compare?r=${huaxi}-2021`)
    expect(seen(one)).toContain('再选至少一份')
    expect(one).toContain(`href="/compare?r=${huaxi}-2021&amp;r=${huaxi}-2020"`)
    expect(one).toMatch(/href="\/compare" aria-label="移除/)
  })

  test('can be done in the list of reports, by boxes that need no script', async () => {
    const html = await site.page('/reports')
    expect(html).toMatch(/<form action="\/compare"/)
    expect(html).toContain(`name="r" value="${huaxi}-2021"`)
  })

  test('says so where a report is not there, and where too many are chosen', async () => {
    expect(seen(await site.page(`/compare?${years()}&r=${huaxi}-1999`))).toContain('有 1 份不存在或已经撤下')
    const many = [2019, 2020, 2021].flatMap((year) => [1, 2, 3].map((id) => `r=${id}-${year}`)).join('&')
    expect(seen(await site.page(`/compare?${many}`))).toContain('一次最多比较 6 份')
  })

  test('never shows a draft', async () => {
    await storeReport(held.db, { agencyId: huaxi, year: 2018, status: 'draft', reading })
    expect(await site.page(`/compare?r=${huaxi}-2021`)).not.toContain(`${huaxi}-2018`)
    expect(seen(await site.page(`/compare?r=${huaxi}-2018&r=${huaxi}-2021`))).toContain('有 1 份不存在')
  })

  test.each(['r=abc', 'r=1-2021&only=2', 'q=%00', 'r=1-20211', 'r=99999999999999999999-2021'])(
    'refuses %s calmly',
    async (query) => {
      const answer = await site.get(`/compare?${query}`)
      expect(answer.status).toBe(400)
      expect(seen(await answer.text())).toContain('网址或内容有误')
    },
  )
})

describe('Two years of one body', () => {
  test('stand side by side, each figure leading to its cell, with difference and ratio', async () => {
    const row = line(await site.page(`/compare?${years()}`), '一、本年新收')
    expect(row).toContain(`href="/reports/${huaxi}-2020#c-received_total"`)
    expect(row).toContain(`href="/reports/${huaxi}-2021#c-received_total"`)
    expect(seen(row)).toContain('108125+17（+16%）')
  })

  test('tell a cell that the other form lacks from a figure of 0', async () => {
    const html = await site.page(`/compare?${years()}`)
    expect(seen(line(html, '本年制发件数'))).toContain('格式无此项')
    expect(seen(line(html, '本年制发件数'))).toContain('不比较')
  })

  test('show the totals first and all applicants when asked', async () => {
    expect(line(await site.page(`/compare?${years()}`), '一、本年新收')).toContain('总计')
    const all = seen(await site.page(`/compare?${years()}&all=1`))
    expect(all).toContain('一、本年新收政府信息公开申请数量自然人')
  })

  test('can be narrowed to what differs', async () => {
    const only = await site.page(`/compare?${years()}&only=1`)
    expect(line(only, '一、本年新收')).not.toBe('')
    expect(line(only, '属于国家秘密')).toBe('')
    expect(only).not.toContain('class="same"')
  })

  test('name the largest changes', async () => {
    expect(seen(await site.page(`/compare?${years()}`))).toMatch(
      /变化最大的几项.*2020年 49 件，2021年 72 件，\+23（\+47%）/s,
    )
  })

  test('mark the prose that was taken over on both sides', async () => {
    const html = await site.page(`/compare?r=${township}-2020&r=${township}-2021`)
    expect(seen(html)).toContain('2021年的文字与2020年相比：相同')
    const [, , pair = ''] = html.match(/class="(prose-pair copied)">(.*?)<div class="prose-pair/s) ?? []
    expect(pair.match(/<mark class="copied">/g)?.length).toBeGreaterThanOrEqual(2)
    expect(seen(pair)).toContain('除年份外相同')
  })

  test('say whose figures are made up', async () => {
    expect(seen(await site.page(`/compare?${years()}`))).toContain('演示内容，数字为虚构')
  })
})

describe('Several bodies', () => {
  test('are all compared with the first, without prose', async () => {
    const text = seen(await site.page(`/compare?r=${huaxi}-2021&r=${township}-2021`))
    expect(text).toContain('相比的增减')
    expect(text).not.toContain('文字的异同')
  })

  test('six of them stay below 100 KB', async () => {
    const six = [1, 2, 3].flatMap((id) => [`r=${id}-2020`, `r=${id}-2021`]).join('&')
    const html = await site.page(`/compare?${six}`)
    expect(html.match(/<th scope="col">/g)?.length).toBeGreaterThan(6)
    expect(html.length).toBeLessThan(100_000)
  })
})

test('A comparison is taken home as a table, every column of every row, blanks and gaps told apart', async () => {
  const answer = await site.get(`/compare.csv?${years()}`)
  expect(answer.headers.get('content-disposition')).toContain('comparison.csv')
  const rows = (await answer.text()).trim().split('\r\n')
  expect(rows[0]).toContain('贵阳市花溪区人民政府 2021年 增减')
  expect(rows.length).toBeGreaterThan(190)
  expect(rows.find((row) => row.includes('一、本年新收') && row.includes('总计'))).toMatch(
    /,108,number,,125,number,17$/,
  )
  expect(rows.some((row) => row.includes('not-in-form'))).toBe(true)
  expect((await site.get(`/compare.csv?r=${huaxi}-2021`)).status).toBe(404)
})
