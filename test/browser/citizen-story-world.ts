import type { Kysely } from 'kysely'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Database } from '../../src/store/schema.ts'
import { beginStory } from './request-story-world.ts'

const wide = { width: 1280, height: 900 }

/** A form that comes back with what is wrong bears this status, and the browser says so. */
const told = /status of 400 /

/** The desk of an office, and beside it the browser of a citizen who knows nothing but the public pages. */
export async function beginCitizenStory(db: Kysely<Database>, browser: Browser, publicly: BrowserContextOptions) {
  const story = await beginStory(db, browser, { viewport: wide })
  const home = await browser.newContext(publicly)
  const citizen: Page = await home.newPage()
  citizen.setDefaultTimeout(30_000)
  const faults: string[] = []
  citizen.on('pageerror', (error) => faults.push(error.message))
  citizen.on('console', (line) => {
    if (line.type() === 'error' && !told.test(line.text())) faults.push(`${line.text()} ${line.location().url}`)
  })
  /** Addresses that the citizen's browser asked for: they stand in its history and in logs on the way. */
  const asked: string[] = []
  citizen.on('request', (request) => asked.push(decodeURIComponent(request.url())))
  return {
    ...story,
    citizen,
    asked,
    /** What the browsers complained about, the citizen's and the desk's. */
    faults: () => [...faults, ...story.faults],
    close: async () => {
      await home.close()
      await story.close()
    },
  }
}

export type CitizenStory = Awaited<ReturnType<typeof beginCitizenStory>>
