import type { Locator, Page } from 'playwright-core'

/** Clicks, and waits until the page that comes of it is there. */
export async function click(what: Locator): Promise<void> {
  await what.click()
  await what.page().waitForLoadState()
}

export const press = (on: Page | Locator, name: string) => click(on.getByRole('button', { name, exact: true }))
export const follow = (on: Page | Locator, name: string | RegExp) =>
  click(on.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name }))

/** Opens a folded part by the words on it. */
export const unfold = (on: Page | Locator, words: string) => click(on.locator('summary', { hasText: words }))

/** What the pages of import say of a file. */
export const fileLine = (page: Page, name: string) =>
  page.locator('li, tr').filter({ has: page.locator('b').getByText(name, { exact: true }) })

/** Goes to the report of a body by the worklist of the desk. */
export async function openReport(page: Page, name: string, year = 2021): Promise<void> {
  await follow(page.locator('.side'), '年度报告')
  await follow(page, new RegExp(`${name}.*${year}年`))
}

/** What the checks of a report say under one title. */
export const finding = (page: Page, title: string) =>
  page.locator('#findings .ds-alert').filter({ has: page.getByRole('heading', { name: title }) })

/** Says of the only finding under a title what it is worth. */
export async function judge(page: Page, title: string, reason: string, verdict: string): Promise<void> {
  await unfold(finding(page, title), '认定')
  await finding(page, title).getByLabel('理由').fill(reason)
  await press(finding(page, title), verdict)
  await finding(page, title).getByText(reason).waitFor()
}

/** What the public reads at addresses of a process, one text after the other. */
export async function readByPublic(url: string, paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(async (path) => (await fetch(url + path)).text()))).join('\n')
}
