import { describe, expect, test } from 'vitest'
import { appendLinks } from '../../src/store/trail-links.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { account, district } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { useServed } from './served.ts'

const happened = [
  ['registered', 'request 2025-0047', {}],
  ['extended', 'request 2025-0047', { reason: '需检索多个科室的档案' }],
  ['revealed', 'request 2025-0047', { reason: '电话联系申请人', fields: ['联系电话'] }],
  ['moved', 'report 2024', { action: 'return', from: 'submitted', to: 'returned', reason: '横向不平' }],
] as const

describe.skipIf(!chromiumPath)('In a browser, the trail', () => {
  const held = useDatabase()
  let civil: number
  const site = useServed(async () => {
    await emptyTables(held.db)
    const world = servicesOn(held.db)
    const bodies = await district(held.db)
    civil = bodies.civil
    await account(held.db, bodies.government, 'auditor', 'auditor')
    await inTransaction(held.db, (transaction) =>
      appendLinks(
        transaction,
        Array.from({ length: 60 }, (_, n) => {
          const [kind, subject, details] = happened[n % happened.length] as (typeof happened)[number]
          const at = new Date(Date.UTC(2025, 2, 3 + Math.floor(n / 4), 1, n))
          return { agencyId: civil, at, actor: { accountId: 3, name: '云汐经办人' }, kind, subject, details }
        }),
      ),
    )
    return world.services
  })

  test('without script an auditor finds a link, opens its text, and verifies the chain', async () => {
    const visitor = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await visitor.newPage()
    await site.signIn(page, 'auditor')
    await page.getByRole('link', { name: '留痕', exact: true }).click()
    await page.getByLabel('事项').selectOption({ label: '查看申请人信息' })
    await page.getByRole('button', { name: '查找' }).click()
    expect(await page.locator('tbody tr').count()).toBe(15)
    await page.getByRole('link', { name: '第 59 条的原文' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('第 59 条：查看申请人信息')
    expect(await page.getByText('与原文相符').isVisible()).toBe(true)
    await page.locator('.crumb a').click()
    await page.getByRole('button', { name: '校验' }).click()
    expect(await page.getByText('当时的 60 条完整').isVisible()).toBe(true)
    await visitor.close()
  })

  inEveryMode(site, 'auditor', [
    ['the list', () => `/desk/trail?agency=${civil}`],
    ['a search that finds nothing', () => '/desk/trail?person=没有这个人'],
    ['a link', () => `/desk/trail/${civil}-59`],
  ])
})
