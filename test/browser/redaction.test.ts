import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addRequestFiles } from '../../src/app/add-request-file.ts'
import { beginRedaction } from '../../src/app/redact-file.ts'
import { findRedaction } from '../../src/store/redactions.ts'
import { findRequestFileBytes, findRequestFiles } from '../../src/store/request-files.ts'
import type { RequestKey } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { identity, usePapers } from '../redaction/papers.ts'
import { dossierIn } from '../web/dossier-stages.ts'
import { deskOffice, pathOf } from '../web/dossier-world.ts'
import { chromiumPath } from './chromium.ts'
import { inEveryMode } from './every-mode.ts'
import { useServed } from './served.ts'

describe.skipIf(!chromiumPath)('Covering parts of a file in a browser (art. 37)', () => {
  const held = useDatabase()
  const papers = usePapers()
  let key: RequestKey
  let begin: () => Promise<number>
  let first = 0
  const site = useServed(async () => {
    await emptyTables(held.db)
    const world = await deskOffice(held.db, '2025-03-03')
    key = await dossierIn(world, 'handling')
    const bytes = await papers(['补偿明细', `户主示例人甲，${identity}`], ['第二页：13800000000'])
    begin = async () => {
      const { version } = await world.row(key)
      await addRequestFiles(world.services, world.person('officer'), { ...key, version }, [{ name: '明细.pdf', bytes }])
      const file = (await findRequestFiles(held.db, key)).at(-1)
      const begun = await beginRedaction(world.services, world.person('officer'), key, file?.id ?? 0)
      return begun.ok ? begun.id : 0
    }
    first = await begin()
    return world.services
  })
  const path = (id: number) => pathOf(key, `redactions/${id}`)
  const marksOf = async (id: number) => (await findRedaction(held.db, key, id))?.marks ?? []

  inEveryMode(site, 'officer', [
    ['the files to choose from', () => pathOf(key, 'redact')],
    ['a page with what was found on it', () => path(first)],
    ['the copy before it is made', () => `${path(first)}?step=preview`],
  ])

  /** Draws from one part of the page to another, as a hand does. */
  async function draw(page: Page, from: readonly [number, number], to: readonly [number, number]) {
    await page.locator('#leaf').scrollIntoViewIfNeeded()
    const box = await page.locator('#leaf').boundingBox()
    if (!box) throw new Error('There is no page to draw on')
    const at = ([x, y]: readonly [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const
    await page.mouse.move(...at(from))
    await page.mouse.down()
    await page.mouse.move(...at(to), { steps: 4 })
    await page.mouse.up()
  }

  test('a box is drawn and sent with its ground; the page stays where it is', async () => {
    const id = await begin()
    const page = await site.browser.newPage({ viewport: { width: 1280, height: 1400 } })
    await site.signIn(page, 'officer')
    await page.goto(site.url + path(id))
    await draw(page, [0.2, 0.3], [0.6, 0.4])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('ground')
    await page.selectOption('#ground', 'trade-secret')
    await page.click('button[value=mark]')
    await page.waitForSelector('.undo')
    const [mark] = await marksOf(id)
    expect(mark).toMatchObject({ page: 1, ground: 'trade-secret' })
    expect(mark?.left).toBeCloseTo(0.2, 2)
    expect(mark?.height).toBeCloseTo(0.1, 2)
    await draw(page, [0.2, 0.5], [0.3, 0.55])
    await page.waitForFunction(() => document.querySelectorAll('#leaf .mark').length === 2)
    await page.click('.undo button')
    await page.waitForFunction(() => document.querySelectorAll('#leaf .mark').length === 1)
    expect(await marksOf(id)).toHaveLength(1)
    await page.close()
  })

  test('a box is moved and sent by keys alone', async () => {
    const id = await begin()
    const page = await site.browser.newPage()
    await site.signIn(page, 'officer')
    await page.goto(site.url + path(id))
    await page.selectOption('#ground', 'deliberative')
    await page.focus('#leaf')
    for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key)
    await page.waitForSelector('.undo')
    const [mark] = await marksOf(id)
    expect(mark?.ground).toBe('deliberative')
    expect((mark?.width ?? 0) * 210).toBeCloseTo(32, 0)
    await page.close()
  })

  test('without a script: numbers covered by a button, a box typed, the copy made', async () => {
    const id = await begin()
    const context = await site.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await site.signIn(page, 'officer')
    await page.goto(site.url + path(id))
    await page.click('text=全部遮盖（2 处）')
    for (const [name, value] of Object.entries({ left: '20', top: '20', width: '50', height: '8' }))
      await page.fill(`#${name}`, value)
    await page.click('button[value=mark]')
    expect(await page.textContent('#ground-problem')).toBe('请选择遮盖的理由。')
    expect(await page.inputValue('#left')).toBe('20')
    await page.selectOption('#ground', 'internal-affairs')
    await page.click('button[value=mark]')
    expect((await marksOf(id)).map(({ ground }) => ground)).toEqual([
      'personal-privacy',
      'personal-privacy',
      'internal-affairs',
    ])
    await page.click('text=预览遮盖副本')
    await page.click('text=制作遮盖副本 >> visible=true')
    expect(await page.textContent('[role=status]')).toContain('已办理：区分处理（遮盖）')
    const copy = (await findRequestFiles(held.db, key)).at(-1)
    expect(copy?.name).toBe('明细（遮盖副本）.pdf')
    const kept = await findRequestFileBytes(held.db, key, copy?.id ?? 0)
    expect(Buffer.from(kept?.bytes ?? []).toString('latin1')).toMatch(/^%PDF-1\.4/)
    await context.close()
  })
})
