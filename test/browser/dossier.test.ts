import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { act, dossierIn } from '../web/dossier-stages.ts'
import { type DeskOffice, deskOffice, pathOf } from '../web/dossier-world.ts'
import { axeFindings, chromiumPath, launch, modes } from './chromium.ts'
import { served } from './served.ts'

describe.skipIf(!chromiumPath)('A dossier in a browser', () => {
  const held = useDatabase()
  let world: DeskOffice
  let site: Awaited<ReturnType<typeof served>>
  let browser: Browser
  let key: RequestKey

  beforeAll(async () => {
    await emptyTables(held.db)
    world = await deskOffice(held.db, '2025-03-03')
    key = await dossierIn(world, 'searching')
    const party = { happened: 'third-party-asked', on: '2025-03-05', party: '示例建设公司', about: '补偿明细' } as const
    await act(world, key, ['officer', 'ask-third-party', party])
    await act(world, key, ['officer', 'note', { happened: 'noted', on: '2025-03-05', text: '已与征收科联系' }])
    site = await served(world.services, { demo: false })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  async function signIn(page: Page, login: string): Promise<void> {
    await page.goto(`${site.url}/desk/sign-in`)
    await page.fill('#login', login)
    await page.fill('#password', 'correct horse')
    await page.click('main button[type=submit]')
  }

  const pages = ['', 'ask-third-party', 'correct-entry?entry=1', 'reveal', 'draft?clear=yes&ours=yes']

  test.each(modes)('is easy to use for everybody: $name', async ({ context: options, large, rules }) => {
    const context = await browser.newContext({ ...options, javaScriptEnabled: true })
    if (large) await context.addCookies([{ name: 'size', value: 'lg', url: site.url }])
    const page = await context.newPage()
    await signIn(page, 'officer')
    for (const path of pages) {
      await page.goto(site.url + pathOf(key, path))
      expect([path, await axeFindings(page, rules)]).toEqual([path, []])
      const width = await page.evaluate('document.documentElement.scrollWidth')
      expect([path, width]).toEqual([path, options.viewport?.width])
    }
    await context.close()
  })

  test('is worked on without a script: asked, sent back with its problem, put right, done', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(page, 'officer')
    await page.goto(site.url + pathOf(key))
    await page.click('text=请科室检索 >> visible=true')
    await page.check('text=档案室')
    await page.fill('#until', '2025-03-01')
    await page.click('button:has-text("请科室检索"):visible >> nth=-1')
    expect(await page.textContent('#until-problem')).toBe('期限不能早于 2025-03-05。')
    expect(await page.isChecked('input[name=sections] >> nth=1')).toBe(true)
    await page.fill('#until', '2025-03-07')
    await page.click('button:has-text("请科室检索"):visible >> nth=-1')
    expect(await page.textContent('[role=status]')).toContain('已办理：请科室检索')
    expect(await page.textContent('#asked')).toContain('档案室')
    await context.close()
  })
})
