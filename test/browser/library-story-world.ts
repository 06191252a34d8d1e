import type { Kysely } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { appendAgency } from '../../src/store/agencies.ts'
import type { Database } from '../../src/store/schema.ts'
import { emptyTables } from '../database.ts'
import { account } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'
import { handedIn, onDisk, twelve } from './library-story-files.ts'
import { follow, press } from './library-story-steps.ts'
import { served, signIn } from './served.ts'

const place = '示例市云汐区'
const departments = ['人民政府办公室', '教育局', '市场监督管理局', '自然资源局', '民政局', '财政局', '数据资源管理局']
const townships = ['青石镇人民政府', '白鹭乡人民政府']

/** The district with its bodies; none has a report. Ids by short name. */
async function bodies(db: Kysely<Database>): Promise<Readonly<Record<string, number>>> {
  const about = { region: `演示省${place}`, demonstration: false }
  const named = (shortName: string) => ({ ...about, name: place + shortName, shortName })
  const district = await appendAgency(db, { ...named('人民政府'), kind: 'government', parentId: null })
  const ids: Record<string, number> = { 人民政府: district }
  for (const [kind, names] of [['department', departments] as const, ['township', townships] as const])
    for (const name of names) ids[name] = await appendAgency(db, { ...named(name), kind, parentId: district })
  return ids
}

/** How people use their browser: with our scripts, or with scripts switched off. */
export interface Way {
  readonly script: boolean
}

/** Two processes on one database, a clerk of the district and an officer of a township, each in a browser of their own. */
export async function beginStory(db: Kysely<Database>, another: Kysely<Database>, browser: Browser, { script }: Way) {
  await emptyTables(db)
  const ids = await bodies(db)
  await account(db, ids.人民政府 ?? 0, '区督办')
  await account(db, ids.白鹭乡人民政府 ?? 0, '白鹭乡', 'officer')
  const worlds = [servicesOn(db), servicesOn(another)] as const
  const [site, other] = [
    await served(worlds[0].services, { demo: false }),
    await served(worlds[1].services, { demo: false }),
  ]
  const disk = await onDisk({ ...twelve, ...handedIn })
  /** What scripts of files would have shown. */
  const dialogs: string[] = []

  async function person(login: string) {
    const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      return dialog.dismiss()
    })
    return { page, signIn: () => signIn(page, site.url, login), close: () => context.close() }
  }

  const clerk = await person('区督办')
  const officer = await person('白鹭乡')
  return {
    ids,
    site,
    other,
    clerk,
    officer,
    dialogs,
    fileAt: disk.at,
    /** It is this day, a little after nine in the morning in China. */
    setDay(day: string) {
      for (const { clock } of worlds) clock.now = new Date(`${day}T01:05:00Z`)
    },
    async close() {
      for (const one of [clerk, officer, site, other]) await one.close()
      await disk.remove()
    },
  }
}

/** Drags files from the desktop over the page and lets them go on the form. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const box = await page.locator('form.zone').boundingBox()
  if (!box) throw new Error('There is nothing to drop files on')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const client = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, ...at, data })
  await client.detach()
}

/** Brings files in and goes to their batch: dropped with script, chosen in the form without. */
export async function bring(page: Page, files: readonly string[], { script }: Way): Promise<void> {
  await follow(page, '导入')
  if (script) {
    await drop(page, files)
    await page.getByText(`共 ${files.length} 份，已处理 ${files.length} 份。`).waitFor({ timeout: 60_000 })
    await follow(page, '查看这一批的全部结果')
  } else {
    await page.getByLabel('年度报告文件').setInputFiles([...files])
    await press(page, '上传并读取')
  }
  await page.getByRole('heading', { name: /^导入第 \d+ 批$/ }).waitFor()
}
