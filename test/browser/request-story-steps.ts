import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { pdfPages, saidOn } from '../formats/pdf-pages.ts'
import { follow, press, unfold } from './library-story-steps.ts'

/** Opens the form of what may be done, by its button, wherever on the page of the dossier that stands. */
export async function begin(page: Page, says: string): Promise<void> {
  const acts = page.locator('#acts')
  const others = acts.locator('.other-acts')
  if ((await others.getByRole('link', { name: says, exact: true, includeHidden: true }).count()) > 0)
    await unfold(acts, '其他办理')
  await follow(acts, says)
}

type Filled = Readonly<Record<string, string | readonly string[]>>

/** Fills in fields by their labels; options are chosen by theirs. */
export async function fill(on: Page | Locator, fields: Filled): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    if (typeof value !== 'string') for (const one of value) await on.getByLabel(one, { exact: true }).check()
    else await on.getByLabel(label, { exact: true }).fill(value)
  }
}

/** Presses a button at the end of a form. */
export const send = (page: Page, button: string) => press(page.locator('.action-form .buttons'), button)

export const isDone = (page: Page, says: string) => page.getByRole('status').getByText(`已办理：${says}。`).waitFor()

/** Does one thing with the dossier that the page shows, and sees that it is done. */
export async function act(page: Page, says: string, fields: Filled = {}, button = says): Promise<void> {
  await begin(page, says)
  await fill(page.locator('.action-form'), fields)
  await send(page, button)
  await isDone(page, says)
}

/** Downloads a letter of the dossier by the name that stands before it, and reads what is printed on its pages. */
export async function readLetter(page: Page, title: string) {
  const coming = page.waitForEvent('download')
  await page.locator(`#letters dt:text-is("${title}") + dd a`).first().click()
  const bytes = await readFile(await (await coming).path())
  const { pages } = await pdfPages(bytes)
  return { pages: pages.length, said: pages.map(saidOn).join('').replace(/—\d+—/g, '') }
}

/** The steps by which the due date was reached, a line each. */
export const whySteps = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.why li').allTextContents()).map((line) => line.replace(/\s+/g, ' ').trim())

export const dueDay = (page: Page) => page.locator('.due b').textContent()

/** What a place in the side or a chip counts; what no chip names holds nothing. */
export async function counted(page: Page, view: string): Promise<number> {
  const links = page.locator('.side a, .chips a')
  const words = (await links.allTextContents()).find((text) => new RegExp(`^${view} ?\\d+$`).test(text.trim()))
  return Number(/\d+$/.exec(words?.trim() ?? '0')?.[0])
}
