import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundBody } from '../../src/app/found-body.ts'
import { bringReport } from '../bring-report.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { published, servicesOn } from '../web/site.ts'
import { axeFindings, chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { served, useServed } from './served.ts'

const person = { login: 'yunxi', displayName: '云溪管理员', password: 'correct horse' }
const report = '/reports/1-2021'

describe.skipIf(!chromiumPath)('In a browser', () => {
  const held = useDatabase()
  const prepare = async () => {
    await emptyTables(held.db)
    const { services } = servicesOn(held.db)
    const body = { name: '示例市云溪区人民政府', kind: 'government', region: '示例省示例市云溪区', ...person } as const
    await foundBody(services, body)
    const right = await readFile(join(root, 'demo/reports/huaxi-2021.html'), 'utf8')
    // One wrong total, so that the page shows findings too.
    const bytes = new TextEncoder().encode(right.replace('>18<o:p>', '>19<o:p>'))
    await bringReport(services, { agencyId: 1, bytes, fileName: 'huaxi-2021.html', ...published, demonstration: true })
    const before = await readFile(join(root, 'demo/reports/huaxi-2020.html'))
    await bringReport(services, { agencyId: 1, bytes: before, fileName: 'b.html', ...published, demonstration: true })
    return services
  }
  const site = useServed(prepare, { demo: true })

  inEveryMode(site, person.login, [
    ['首页', '/'],
    ['年度报告列表', '/reports'],
    ['空的列表', '/reports?q=zzz'],
    ['年度报告', report],
    ['对照原文', `${report}/source`],
    ['机关', '/bodies/1'],
    ['按地区浏览', '/reports/regions'],
    ['选择比较', '/compare?r=1-2021&q=2020'],
    ['比较', '/compare?r=1-2020&r=1-2021'],
    ['比较全部栏', '/compare?r=1-2020&r=1-2021&all=1'],
    ['排行', '/rankings?measure=granted-share'],
    ['空的排行', '/rankings?year=1999'],
    ['关于', '/about'],
    ['登录', '/desk/sign-in'],
    ['没有的页面', '/nowhere', 404],
    ['工作台', '/desk'],
  ])

  describe('without script', () => {
    let visitor: BrowserContext
    let page: Page
    beforeAll(async () => {
      visitor = await site.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
      page = await visitor.newPage()
    })
    afterAll(() => visitor?.close())

    test('a reader searches, opens the report, clicks a figure and sees its place in the source, and comes back', async () => {
      await page.goto(site.url)
      await page.getByRole('searchbox').fill('云溪')
      await page.getByRole('button', { name: '检索' }).click()
      await page
        .getByRole('link', { name: /2021年政府信息公开工作年度报告$/ })
        .first()
        .click()
      await page.locator('[id="c-received_natural-person"] a').click()
      expect(page.url()).toBe(`${site.url}${report}/source#s-received_natural-person`)
      const mark = page.locator('mark:target')
      expect(await mark.textContent()).toBe('117')
      expect(await mark.isVisible()).toBe(true)
      await mark.locator('a').click()
      expect(await page.locator('td:target').textContent()).toBe('117')
    })

    test('on a phone in large type the way out of the desk is in sight', async () => {
      const phone = await site.browser.newContext({ viewport: { width: 375, height: 800 } })
      const desk = await phone.newPage()
      await site.signIn(desk, person.login)
      await phone.addCookies([{ name: 'size', value: 'lg', url: site.url }])
      await desk.goto(`${site.url}/desk`)
      const box = await desk.getByRole('button', { name: '退出登录' }).boundingBox()
      expect((box?.x ?? 375) + (box?.width ?? 0)).toBeLessThanOrEqual(375)
      await phone.close()
    })

    test('a reader chooses two reports in the list, compares them and follows a figure to its cell', async () => {
      await page.goto(`${site.url}/reports`)
      for (const box of await page.getByRole('checkbox').all()) await box.check()
      await page.getByRole('button', { name: '比较选中的报告' }).click()
      await page.getByRole('link', { name: '只看不同之处' }).click()
      expect(await page.locator('.compared .same').count()).toBe(0)
      const row = page.getByRole('row').filter({ hasText: '一、本年新收' })
      await row.getByRole('link', { name: '125', exact: true }).click()
      expect(page.url()).toBe(`${site.url}${report}#c-received_total`)
    })

    test('charts are drawn where the reader comes to them', async () => {
      await page.goto(`${site.url}${report}`)
      for (const picture of await page.locator('.chart img').all()) {
        await picture.scrollIntoViewIfNeeded()
        await expect
          .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
          .toBeGreaterThan(300)
      }
      expect(await page.locator('.chart img').count()).toBe(5)
    })

    test('a finding leads to its cell', async () => {
      await page.goto(site.url + report)
      const finding = page.getByRole('listitem').filter({ hasText: '横向不平' })
      await finding.getByRole('link', { name: '看表格' }).click()
      expect(await page.locator('td:target').textContent()).toContain('19')
    })

    test('large type is one click away and stays on the page', async () => {
      await page.goto(`${site.url}/reports?q=云溪`)
      await page.getByRole('link', { name: '大字版' }).click()
      expect(decodeURIComponent(page.url())).toBe(`${site.url}/reports?q=云溪`)
      expect(await page.locator('body').getAttribute('data-size')).toBe('lg')
      await page.getByRole('link', { name: '标准字号' }).click()
      expect(await page.locator('body').getAttribute('data-size')).toBe('md')
    })

    test('a person signs in, sees the overview and signs out', async () => {
      await site.signIn(page, person.login)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('示例市云溪区人民政府')
      await page.getByRole('button', { name: '退出登录' }).click()
      await page.goto(`${site.url}/desk`)
      expect(page.url()).toBe(`${site.url}/desk/sign-in`)
    })
  })

  test('on paper the report is the statutory document: six sections, no navigation, no checks', async () => {
    const visitor = await site.browser.newContext({ viewport: { width: 794, height: 1123 } })
    const page = await visitor.newPage()
    await page.goto(site.url + report)
    await page.emulateMedia({ media: 'print' })
    for (const gone of ['.top', '.foot', '.checks', '.facts-box'])
      expect(await page.locator(gone).isVisible()).toBe(false)
    expect(await page.getByText('演示内容').isVisible()).toBe(true)
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(6)
    const together = "getComputedStyle(document.querySelector('.sheet.wide')).breakInside"
    expect(await page.evaluate(together)).toBe('avoid')
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await visitor.close()
  })

  test('the keyboard reaches the skip link first, and it is seen', async () => {
    const visitor = await site.browser.newContext()
    const page = await visitor.newPage()
    await page.goto(site.url)
    await page.keyboard.press('Tab')
    const box = await page.locator('.ds-skip-link').boundingBox()
    expect(box?.height).toBeGreaterThan(20)
    await page.keyboard.press('Enter')
    expect(page.url()).toBe(`${site.url}/#main`)
    await visitor.close()
  })

  describe('at the first run', () => {
    const fresh = useDatabase()
    let empty: Awaited<ReturnType<typeof served>>
    let page: Page
    beforeAll(async () => {
      empty = await served(servicesOn(fresh.db).services, { demo: false, setupCode: 'setup-1234' })
      page = await (await site.browser.newContext()).newPage()
    })
    afterAll(() => empty?.close())

    test('every page leads to the form, faults are told, and the new administrator can sign in', async () => {
      await page.goto(`${empty.url}/reports`)
      expect(await axeFindings(page)).toEqual([])
      await page.getByLabel('机关全称').fill('示例市云溪区人民政府')
      await page.getByRole('button', { name: '登记' }).click()
      expect(await page.getByRole('alert').textContent()).toContain('需要改正')
      expect(await axeFindings(page)).toEqual([])
      await page.getByLabel('初始化代码').fill('setup-1234')
      await page.getByLabel('所在地区').fill('示例省示例市云溪区')
      await page.getByLabel('管理员姓名或称呼').fill(person.displayName)
      await page.getByLabel('登录名').fill(person.login)
      await page.getByLabel('密码', { exact: true }).fill(person.password)
      await page.getByLabel('再填一次密码').fill(person.password)
      await page.getByRole('button', { name: '登记' }).click()
      expect(page.url()).toBe(`${empty.url}/desk/sign-in`)
      await page.getByLabel('登录名').fill(person.login)
      await page.getByLabel('密码').fill(person.password)
      await page.getByRole('button', { name: '登录' }).click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('示例市云溪区人民政府')
    })
  })
})
