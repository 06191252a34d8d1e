import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Services } from '../../src/app/services.ts'
import { listen } from '../../src/listen.ts'
import type { AppOptions } from '../../src/web/app.tsx'
import { createSite } from '../../src/web/page-cache/site.ts'
import { launch } from './chromium.ts'

/** The real application with its page cache on a free port of this machine. */
export async function served(
  services: Services,
  options: AppOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const listener = await listen('127.0.0.1', 0)
  const site = createSite(services, options)
  listener.answerWith((request, env) => site.fetch(request, env as object), site.answer)
  return { url: `http://127.0.0.1:${listener.port}`, close: listener.close }
}

/** What is served to the tests of a file, and the browser that they share. */
export interface Served {
  readonly url: string
  readonly browser: Browser
  readonly signIn: (page: Page, login: string) => Promise<void>
}

/** Everybody’s password in tests. */
const password = 'correct horse'

/** Serves what is prepared before the first test of a file; site and browser end with the last one. */
export function useServed(prepare: () => Promise<Services>, options: AppOptions = { demo: false }): Served {
  let site: Awaited<ReturnType<typeof served>> | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    site = await served(await prepare(), options)
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  const ready = () => {
    if (!site || !browser) throw new Error('Nothing is served before the tests begin')
    return { url: site.url, browser }
  }
  return {
    get url() {
      return ready().url
    },
    get browser() {
      return ready().browser
    },
    signIn: (page, login) => signIn(page, ready().url, login),
  }
}

/** Signs in by the form, as a person does, and waits for the page that comes of it. */
export async function signIn(page: Page, url: string, login: string): Promise<void> {
  await page.goto(`${url}/desk/sign-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForLoadState()
}
