import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '../../src/app/passwords.ts'
import { appendAccount } from '../../src/store/accounts.ts'
import { bodies, bring, storedOf } from '../app/draft.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { axeFindings, chromiumPath, modes } from './chromium.ts'
import { looksRight } from './every-mode.ts'
import { useServed } from './served.ts'

const password = 'correct horse'
const total = '[id="c-partly-granted_total"]'

/** Whether an element is wholly in sight within the frame around it. */
function isWithin(page: Page, selector: string, frame: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const one = document.querySelector(${JSON.stringify(selector)})
    const around = one.closest(${JSON.stringify(frame)}).getBoundingClientRect()
    const { top, bottom } = one.getBoundingClientRect()
    return top >= Math.max(0, around.top) && bottom <= Math.min(innerHeight, around.bottom)
  })()`)
}

describe.skipIf(!chromiumPath)('Verifying in a browser', () => {
  const held = useDatabase()
  let services: ReturnType<typeof servicesOn>['services']
  const site = useServed(async () => {
    services = servicesOn(held.db).services
    return services
  })
  const ids = { city: 0, district: 0, elsewhere: 0 }
  const address = () => `${site.url}/desk/reports/${ids.district}-2021`

  /** A body tree with one draft, and an account of the city, which may confirm it. */
  async function begin(): Promise<void> {
    await emptyTables(held.db)
    Object.assign(ids, await bodies(held.db))
    await bring(services, ids.district)
    const account = {
      agencyId: ids.city,
      login: 'city',
      displayName: '乙',
      role: 'officer',
      demonstration: false,
    } as const
    await appendAccount(held.db, { ...account, passwordHash: await hashPassword(services, password) })
  }

  async function signedIn(options: BrowserContextOptions): Promise<{ visitor: BrowserContext; page: Page }> {
    const visitor = await site.browser.newContext(options)
    const page = await visitor.newPage()
    await site.signIn(page, 'city')
    return { visitor, page }
  }

  describe.each(modes)('in $name', ({ context, large, rules }) => {
    let visitor: BrowserContext
    let page: Page
    beforeAll(async () => {
      await begin()
      ;({ visitor, page } = await signedIn(context))
      if (large) await visitor.addCookies([{ name: 'size', value: 'lg', url: site.url }])
    })
    afterAll(() => visitor?.close())

    test.each([
      ['the worklist', () => `${site.url}/desk/reports`],
      ['the empty worklist', () => `${site.url}/desk/reports?group=published`],
      ['the overview', () => `${site.url}/desk`],
      // With a cell chosen a report shows all that it shows without.
      ['a report with a cell chosen', () => `${address()}?cell=partly-granted%2Ftotal#s-partly-granted_total`],
    ])('%s has no fault that axe can find and does not scroll sideways', async (_, path) => {
      await page.goto(path())
      // Closed parts are part of the page.
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
      await looksRight(page, rules)
    })

    test('what went wrong has no such fault either', async () => {
      await page.goto(`${address()}?cell=partly-granted%2Ftotal`)
      await page.locator('#value').fill('1e999')
      await page.getByRole('button', { name: '保存更正' }).click()
      expect(await page.getByRole('alert').textContent()).toContain('0 或正整数')
      expect(await page.locator('#value').inputValue()).toBe('1e999')
      expect(await axeFindings(page, rules)).toEqual([])
    })
  })

  describe('without script', () => {
    beforeEach(begin)

    test('a person goes from a figure to its place and back, corrects it, and confirms the report', async () => {
      const { visitor, page } = await signedIn({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
      await page.goto(`${site.url}/desk/reports?group=errors`)
      await page.getByRole('link', { name: /花溪区.*2021年/ }).click()
      await page.locator(`${total} a`).click()
      const mark = page.locator('mark:target')
      expect(await mark.textContent()).toBe('19')
      expect(await isWithin(page, 'mark:target', 'html')).toBe(true)
      await page.locator('#cell-form').getByRole('link', { name: '看表格' }).click()
      expect(await page.locator('td:target').textContent()).toContain('19')
      await page.getByLabel('原文填的是').fill('18')
      await page.locator('#correct-reason').fill('原文第3页填的是18')
      await page.getByRole('button', { name: '保存更正' }).click()
      expect(await page.locator(total).textContent()).toContain('18')
      await page.getByRole('button', { name: '确认并公开' }).click()
      await page.getByRole('status').getByRole('link', { name: '看公开页面' }).click()
      expect(page.url()).toBe(`${site.url}/reports/${ids.district}-2021`)
      expect(await page.locator(total).textContent()).toContain('读取为19，核对后更正为18')
      await visitor.close()
    })

    test('a false alarm is judged with a reason, and a draft is discarded only after a second look', async () => {
      const { visitor, page } = await signedIn({ javaScriptEnabled: false })
      await page.goto(address())
      const finding = page.getByRole('listitem').filter({ hasText: '横向不平：' })
      await finding.locator('summary').click()
      await finding.getByRole('textbox').fill('原文注明包含撤回的一件')
      await finding.getByRole('button', { name: '误报' }).click()
      expect(await page.getByText('乙').first().isVisible()).toBe(true)
      expect(await page.locator('.decided').textContent()).toContain('原文注明包含撤回的一件')
      expect(await page.getByRole('button', { name: '确定弃用' }).isVisible()).toBe(false)
      await page.getByText('弃用…').click()
      await page.getByRole('button', { name: '确定弃用' }).click()
      expect(await page.getByRole('status').textContent()).toContain('报告已弃用')
      await visitor.close()
    })
  })

  describe('with script', () => {
    let visitor: BrowserContext
    let page: Page
    beforeEach(async () => {
      await begin()
      ;({ visitor, page } = await signedIn({ viewport: { width: 1280, height: 900 } }))
    })
    const inSight = (selector: string) => isWithin(page, selector, '.pane')

    test('a cell under the pointer and its place in the source light up together, both ways', async () => {
      await page.goto(address())
      await page.locator('.verify').scrollIntoViewIfNeeded()
      await page.locator(`${total} a`).hover()
      await page.locator('mark.lit').waitFor()
      expect(await page.locator('mark.lit').getAttribute('id')).toBe('s-partly-granted_total')
      expect(await inSight('mark.lit')).toBe(true)
      await page.locator('[id="s-received_total"]').hover()
      await page.locator('[id="c-received_total"].lit').waitFor()
      expect(await inSight('[id="c-received_total"]')).toBe(true)
      expect(await page.locator('mark.lit').count()).toBe(1)
      await visitor.close()
    })

    test('the keyboard goes from doubt to doubt, opens one, corrects it and returns', async () => {
      await page.goto(address())
      await page.locator('#tables').focus()
      await page.keyboard.press('n')
      const first = await page.evaluate("document.activeElement.closest('td').id")
      expect(await page.locator('td.lit').getAttribute('id')).toBe(first)
      await page.keyboard.press('n')
      expect(await page.evaluate("document.activeElement.closest('td').id")).not.toBe(first)
      await page.keyboard.press('p')
      expect(await page.evaluate("document.activeElement.closest('td').id")).toBe(first)
      await page.goto(`${address()}?cell=partly-granted%2Ftotal#s-partly-granted_total`)
      await page.waitForFunction("document.activeElement.id === 'value'")
      expect(await inSight(total)).toBe(true)
      expect(await inSight('mark.chosen[id]')).toBe(true)
      await page.keyboard.type('18')
      await page.keyboard.press('Tab')
      await page.keyboard.type('n 不是快捷键')
      await page.keyboard.press('Escape')
      expect(await page.evaluate("document.activeElement.closest('td').id")).toBe('c-partly-granted_total')
      await page.locator('#value').focus()
      await page.keyboard.press('Enter')
      await page.locator('.decided').waitFor()
      const report = await storedOf(held.db, ids.district)
      expect(report.decisions.corrections.get('partly-granted/total')).toMatchObject({ to: 18, reason: 'n 不是快捷键' })
      await visitor.close()
    })

    test('letters are nobody’s shortcut outside of the two panes', async () => {
      await page.goto(address())
      await page.locator('h1').click()
      await page.keyboard.press('n')
      expect(await page.locator('td.lit').count()).toBe(0)
      await visitor.close()
    })
  })
})
