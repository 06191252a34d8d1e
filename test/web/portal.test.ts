import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemo } from '../../src/app/load-demo.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { findReport } from '../../src/store/reports.ts'
import { bringReport } from '../bring-report.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { published, seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let services: ReturnType<typeof servicesOn>['services']
let huaxi: number

beforeAll(async () => {
  await emptyTables(held.db)
  services = servicesOn(held.db).services
  await loadDemo(services)
  site = visit(services)
  huaxi = (await findAgencyByName(held.db, '贵阳市花溪区人民政府'))?.id ?? 0
})

describe('The first page', () => {
  test('lists the reports that were published last, and leads to lists, comparisons, rankings and data', async () => {
    const html = await site.page('/')
    expect(html.match(/<li><a href="\/reports\/\d+-\d{4}"/g)).toHaveLength(6)
    for (const door of ['/reports', '/compare', '/rankings?year=2022', '/data'])
      expect(html).toContain(`href="${door}"`)
  })

  test('shows figures that lead to their cells, of a report whose figures are not made up', async () => {
    const html = await site.page('/')
    expect(html).toMatch(new RegExp(`href="/reports/${huaxi}-2021#c-received_total"><b>125</b>`))
    expect(seen(html)).not.toContain('编造')
    const real = await held.db.selectFrom('report').select('id').where('invented', '=', false).execute()
    await held.db.updateTable('report').set({ invented: true }).execute()
    expect(seen(await site.page('/'))).toContain('这些数字为演示编造，不是该机关的数据')
    const ids = real.map(({ id }) => id)
    await held.db.updateTable('report').set({ invented: false }).where('id', 'in', ids).execute()
  })

  test('has no link that leads nowhere', async () => {
    const links = new Set<string>()
    const pages = ['/', '/reports', '/about', '/compare', '/rankings', `/bodies/${huaxi}`, `/reports/${huaxi}-2021`]
    for (const path of [...pages, `/reports/${huaxi}-2021/source`, `/compare?r=${huaxi}-2020&r=${huaxi}-2021`])
      for (const [, href = ''] of (await site.page(path)).matchAll(/href="(\/[^"#]*)/g))
        links.add(href.replaceAll('&amp;', '&'))
    expect(links.size).toBeGreaterThan(8)
    for (const link of links) expect([200, 302], link).toContain((await site.get(link)).status)
  })
})

describe('The list of reports', () => {
  test('finds by words', async () => {
    const html = await site.page(`/reports?q=${encodeURIComponent('水利局 2020')}`)
    expect(seen(html)).toContain('共 1 份')
    expect(seen(html)).toContain('驻马店市水利局2020年')
  })

  test('calls a report passed only where nothing is wrong, open or unsure', async () => {
    const text = seen(await site.page('/reports'))
    expect(text).toMatch(/花溪区人民政府2021年2021年格式核验通过/)
    expect(text).toMatch(/余坊乡人民政府2019年2019年格式1 处需核对/)
    await held.db.updateTable('report').set({ problems: 1 }).where('agency_id', '=', huaxi).execute()
    expect(seen(await site.page('/reports'))).toMatch(/花溪区人民政府2021年2021年格式读取存疑 1 处/)
    await held.db.updateTable('report').set({ problems: 0 }).where('agency_id', '=', huaxi).execute()
  })

  test('filters by form, year and region, and keeps what was chosen', async () => {
    const html = await site.page('/reports?form=2021&year=2022')
    expect(seen(html)).toContain('共 1 份')
    expect(html).toMatch(/<option value="2022" selected=""/)
    const region = await site.page(`/reports?region=${encodeURIComponent('安徽省池州市贵池区')}`)
    expect(seen(region)).toContain('共 3 份')
  })

  test('says so where nothing is found', async () => {
    expect(seen(await site.page('/reports?q=zzz'))).toContain('没有符合条件的年度报告')
  })

  test('leads from a page after the last one to the last one', async () => {
    const answer = await site.get('/reports?year=2020&page=999999999')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/reports?year=2020'])
  })

  test.each(['year=abc', 'q=%00', 'region=a%00b', 'form=%1b', 'page=-1'])('refuses %s calmly', async (query) => {
    const answer = await site.get(`/reports?${query}`)
    expect(answer.status).toBe(400)
    expect(seen(await answer.text())).toContain('网址或内容有误')
  })

  test('shows what people typed as text, never as markup', async () => {
    const html = await site.page(`/reports?q=${encodeURIComponent('"><script>x</script>')}`)
    expect(html).not.toContain('<script')
  })
})

describe('The page of a report', () => {
  test('skips no level of headings, however the report counts its paragraphs', async () => {
    const { reports } = await findPublishedReports(held.db, {}, { size: 10, number: 1 })
    for (const { agencyId, year } of reports) {
      const html = await site.page(`/reports/${agencyId}-${year}`)
      const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
      expect(levels[0]).toBe(1)
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    }
  })

  test('holds the six sections in their order', async () => {
    const html = await site.page(`/reports/${huaxi}-2021`)
    const titles = [...html.matchAll(/<h2>([一二三四五六]、[^<]*)<\/h2>/g)].map(([, title]) => title)
    expect(titles).toEqual([
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ])
  })

  test('shows every figure that was read, each leading to its mark in the source', async () => {
    const report = await findReport(held.db, { agencyId: huaxi, year: 2021, publishedOnly: true })
    const html = await site.page(`/reports/${huaxi}-2021`)
    const source = await site.page(`/reports/${huaxi}-2021/source`)
    const cells = Object.entries(report?.reading.cells ?? {})
    expect(cells.length).toBeGreaterThan(190)
    for (const [cell, value] of cells) {
      const id = cell.replace('/', '_')
      expect(html).toMatch(
        new RegExp(`id="c-${id}"[^>]*><a href="/reports/${huaxi}-2021/source#s-${id}" title="[^"]+">${value}</a>`),
      )
      expect(source).toContain(`id="s-${id}"`)
    }
  })

  test('marks what the prose says of the tables and leads to the cell', async () => {
    const html = await site.page(`/reports/${huaxi}-2021`)
    expect(html).toMatch(/class="fits" href="#c-received_total" title="与表格一致：[^"]+">[^<]*125件/)
  })

  test('says what was checked and holds', async () => {
    const text = seen(await site.page(`/reports/${huaxi}-2021`))
    expect(text).toContain('7 列均满足：本年新收 + 上年结转 = 办理结果总计 + 结转下年度')
    expect(text).toContain('25 行均满足：总计 = 六类申请人之和')
  })

  test('says that demonstration content is not the body’s own text', async () => {
    expect(seen(await site.page(`/reports/${huaxi}-2021`))).toContain('正文为演示另写，不是原文')
  })

  test.each(['0-2021', '999999-2021', '1-1950'])('does not exist for %s', async (key) => {
    expect((await site.get(`/reports/${key}`)).status).toBe(404)
  })

  test('stays below 100 KB', async () => {
    expect((await site.page(`/reports/${huaxi}-2021`)).length).toBeLessThan(100_000)
  })
})

describe('A report with a wrong total', () => {
  let path: string
  beforeAll(async () => {
    const file = await readFile(join(root, 'demo/reports/huaxi-2021.html'), 'utf8')
    const wrong = file.replaceAll('2021', '2023').replace('>18<o:p>', '>19<o:p>')
    const outcome = await bringReport(services, {
      agencyId: huaxi,
      bytes: new TextEncoder().encode(wrong),
      fileName: 'huaxi-2023.html',
      ...published,
      demonstration: true,
    })
    expect(outcome).toMatchObject({ year: 2023 })
    path = `/reports/${huaxi}-2023`
  })

  test('has both sides of the broken identity on its page, with ways to the cell and the source', async () => {
    const html = await site.page(path)
    expect(seen(html)).toMatch(/横向不平.{1,4}1 处/)
    expect(seen(html)).toMatch(/17\+1\+0\+0\+0\+0 = 18，总计填 19/)
    expect(html).toContain('href="#c-partly-granted_total"')
    expect(html).toContain(`href="${path}/source#s-partly-granted_total"`)
    expect(html).toMatch(/id="c-partly-granted_total" class="bad"/)
  })

  test('does not count the broken line among those that hold', async () => {
    expect(seen(await site.page(path))).toContain('25 行中 24 行满足：总计 = 六类申请人之和')
  })

  test('was checked against the report of the year before', async () => {
    const report = await findReport(held.db, { agencyId: huaxi, year: 2023, publishedOnly: true })
    expect(report?.findings.some(({ id }) => id.startsWith('years.') || id === 'prose.copied')).toBe(true)
  })

  test('is checked anew when the report of the year before comes after it', async () => {
    const findingsOf = async (year: number) =>
      (await findReport(held.db, { agencyId: huaxi, year, publishedOnly: true }))?.findings.map(({ id }) => id)
    const file = await readFile(join(root, 'demo/reports/huaxi-2021.html'), 'utf8')
    const bring = (year: number) =>
      bringReport(services, {
        agencyId: huaxi,
        bytes: new TextEncoder().encode(file.replaceAll('2021', String(year))),
        fileName: `${year}.html`,
        ...published,
        demonstration: true,
      })
    await bring(2025)
    expect(await findingsOf(2025)).not.toContain('prose.copied')
    await bring(2024)
    expect(await findingsOf(2025)).toContain('prose.copied')
  })
})

describe('The source beside the tables', () => {
  test('marks each figure where it stands, and each mark leads back to its cell', async () => {
    const html = await site.page(`/reports/${huaxi}-2021/source`)
    expect(html).toContain('<mark id="s-received_natural-person"><a href="#c-received_natural-person">117</a></mark>')
    expect(html).toMatch(/id="c-received_natural-person"[^>]*><a href="#s-received_natural-person"/)
  })

  test('has no two places of one name', async () => {
    for (const path of [`/reports/${huaxi}-2021/source`, `/reports/${huaxi}-2021`]) {
      const ids = [...(await site.page(path)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(ids.length).toBe(new Set(ids).size)
    }
  })
})

test('The demonstration is loaded once: a second time changes nothing and makes no account', async () => {
  const before = await held.db
    .selectFrom('report')
    .select((on) => on.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  expect(await loadDemo(services)).toEqual({ accounts: [] })
  const after = await held.db
    .selectFrom('report')
    .select((on) => on.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  expect(after).toEqual(before)
})

test('The page about the site names every rule of the registry', async () => {
  const { rules } = await import('../../src/domain/report/checks/rules.ts')
  const text = seen(await site.page('/about'))
  for (const { title, gist } of rules) {
    expect(text).toContain(title)
    expect(text).toContain(gist)
  }
})
