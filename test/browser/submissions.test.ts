import { describe, expect, test } from 'vitest'
import { emptyTables, useDatabase } from '../database.ts'
import { balancedSheet, shippedForm } from '../report/sheet-builder.ts'
import { report } from '../store/builders.ts'
import { district, movedReport } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { useServed } from './served.ts'

const form = shippedForm('2021')
const cells = balancedSheet(form, (key) => key.length % 5)
const { 'received/total': _, ...lacking } = cells

describe.skipIf(!chromiumPath)('In a browser, the board and the roll-up', () => {
  const held = useDatabase()
  const site = useServed(async () => {
    await emptyTables(held.db)
    const world = servicesOn(held.db)
    world.clock.now = new Date('2022-02-10T02:00:00Z')
    const bodies = await district(held.db)
    const sheet = (of: typeof cells | typeof lacking) => ({
      reading: { ...report.reading, cells: of, sources: {}, remarks: {}, problems: [], chosen: [] },
      claims: [],
      findings: [],
    })
    const accepted = [
      ['2022-01-20', 'submitted'],
      ['2022-02-01', 'accepted'],
    ] as const
    await movedReport(held.db, bodies.civil, accepted, sheet(cells))
    await movedReport(held.db, bodies.water, [['2022-02-03', 'submitted'], accepted[1]], sheet(lacking))
    await movedReport(held.db, bodies.government, [], sheet({ ...cells, 'received/total': 4711 }))
    return world.services
  })

  inEveryMode(site, 'government', [
    ['报送情况', '/desk/submissions?year=2021'],
    ['全部下属机关', '/desk/submissions?year=2021&scope=all&group=overdue'],
    ['一个机关', '/desk/submissions?year=2021&agency=4'],
    ['催报名单', '/desk/submissions/reminder?year=2021'],
    ['汇总', '/desk/roll-up?year=2021'],
    ['空的汇总', '/desk/roll-up?year=2020'],
    ['一格的构成', '/desk/roll-up?year=2021&cell=received/total'],
    ['机关', '/desk/bodies'],
    ['增加机关', '/desk/bodies/new'],
    ['一个机关的资料', '/desk/bodies/2'],
    ['人员', '/desk/people'],
  ])

  test('without script a clerk filters the late ones, goes to the sum, opens a figure and comes back to its cell', async () => {
    const visitor = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await visitor.newPage()
    await site.signIn(page, 'government')
    await page.getByRole('link', { name: '报送', exact: true }).click()
    await page.getByRole('link', { name: '逾期未报 2' }).click()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await page.getByRole('link', { name: '汇总各机关的数字' }).click()
    await page.locator('[id="c-received_natural-person"] a').click()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await page.locator('.crumb a').click()
    expect(await page.locator('td:target').getAttribute('id')).toBe('c-received_natural-person')
    await visitor.close()
  })

  test('a person is removed only after a second look', async () => {
    const visitor = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await visitor.newPage()
    await site.signIn(page, 'government')
    await page.getByRole('link', { name: '人员', exact: true }).click()
    await page.getByRole('link', { name: 'civil的人' }).click()
    const sure = page.getByRole('button', { name: '确定移除' })
    expect(await sure.isVisible()).toBe(false)
    await page.locator('summary', { hasText: '移除' }).click()
    await sure.click()
    expect(await page.getByRole('status').textContent()).toContain('人员已移除')
    await visitor.close()
  })

  test('on paper the list of the late ones stands without navigation', async () => {
    const visitor = await site.browser.newContext({ viewport: { width: 794, height: 1123 } })
    const page = await visitor.newPage()
    await site.signIn(page, 'government')
    await page.goto(`${site.url}/desk/submissions/reminder?year=2021`)
    await page.emulateMedia({ media: 'print' })
    for (const gone of ['.side', '.crumb']) expect(await page.locator(gone).isVisible()).toBe(false)
    expect(await page.getByText('示例市云溪区财政局').isVisible()).toBe(true)
    await visitor.close()
  })
})
