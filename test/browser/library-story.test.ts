import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import type { Database } from '../../src/store/schema.ts'
import { storedOf } from '../app/draft.ts'
import { useDatabase } from '../database.ts'
import { forms } from '../web/site.ts'
import { chromiumPath, launch } from './chromium.ts'
import { twelve } from './library-story-files.ts'
import {
  click,
  fileLine,
  finding,
  follow,
  judge,
  openReport,
  press,
  readByPublic,
  unfold,
} from './library-story-steps.ts'
import { beginStory, bring } from './library-story-world.ts'

const place = '示例市云汐区'
const partlyGranted = '[id="c-partly-granted_total"]'

/** What the public may ask for, with every way to ask. */
const publicPlaces = ['/', '/reports', `/reports?q=${encodeURIComponent(place)}`, '/feed.atom', '/api/reports']

describe.skipIf(!chromiumPath).each([
  { way: 'with script', script: true },
  { way: 'without script', script: false },
])('The library from twelve files to the sum of a district, $way', ({ script }) => {
  const held = useDatabase()
  let another: Kysely<Database>
  let browser: Browser
  let story: Awaited<ReturnType<typeof beginStory>>
  let clerk: Page
  let officer: Page

  beforeAll(async () => {
    another = held.openAnother()
    browser = await launch()
    story = await beginStory(held.db, another, browser, { script })
    clerk = story.clerk.page
    officer = story.officer.page
  })
  afterAll(async () => {
    await story?.close()
    await browser?.close()
    await another?.destroy()
  })

  const id = (name: string) => story.ids[name] ?? 0
  const says = (page: Page) => page.getByRole('status')

  test('a clerk signs in and brings twelve files; each says what became of it', async () => {
    story.setDay('2022-01-20')
    await story.clerk.signIn()
    await bring(clerk, Object.keys(twelve).map(story.fileAt), { script })
    const results: Readonly<Record<string, string>> = {
      '教育局.docx': '已成草稿',
      '市场监督管理局.html': '2 处不符',
      '自然资源局.md': '没有发现问题',
      '青石镇.txt': '2 处需核对',
      '余坊乡2020.md': '报告写的机关是“将乐县余坊乡人民政府”',
      '余坊乡2021.docx': '机关或年度不明',
      '花溪区2022.pdf': '报告写的机关是“贵阳市花溪区人民政府”',
      '传了一半.pdf': '读不了',
      '炸弹.docx': '读不了',
      '财政局.html': '已成草稿',
    }
    for (const [name, result] of Object.entries(results))
      expect(await fileLine(clerk, name).textContent(), name).toContain(result)
    const twins = ['办公室.html', '办公室又一份.html'].map((name) => fileLine(clerk, name).textContent())
    expect((await Promise.all(twins)).sort().join()).toMatch(/已成草稿.*没有发现问题.*已有同一份.*同一份文件已经导入过/)
  })

  test('a file that is broken or meant to do harm says so in words, and no program in a file runs', async () => {
    expect(await fileLine(clerk, '传了一半.pdf').textContent()).toMatch(/PDF.*(不完整|损坏).*。/)
    expect(await fileLine(clerk, '炸弹.docx').textContent()).toMatch(/太大|过大|超过/)
    const batch = clerk.url()
    await click(fileLine(clerk, '财政局.html').getByRole('link', { name: '核验' }))
    expect(await clerk.getByRole('heading', { level: 1 }).textContent()).toContain('财政局2021年')
    expect(await clerk.locator('.source').textContent()).toMatch(/<script>alert.*<img src=x onerror=/s)
    expect(await clerk.locator('main script, main img').count()).toBe(0)
    expect(story.dialogs).toEqual([])
    await unfold(clerk, '弃用…')
    await press(clerk, '确定弃用')
    await clerk.goto(batch)
    expect(await fileLine(clerk, '财政局.html').textContent()).toContain('草稿已弃用')
  })

  test('nothing of the drafts is public', async () => {
    expect(await readByPublic(story.site.url, publicPlaces)).not.toMatch(/市场监督管理局|教育局2021|余坊乡/)
    for (const path of ['', '/source', '/download/json'])
      expect((await fetch(`${story.site.url}/reports/${id('教育局')}-2021${path}`)).status).toBe(404)
  })

  test('a body that two reports name is added on the spot; a report of others is not taken', async () => {
    await follow(clerk, '为 3 份未匹配的报告新建机关')
    await clerk.getByRole('checkbox', { name: '新建“贵阳市花溪区人民政府”' }).uncheck()
    const added = clerk.getByRole('group', { name: '新建“将乐县余坊乡人民政府”（2 份报告）' })
    await added.getByLabel('所在地区').fill('福建省三明市将乐县')
    await press(clerk, '新建勾选的机关，并存为草稿')
    await clerk.getByText('已新建“将乐县余坊乡人民政府”，存为草稿 2 份。').waitFor()
    await follow(clerk.locator('.crumb'), '第 1 批')
    await click(fileLine(clerk, '花溪区2022.pdf').getByRole('link', { name: '处理' }))
    await press(clerk, '不导入这份文件')
    expect(await fileLine(clerk, '花溪区2022.pdf').textContent()).toContain('没有导入')
    expect(await fileLine(clerk, '余坊乡2021.docx').textContent()).toContain('将乐县余坊乡人民政府 2021 年')
  })

  test('a figure leads to its place in the source and back; findings follow what is corrected', async () => {
    await openReport(clerk, '市场监督管理局')
    expect(await finding(clerk, '横向不平').textContent()).toContain('8')
    await click(clerk.locator(`${partlyGranted} a`))
    const mark = clerk.locator('mark.chosen[id="s-partly-granted_total"]')
    expect([await mark.textContent(), await mark.isVisible()]).toEqual(['8', true])
    await follow(clerk.locator('#cell-form'), '看表格')
    expect(await clerk.locator('td:target').getAttribute('id')).toBe('c-partly-granted_total')
    for (const [value, reason] of [
      ['13', '看错了一行'],
      ['3', '原件第2页手写改为3'],
    ] as const) {
      await clerk.getByLabel('原文填的是').fill(value)
      await clerk.locator('#correct-reason').fill(reason)
      await press(clerk, '保存更正')
      await clerk.locator('#cell-form .decided').getByText(reason).waitFor()
      expect(await finding(clerk, '横向不平').count()).toBe(value === '13' ? 1 : 0)
    }
    expect(await clerk.locator('#findings').textContent()).toContain('人工更正 1 处')
  })

  test('a finding is explained, another is judged a false alarm, each with its reason', async () => {
    await openReport(clerk, '青石镇')
    await judge(clerk, '未说明信息处理费', '镇里没有收费，来电确认', '说明')
    await judge(clerk, '问题部分空白', '问题写在第一部分末尾', '误报')
    expect(await clerk.locator('#findings').textContent()).toContain('共 2 处，都已认定')
  })

  test('what is confirmed is public at once, at this process and at another', async () => {
    const before = await readByPublic(story.other.url, publicPlaces)
    expect(before).not.toContain(`${place}青石镇`)
    await press(clerk, '确认并公开')
    await openReport(clerk, '市场监督管理局')
    await press(clerk, '确认并公开')
    await click(says(clerk).getByRole('link', { name: '看公开页面' }))
    expect(await clerk.locator(partlyGranted).textContent()).toContain('读取为8，核对后更正为3')
    expect(await clerk.getByText('人工更正 1 处').isVisible()).toBe(true)
    for (const { url } of [story.site, story.other])
      for (const path of publicPlaces)
        for (const name of ['青石镇人民政府', '市场监督管理局'])
          expect(await readByPublic(url, [path]), url + path).toContain(place + name)
    const township = await readByPublic(story.other.url, [`/reports/${id('青石镇人民政府')}-2021`])
    expect(township).toMatch(/未说明信息处理费.*镇里没有收费，来电确认/s)
    expect(township).not.toContain('问题部分空白')
  })

  test('drafts without a doubt are confirmed together', async () => {
    await clerk.goto(`${story.site.url}/desk/import/1`)
    await follow(clerk, '一并确认 5 份没有问题的草稿')
    await press(clerk, '确认并公开这 5 份')
    await clerk.getByText('已确认并公开 5 份。').waitFor()
    expect(await readByPublic(story.other.url, ['/reports'])).toContain('共 7 份')
  })

  test('two years of a body are compared: what differs, and the paragraph that was copied', async () => {
    await clerk.goto(story.site.url)
    await clerk.getByRole('searchbox').fill('余坊乡')
    await press(clerk, '检索')
    for (const year of [2020, 2021]) await clerk.getByLabel(`选来比较：将乐县余坊乡人民政府${year}年`).check()
    await press(clerk, '比较选中的报告')
    await follow(clerk, '只看不同之处')
    const received = clerk.getByRole('row').filter({ hasText: '一、本年新收' })
    expect(await received.textContent()).toContain('1−1（−50%）2')
    await unfold(clerk, '总体情况')
    const copied = clerk.locator('.prose-pair.copied').filter({ hasText: '每月向党政办报一次信息清单' })
    expect(await copied.textContent()).toContain('除年份外相同')
    expect(await copied.locator('mark.copied').first().isVisible()).toBe(true)
  })

  test('every file of a report is downloaded and holds the same sheet; the original is as it was brought', async () => {
    const stored = await storedOf(held.db, id('市场监督管理局'))
    expect([stored.asRead.cells['partly-granted/total'], stored.reading.cells['partly-granted/total']]).toEqual([8, 3])
    await clerk.goto(`${story.site.url}/reports/${id('市场监督管理局')}-2021`)
    for (const label of ['PDF', 'Word', '网页', 'Excel', 'CSV', 'JSON', '原文件']) {
      const coming = clerk.waitForEvent('download')
      await follow(clerk.getByRole('navigation', { name: '下载' }), label)
      const bytes = await readFile(await (await coming).path())
      const outcome = await readReport(bytes, forms)
      const { cells } = label === '原文件' ? stored.asRead : stored.reading
      expect(outcome.ok && outcome.report.reading.cells, label).toEqual(cells)
      if (label === '原文件') expect(bytes.toString()).toBe(twelve['市场监督管理局.html'])
    }
  })

  test('an officer hands a report in late; it comes back with a reason, is replaced and handed in again', async () => {
    story.setDay('2022-02-10')
    await story.officer.signIn()
    await bring(officer, [story.fileAt('白鹭乡.md')], { script })
    await click(fileLine(officer, '白鹭乡.md').getByRole('link', { name: '核验' }))
    await press(officer, '报送上级')
    expect(await officer.getByRole('button', { name: '接收' }).count()).toBe(0)
    await story.clerk.signIn()
    await openReport(clerk, '白鹭乡')
    await unfold(clerk, '退回…')
    await clerk.getByLabel('退回的理由').fill('予以公开合计与各栏不符，请核对')
    await press(clerk, '确定退回')
    await officer.reload()
    expect(await officer.locator('.banner').textContent()).toMatch(/退回理由（区督办的人，.*予以公开合计与各栏不符/)
    await click(officer.locator('#file summary'))
    await officer.getByLabel('换一个文件').setInputFiles(story.fileAt('白鹭乡改.md'))
    await press(officer, '替换文件')
    await says(officer).getByText('文件已替换').waitFor()
    await press(officer, '报送上级')
    await says(officer).getByText('已报送上级').waitFor()
  })

  test('an open error holds the acceptance up in words; explained, the report is accepted and published', async () => {
    await openReport(clerk, '白鹭乡')
    expect(await clerk.locator('.gate').textContent()).toMatch(/“接收”之前，还有 1 处不符要更正、说明或认定误报/)
    expect(await clerk.getByRole('button', { name: '接收', exact: true }).count()).toBe(0)
    await judge(clerk, '复议诉讼不平', '合计含区里转办的1件', '说明')
    await press(clerk, '接收')
    await says(clerk).getByText('已接收').waitFor()
    expect((await fetch(`${story.site.url}/reports/${id('白鹭乡人民政府')}-2021`)).status).toBe(404)
    await press(clerk, '公开')
    await says(clerk).getByRole('link', { name: '看公开页面' }).waitFor()
    expect(await readByPublic(story.other.url, ['/reports'])).toContain('白鹭乡人民政府')
  })

  test('the board names who was late, who has nothing to report and who owes a report', async () => {
    await follow(clerk, '报送')
    await follow(clerk, `${place}数据资源管理局`)
    await unfold(clerk, '申报零报告')
    await clerk.getByLabel('理由').fill('年内新组建')
    await press(clerk, '申报零报告')
    await follow(clerk, '返回本机关的报送情况')
    const line = (name: string) => clerk.getByRole('row').filter({ hasText: name }).textContent()
    expect(await line('白鹭乡')).toMatch(/已公开2022-02-10.*逾期 10 天/)
    expect(await line('数据资源管理局')).toContain('零报告')
    for (const name of ['民政局', '财政局']) expect(await line(name)).toMatch(/未报.*逾期 10 天/)
    await follow(clerk, '逾期未报 2')
    expect(await clerk.locator('tbody tr').count()).toBe(2)
  })

  test('the roll-up is the sum of the published sheets, cell by cell, and each figure opens its bodies', async () => {
    await follow(clerk, '汇总各机关的数字')
    const coverage = clerk.getByRole('region', { name: '汇总范围' })
    expect(await coverage.textContent()).toMatch(
      /计入 7 个机关.*缺报 2 个，零报告 1 个.*民政局（未报）.*财政局（未报）/,
    )
    const sheets = await held.db.selectFrom('report').select('agency_id').where('year', '=', 2021).execute()
    const stored = await Promise.all(sheets.map(({ agency_id }) => storedOf(held.db, agency_id)))
    const sum = (cell: string) => stored.reduce((total, { reading }) => total + Number(reading.cells[cell] ?? 0), 0)
    const shown = await clerk
      .locator('td[id^="c-"]')
      .evaluateAll((cells) => cells.map((cell) => [cell.id, cell.textContent ?? ''] as const))
    expect(shown).toHaveLength(Object.keys(stored[0]?.reading.cells ?? {}).length)
    for (const [anchor, text] of shown)
      expect(Number.parseFloat(text.replaceAll(',', '')), anchor).toBeCloseTo(sum(anchor.slice(2).replace('_', '/')), 3)
    await click(clerk.locator(`${partlyGranted} a`))
    const numbers = await clerk.locator('tbody td.n').allTextContents()
    expect(numbers.map(Number).reduce((total, number) => total + number, 0)).toBe(sum('partly-granted/total'))
    await follow(clerk, `${place}市场监督管理局`)
    expect(await clerk.locator(partlyGranted).textContent()).toContain('更正为3')
  })

  test('the trail tells who did what and why', async () => {
    const trail = async () =>
      (await clerk.locator('#trail li').allTextContents())
        .toReversed()
        .map((line) => line.replace(/^.*? \d\d:\d\d /, ''))
    expect(await trail()).toEqual([
      '区督办的人 导入文件“市场监督管理局.html”',
      '区督办的人 把“（二）部分公开·总计”由8更正为13看错了一行',
      '区督办的人 把“（二）部分公开·总计”由13更正为3原件第2页手写改为3',
      '区督办的人 确认并公开（待核验 → 已公开）',
    ])
    await openReport(clerk, '白鹭乡')
    expect(await trail()).toEqual([
      '白鹭乡的人 导入文件“白鹭乡.md”',
      '白鹭乡的人 报送上级（待核验 → 已报送）',
      '区督办的人 退回（已报送 → 已退回）予以公开合计与各栏不符，请核对',
      '白鹭乡的人 替换文件，现为“白鹭乡改.md”',
      '白鹭乡的人 报送上级（已退回 → 已报送）',
      '区督办的人 认定已说明：复议诉讼不平：行政复议 0+0+0+0 = 0，总计填 1合计含区里转办的1件',
      '区督办的人 接收（已报送 → 已接收）',
      '区督办的人 公开（已接收 → 已公开）',
    ])
    expect(story.dialogs).toEqual([])
  })
})
