import { describe, expect, test } from 'vitest'
import { codeOf, fromBase32, stepAt } from '../../src/app/totp.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { account, district, section } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode, looksRight } from './every-mode.ts'
import { useServed } from './served.ts'

describe.skipIf(!chromiumPath)('People, in a browser', () => {
  const held = useDatabase()
  let world: ReturnType<typeof servicesOn>
  const site = useServed(async () => {
    await emptyTables(held.db)
    world = servicesOn(held.db)
    const bodies = await district(held.db)
    const legal = await section(held.db, bodies.government, '政策法规科')
    await section(held.db, bodies.government, '督查科')
    await account(held.db, bodies.government, 'handler', 'handler', legal)
    await account(held.db, bodies.government, 'officer', 'officer')
    return world.services
  })

  inEveryMode(site, 'government', [
    ['本人的登录', '/desk/people/sessions'],
    ['设置两步登录', '/desk/people/second-step'],
    ['人员', '/desk/people'],
    ['一个人', '/desk/people/4'],
    ['科室与两步登录', '/desk/people/sections'],
  ])

  test('a handler is told whose page it is, and sets up two steps by the keyboard', async () => {
    const visitor = await site.browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await visitor.newPage()
    await site.signIn(page, 'handler')
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
    await site.signIn(page, 'handler')
    await looksRight(page)
    await page.getByLabel('验证码').fill(code())
    await page.getByLabel('验证码').press('Enter')
    expect(page.url()).toBe(`${site.url}/desk`)
    await page.goto(`${site.url}/desk/people/second-step`)
    await looksRight(page)
    await visitor.close()
  })

  test('the QR code is black on white in the dark scheme too, as scanners expect', async () => {
    const visitor = await site.browser.newContext({ colorScheme: 'dark' })
    const page = await visitor.newPage()
    await site.signIn(page, 'officer')
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
