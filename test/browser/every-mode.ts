import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, modes } from './chromium.ts'
import type { Served } from './served.ts'

/** A page by what a reader calls it; an address that is known only when all is prepared is a function. */
export type NamedPage = readonly [name: string, path: string | (() => string), status?: number]

/** No fault that axe can find, and no scrolling sideways. */
export async function looksRight(page: Page, rules?: readonly string[]): Promise<void> {
  expect(await axeFindings(page, rules)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
}

/** Light, dark, in large type and on a phone: each page answers and looks right to who is signed in. */
export function inEveryMode(site: Served, login: string, pages: readonly NamedPage[]): void {
  const named = pages.map(([name, path, status = 200]) => ({ name, path, status }))
  describe.each(modes)(`to ${login} in $name`, ({ context, large, rules }) => {
    let visitor: BrowserContext
    let page: Page
    beforeAll(async () => {
      visitor = await site.browser.newContext(context)
      page = await visitor.newPage()
      await site.signIn(page, login)
      if (large) await visitor.addCookies([{ name: 'size', value: 'lg', url: site.url }])
    })
    afterAll(() => visitor?.close())

    test.each(named)('$name has no fault that axe can find and does not scroll sideways', async ({ path, status }) => {
      const answer = await page.goto(site.url + (typeof path === 'string' ? path : path()))
      expect(answer?.status()).toBe(status)
      // Closed parts are part of the page.
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
      await looksRight(page, rules)
      expect(await page.evaluate('document.body.dataset.size')).toBe(large ? 'lg' : 'md')
    })
  })
}
