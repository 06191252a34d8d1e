import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { requestWorld } from '../web/request-world.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { useServed } from './served.ts'

describe.skipIf(!chromiumPath)('In a browser, the worklist of requests', () => {
  const held = useDatabase()
  const site = useServed(async () => {
    await emptyTables(held.db)
    const world = await requestWorld(held.db, '2025-03-21')
    await world.register(requestOf({ submittedOn: '2025-03-21', subject: '荷塘路改造施工许可及附图' }))
    world.today('2025-03-26')
    await world.register(requestOf({ submittedOn: '2025-03-26', subject: '孟关大道二期征地批复' }))
    world.today('2025-04-18')
    const paused = await world.register(requestOf({ submittedOn: '2025-04-09', subject: '公园鸭舍采购合同' }))
    await world.act(paused, 'ask-third-party', [
      { happened: 'third-party-asked', on: '2025-04-18', party: '某公司', delivered: '2025-04-18' },
    ])
    await world.register(requestOf({ submittedOn: '2025-04-18', subject: '公共厕所分布', channel: 'e-mail' }))
    world.today('2025-04-22')
    return world.services
  })

  inEveryMode(site, 'officer', [
    ['办理中', '/desk/requests'],
    ['筛选过的', '/desk/requests?channel=counter&view=urgent'],
    ['没有的', '/desk/requests?view=payment'],
    ['全部', '/desk/requests?view=all'],
    ['我的视图', '/desk/requests/views'],
    ['登记', '/desk/requests/new'],
  ])
  inEveryMode(site, 'head', [['工作机构', '/desk/office']])

  const focused = (page: Page) => page.evaluate("document.activeElement?.textContent.trim().slice(0, 9) ?? ''")

  test('is worked through by keyboard: search, line by line, open, a new entry, help', async () => {
    const visitor = await site.browser.newContext()
    const page = await visitor.newPage()
    await site.signIn(page, 'officer')
    await page.goto(`${site.url}/desk/requests`)
    await page.keyboard.press('/')
    await page.keyboard.type('鸭舍jn')
    expect(await page.getByRole('searchbox').inputValue()).toBe('鸭舍jn')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    expect(await focused(page)).toBe('2025-0001')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await focused(page)).toBe('2025-0002')
    expect(await page.locator('.keys').isVisible()).toBe(false)
    await page.keyboard.press('?')
    expect(await page.locator('.keys').isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/desk\/requests\/\d+-2$/)
    await page.goBack()
    await page.keyboard.press('n')
    await page.waitForURL('**/desk/requests/new')
    await visitor.close()
  })

  test('without script a clerk enters a letter, is told what is missing, and finds the request in the list', async () => {
    const visitor = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await visitor.newPage()
    await site.signIn(page, 'officer')
    await page.getByRole('link', { name: /^办理中/ }).click()
    await page.getByRole('link', { name: '登记申请' }).click()
    await page.getByLabel('申请渠道').selectOption({ label: '邮寄（挂号、特快专递等须签收的）' })
    await page.getByLabel('所需信息的名称').fill('河道整治预算及批复')
    await page.getByLabel('姓名或者名称').fill('示例人乙')
    await page.getByLabel('联系电话').fill('000-0000000')
    await page.getByLabel('身份证明号码').fill('110101190001010001')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请填写签收日期')
    await page.getByLabel('签收日期').fill('2025-04-22')
    expect(await page.getByLabel('姓名或者名称').inputValue()).toBe('示例人乙')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.goto(`${site.url}/desk/requests`)
    expect(await page.locator('tr', { hasText: '河道整治' }).textContent()).toContain('邮寄')
    await visitor.close()
  })

  test('on paper stands without navigation, search and boxes', async () => {
    const visitor = await site.browser.newContext({ viewport: { width: 794, height: 1123 } })
    const page = await visitor.newPage()
    await site.signIn(page, 'officer')
    await page.goto(`${site.url}/desk/requests`)
    await page.emulateMedia({ media: 'print' })
    for (const gone of ['.side', '.request-tools', '.together', 'td.pick', '.toolbar'])
      expect(await page.locator(gone).first().isVisible()).toBe(false)
    expect(await page.getByText('荷塘路改造').isVisible()).toBe(true)
    await visitor.close()
  })
})
