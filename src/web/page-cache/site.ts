import type { Services } from '../../app/services.ts'
import { publicVersion } from '../../store/public-version.ts'
import { type AppOptions, createApp } from '../app.tsx'
import { paths } from '../paths.ts'
import { requestNumbers } from '../request-log.ts'
import { sizeCookie } from '../settings.ts'
import type { Asked } from './asked.ts'
import { choose, type Page, toPage } from './page.ts'
import { keepPages } from './pages.ts'
import type { Visitor } from './visitor.ts'
import { inWaves } from './waves.ts'

/** The application, with its public pages kept. */
export interface Site {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>
  /** Answers a request for a public page; false where it is none and the application must be asked. */
  readonly answer: (visitor: Visitor) => boolean
}

export interface SiteOptions extends AppOptions {
  /** Memory for finished pages, in bytes. */
  readonly memory?: number
}

/** Whose page is given once the public version is known. */
interface Waiting {
  readonly visitor: Visitor
  readonly key: string
  /** Milliseconds. */
  readonly start: number
}

const mebibyte = 1024 * 1024

/** Longer addresses are nobody's. */
const longestAddress = 2000

/** Pages of the portal that follow from the address alone, the size of type and what a proxy says of https apart. */
const kept = new RegExp(
  `^(?:/|${paths.reports}(?:/[0-9]+-[0-9]{4}(?:/source|/charts/[\\w-]+\\.svg)?)?|${paths.regions}|/bodies/[0-9]+|${paths.compare}|${paths.rankings}|${paths.data}|${paths.about}|${paths.answers}(?:/[0-9]+-[0-9]+)?)$`,
)

const plainHost = /^[\w.:[\]-]+$/

const largeCookie = new RegExp(`(?:^|;\\s*)${sizeCookie}=lg(?:;|$)`)

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function keyOf({ method, url, headers }: Asked): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !url || url.length > longestAddress) return undefined
  if (!kept.test(pathOf(url)) || headers.range || headers.expect) return undefined
  const { host = 'localhost', cookie } = headers
  if (!plainHost.test(`${host}`)) return undefined
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return `${cookie && largeCookie.test(`${cookie}`) ? 'lg' : 'md'} ${scheme}://${host} ${url}`
}

function requestOf(key: string): Request {
  const [size, origin, url] = key.split(' ')
  return new Request(`${origin}${url}`, { headers: { cookie: `${sizeCookie}=${size}` } })
}

/** Writes times as HTTP does, each second once. */
function httpDates(): (time: Date) => string {
  let second = 0
  let text = ''
  return (time) => {
    const now = Math.floor(time.getTime() / 1000)
    if (now !== second) [second, text] = [now, time.toUTCString()]
    return text
  }
}

/** Creates the application with its page cache. */
export function createSite(services: Services, { memory = 128 * mebibyte, ...options }: SiteOptions): Site {
  const { db, log, now } = services
  const app = createApp(services, options)
  const newRequestNumber = requestNumbers(services)
  const dateOf = httpDates()
  const pageOf = keepPages({
    make: async (key) => toPage(await app.fetch(requestOf(key), { inner: true })),
    memory,
  })

  function send(page: Page, { visitor, start }: Waiting): void {
    const answer = choose(page, visitor)
    const request = page.request ?? newRequestNumber()
    const end = now()
    visitor.send(answer, request, dateOf(end))
    const { method, url = '' } = visitor
    log.info({ request, method, path: pathOf(url), status: answer.status, ms: end.getTime() - start }, 'request')
  }

  function give(waiting: Waiting, version: number): void {
    const page = pageOf(waiting.key, version)
    if (page instanceof Promise) page.then((made) => send(made, waiting)).catch(waiting.visitor.leave)
    else send(page, waiting)
  }

  // The application says why, where there is no answer.
  const wait = inWaves(
    () => publicVersion(db),
    give,
    ({ visitor }) => visitor.leave(),
  )

  return {
    fetch: (request, env) => app.fetch(request, env),
    answer: (visitor) => {
      const key = keyOf(visitor)
      if (key === undefined) return false
      wait({ visitor, key, start: now().getTime() })
      return true
    },
  }
}
