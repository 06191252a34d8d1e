import type { Browser, BrowserContext, Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodies, files } from '../app/draft.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { account } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { axeFindings, chromiumPath, modes } from './chromium.ts'
import { useServed } from './served.ts'

const right = new TextDecoder().decode(files.right)
const reportOf = (name: string) => Buffer.from(right.replaceAll('花溪区', name))
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/html', buffer })
/** One that becomes a draft, one that is in its way, one of nobody, one that is none. */
const several = [
  file('好.html', Buffer.from(files.wrong)),
  file('又一份.html', Buffer.from(files.right)),
  file('不明.html', reportOf('无名区')),
  file('空.pdf', Buffer.alloc(0)),
]

describe.skipIf(!chromiumPath)('Importing in a browser', () => {
  const held = useDatabase()
  const site = useServed(async () => servicesOn(held.db).services)

  async function found() {
    await emptyTables(held.db)
    await account(held.db, (await bodies(held.db)).city, 'clerk')
  }

  async function visitor(options: Parameters<Browser['newContext']>[0] = {}) {
    const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    await site.signIn(page, 'clerk')
    await page.goto(`${site.url}/desk/import`)
    return { context, page }
  }

  const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
  const stored = async () =>
    (await held.db.selectFrom('import_file').select(['file_name', 'state']).orderBy('file_name').execute()).map(
      ({ file_name, state }) => `${file_name} ${state}`,
    )

  describe('with script', () => {
    let context: BrowserContext
    let page: Page
    beforeEach(async () => {
      await found()
      const opened = await visitor()
      context = opened.context
      page = opened.page
      return () => context.close()
    })

    test('chosen files go up at once, each tells what became of it, and the batch is one link away', async () => {
      await page.getByLabel('年度报告文件').setInputFiles(several)
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 30_000 }).toContain('已处理 4 份')
      expect(await row(page, '空.pdf').textContent()).toContain('读不了文件是空的')
      expect(await row(page, '不明.html').textContent()).toContain('机关或年度不明')
      expect(await axeFindings(page)).toEqual([])
      await page.getByRole('link', { name: '查看这一批的全部结果' }).click()
      expect(page.url()).toBe(`${site.url}/desk/import/1`)
      expect((await stored()).length).toBe(4)
      expect((await held.db.selectFrom('import_batch').select('expected').execute())[0]?.expected).toBe(4)
    })

    test('files may be dropped on the form', async () => {
      const transfer = await page.evaluateHandle(
        `(() => { const all = new DataTransfer(); all.items.add(new File([${JSON.stringify(right)}], '拖来的.html')); return all })()`,
      )
      await page.locator('form[data-import]').dispatchEvent('drop', { dataTransfer: transfer })
      await expect.poll(() => row(page, '拖来的.html').textContent(), { timeout: 30_000 }).toContain('已成草稿')
      expect(await stored()).toEqual(['拖来的.html draft'])
    })

    test('a line that breaks is told at the file; trying again stores it once', async () => {
      let cut = true
      await page.route('**/desk/import', (route) => {
        const { method } = { method: route.request().method() }
        if (method === 'POST' && cut) return route.abort('connectionreset')
        return route.continue()
      })
      await page.getByLabel('年度报告文件').setInputFiles([several[0] as (typeof several)[0]])
      await expect.poll(() => row(page, '好.html').textContent(), { timeout: 30_000 }).toContain('连接中断')
      cut = false
      await page.getByRole('button', { name: '重试没有传成的' }).click()
      await expect.poll(() => row(page, '好.html').textContent(), { timeout: 30_000 }).toContain('已成草稿')
      expect(await stored()).toEqual(['好.html draft'])
    })

    test('who is signed out meanwhile is told at the file, signs in elsewhere and goes on', async () => {
      await held.db.deleteFrom('session').execute()
      await page.getByLabel('年度报告文件').setInputFiles(several)
      await expect.poll(() => row(page, '空.pdf').textContent(), { timeout: 30_000 }).toContain('登录已过期')
      const [other] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: '在新窗口登录' }).first().click(),
      ])
      await other.getByLabel('登录名').fill('clerk')
      await other.getByLabel('密码').fill('correct horse')
      await other.getByRole('button', { name: '登录' }).click()
      await page.getByRole('button', { name: '重试没有传成的' }).click()
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 30_000 }).toContain('已处理 4 份')
      expect((await stored()).length).toBe(4)
    })

    test('what still waits can be cancelled, and leaving is asked about while files go up', async () => {
      let goOn = () => {}
      const held = new Promise<void>((resolve) => {
        goOn = resolve
      })
      await page.route('**/desk/import', async (route) => {
        if (route.request().method() === 'POST') await held
        await route.continue().catch(() => undefined)
      })
      await page.getByLabel('年度报告文件').setInputFiles(several)
      await expect.poll(() => row(page, '好.html').textContent()).toMatch(/上传中|读取中/)
      page.once('dialog', (dialog) => void dialog.dismiss())
      const asked = page.waitForEvent('dialog')
      await page.close({ runBeforeUnload: true })
      expect((await asked).type()).toBe('beforeunload')
      await page.getByRole('button', { name: '取消其余' }).click()
      expect(await row(page, '空.pdf').textContent()).toContain('已取消')
      goOn()
      await expect.poll(() => page.getByRole('button', { name: '取消其余' }).isHidden()).toBe(true)
    })
  })

  test('without script the form sends many files and leads to their batch', async () => {
    await found()
    const { context, page } = await visitor({ javaScriptEnabled: false })
    await page.getByLabel('年度报告文件').setInputFiles(several)
    await page.getByRole('button', { name: '上传并读取' }).click()
    expect(page.url()).toBe(`${site.url}/desk/import/1`)
    expect(await stored()).toEqual(['不明.html unmatched', '又一份.html taken', '好.html draft', '空.pdf unreadable'])
    await page
      .getByRole('link', { name: '处理 ：不明.html' })
      .or(page.getByRole('link', { name: '处理：不明.html' }))
      .click()
    await page.getByLabel('机关名称或地区').fill('花溪')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('radio').check()
    await page.getByRole('button', { name: '存为这个机关的草稿' }).click()
    expect(await stored()).toContain('不明.html taken')
    await context.close()
  })

  describe.each(modes)('in $name', ({ context, large, rules }) => {
    test('no page has a fault that axe can find, and none scrolls sideways', async () => {
      await found()
      const opened = await visitor({ ...context, javaScriptEnabled: true })
      const { page } = opened
      if (large) await opened.context.addCookies([{ name: 'size', value: 'lg', url: site.url }])
      await page.getByLabel('年度报告文件').setInputFiles(several)
      await expect.poll(() => page.getByRole('status').textContent(), { timeout: 30_000 }).toContain('已处理 4 份')
      await held.db.updateTable('report').set({ errors: 0, problems: 0 }).execute()
      const ids = await held.db.selectFrom('import_file').select('id').where('bytes', 'is not', null).execute()
      const some = ids.map(({ id }) => `/1/files/${id}`)
      for (const path of ['', '/1', '/1?state=unreadable', '/1/bodies', '/1/confirmation', '/1/removal', ...some]) {
        await page.goto(`${site.url}/desk/import${path}`)
        expect([path, await axeFindings(page, rules)]).toEqual([path, []])
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        expect([path, Math.max(0, over as number)]).toEqual([path, 0])
      }
      await opened.context.close()
    }, 120_000)
  })
})
