import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, fromBase32, stepAt } from '../../src/app/totp.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { account, district, section } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { axeFindings, chromiumPath, launch, modes } from './chromium.ts'
import { served } from './served.ts'

const password = 'correct horse'

describe.skipIf(!chromiumPath)('People, in a browser', () => {
  const held = useDatabase()
  let world: ReturnType<typeof servicesOn>
  let site: Awaited<ReturnType<typeof served>>
  let browser: Browser

  beforeAll(async () => {
    await emptyTables(held.db)
    world = servicesOn(held.db)
    const bodies = await district(held.db)
    const legal = await section(held.db, bodies.government, '政策法规科')
    await section(held.db, bodies.government, '督查科')
    await account(held.db, bodies.government, 'handler', 'handler', legal)
    await account(held.db, bodies.government, 'officer', 'officer')
    site = await served(world.services, { demo: false })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  async function signIn(page: Page, login: string): Promise<void> {
    await page.goto(`${site.url}/desk/sign-in`)
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
  }

  const looksRight = async (page: Page, rules?: readonly string[]) => {
    expect(await axeFindings(page, rules)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }

  const pages: readonly (readonly [name: string, path: string])[] = [
    ['本人的登录', '/desk/people/sessions'],
    ['设置两步登录', '/desk/people/second-step'],
    ['人员', '/desk/people'],
    ['一个人', '/desk/people/4'],
    ['科室与两步登录', '/desk/people/sections'],
  ]

  describe.each(modes)('in $name', ({ context, large, rules }) => {
    let visitor: BrowserContext
    let page: Page
    beforeAll(async () => {
      visitor = await browser.newContext(context)
      page = await visitor.newPage()
      if (large) await visitor.addCookies([{ name: 'size', value: 'lg', url: site.url }])
      await signIn(page, 'government')
    })
    afterAll(() => visitor?.close())

    test.each(pages)('%s has no fault that axe can find and does not scroll sideways', async (_, path) => {
      await page.goto(site.url + path)
      await looksRight(page, rules)
    })
  })

  test('a handler is told whose page it is, and sets up two steps by the keyboard', async () => {
    const visitor = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await visitor.newPage()
    await signIn(page, 'handler')
    await page.goto(`${site.url}/desk/reports`)
    expect(await page.getByRole('main').textContent()).toContain('您的角色是承办人')
    await looksRight(page)
    await page.getByRole('link', { name: 'handler的人' }).click()
    await page.getByRole('link', { name: '设置两步登录' }).click()
    await page.getByRole('button', { name: '开始设置' }).press('Enter')
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await looksRight(page)
    const code = () => codeOf(fromBase32(secret), stepAt(world.clock.now))
    await page.getByLabel('验证码').fill('12')
    await page.getByRole('button', { name: '开启' }).press('Enter')
    expect(await page.locator('#code-problem').textContent()).toContain('验证码不对')
    await page.getByLabel('验证码').fill(code())
    await page.getByRole('button', { name: '开启' }).press('Enter')
    expect(await page.locator('.codes li').count()).toBe(10)
    await looksRight(page)
    await page.getByRole('link', { name: '继续' }).click()
    expect(await page.getByRole('main').textContent()).toContain('还有 10 个恢复代码没有用过')
    await page.getByRole('button', { name: '退出登录' }).click()
    world.clock.now = new Date(world.clock.now.getTime() + 30_000)
    await signIn(page, 'handler')
    await looksRight(page)
    await page.getByLabel('验证码').fill(code())
    await page.getByLabel('验证码').press('Enter')
    expect(page.url()).toBe(`${site.url}/desk`)
    await page.goto(`${site.url}/desk/people/second-step`)
    await looksRight(page)
    await visitor.close()
  })

  test('the QR code is black on white in the dark scheme too, as scanners expect', async () => {
    const visitor = await browser.newContext({ colorScheme: 'dark' })
    const page = await visitor.newPage()
    await signIn(page, 'officer')
    await page.goto(`${site.url}/desk/people/second-step`)
    await page.getByRole('button', { name: '开始设置' }).click()
    expect(await page.getByRole('img', { name: /二维码/ }).isVisible()).toBe(true)
    const fills = await page.evaluate(
      '[...document.querySelector(".qr").children].map((part) => getComputedStyle(part).fill)',
    )
    expect(fills).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
    await visitor.close()
  })
})
