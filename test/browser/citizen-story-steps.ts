import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { pdfPages, saidOn } from '../formats/pdf-pages.ts'
import { axeFindings } from './chromium.ts'

const phone = { width: 375, height: 800 }

/** No fault that axe can find, and nothing that scrolls sideways on a phone; both are asked by script. */
export async function isSound(page: Page, { script = true } = {}): Promise<void> {
  if (!script) return
  expect(await axeFindings(page), page.url()).toEqual([])
  const before = page.viewportSize()
  await page.setViewportSize(phone)
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), page.url()).toBeLessThanOrEqual(0)
  if (before) await page.setViewportSize(before)
}

/** Clicks, and waits until the page that comes of it is there: what is read next stands on it. */
export async function click(what: Locator): Promise<void> {
  const come = what.page().waitForEvent('load')
  await what.click()
  await come
}

export const press = (on: Page | Locator, name: string | RegExp) =>
  click(on.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }))
export const follow = (on: Page | Locator, name: string | RegExp) =>
  click(on.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name }))

/** On to the next step of the form for the public. */
export const onward = (page: Page) => press(page, /^下一步/)

/** Downloads what a link leads to. */
export async function download(link: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const coming = link.page().waitForEvent('download')
  await link.click()
  const came = await coming
  return { name: came.suggestedFilename(), bytes: await readFile(await came.path()) }
}

/** What is printed in a PDF, without spaces. */
export async function printedIn(bytes: Uint8Array): Promise<string> {
  const { pages } = await pdfPages(bytes)
  return pages.map(saidOn).join('')
}

interface Access {
  readonly receipt: string
  readonly code: string
}

/** Ends what was followed before and follows the request anew: by what the receipt says, in a browser that forgot. */
export async function followOwn(page: Page, url: string, { receipt, code }: Access): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${url}/requests/follow`)
  await page.getByLabel('受理编号').fill(receipt)
  await page.getByLabel('查询码').fill(code)
  await press(page, '查询')
}

/** A box on a page of a file, in millimetres from its left upper corner, and why. */
interface Box {
  readonly ground: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Covers a part of the page that is shown, by typing where it is. */
export async function cover(page: Page, { ground, ...place }: Box): Promise<void> {
  await page.locator('#ground').selectOption(ground)
  for (const [name, value] of Object.entries(place)) await page.locator(`#${name}`).fill(String(value))
  await page.locator('#mark-form').getByRole('button', { name: '遮盖', exact: true }).click()
}

/** The number in a cell of a year's tables. */
export const figure = (page: Page, cell: string) => page.locator(`#c-${cell.replace('/', '_')} a`)
