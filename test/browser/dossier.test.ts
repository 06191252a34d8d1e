import { describe, expect, test } from 'vitest'
import type { RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from '../web/dossier-stages.ts'
import { deskOffice, pathOf } from '../web/dossier-world.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { useServed } from './served.ts'

describe.skipIf(!chromiumPath)('A dossier in a browser', () => {
  const held = useDatabase()
  let key: RequestKey
  const site = useServed(async () => {
    await emptyTables(held.db)
    const world = await deskOffice(held.db, '2025-03-03')
    key = await dossierIn(world, 'searching')
    const party = { happened: 'third-party-asked', on: '2025-03-05', party: '示例建设公司', about: '补偿明细' } as const
    await act(world, key, ['officer', 'ask-third-party', party])
    await act(world, key, ['officer', 'note', { happened: 'noted', on: '2025-03-05', text: '已与征收科联系' }])
    return world.services
  })

  inEveryMode(site, 'officer', [
    ['a dossier', () => pathOf(key)],
    ['a question to a third party', () => pathOf(key, 'ask-third-party')],
    ['a correction of the entry', () => pathOf(key, 'correct-entry?entry=1')],
    ['a look at who asks', () => pathOf(key, 'reveal')],
    ['the seven steps', () => pathOf(key, 'draft?clear=yes&ours=yes')],
  ])

  test('is worked on without a script: asked, sent back with its problem, put right, done', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await site.signIn(page, 'officer')
    await page.goto(site.url + pathOf(key))
    await page.click('text=请科室检索 >> visible=true')
    await page.check('text=档案室')
    await page.fill('#until', '2025-03-01')
    await page.getByRole('button', { name: '请科室检索', exact: true }).click()
    expect(await page.textContent('#until-problem')).toBe('期限不能早于 2025-03-05。')
    expect(await page.isChecked('input[name=sections] >> nth=1')).toBe(true)
    await page.fill('#until', '2025-03-07')
    await page.getByRole('button', { name: '请科室检索', exact: true }).click()
    expect(await page.textContent('[role=status]')).toContain('已办理：请科室检索')
    expect(await page.textContent('#asked')).toContain('档案室')
    await context.close()
  })
})
