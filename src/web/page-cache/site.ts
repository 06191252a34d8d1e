import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../app/services.ts'
import { publicVersion } from '../../store/public-version.ts'
import { type AppOptions, createApp } from '../app.tsx'
import { paths } from '../paths.ts'
import { requestNumbers } from '../request-log.ts'
import { sizeCookie } from '../settings.ts'
import { coalesce } from './coalesce.ts'
import { choose, numberHeader, type Page, toPage } from './page.ts'
import { keepPages } from './pages.ts'

/** The application, with its public pages kept. */
export interface Site {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>
  /**
   * Answers a request for a public page; false where it is none and the application must be asked.
   *
   * @param leave asks the application after all, where the page cannot be had
   */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse, leave: () => void) => boolean
}

export interface SiteOptions extends AppOptions {
  /** Memory for finished pages, in bytes. */
  readonly memory?: number
}

const mebibyte = 1024 * 1024

/** Longer addresses are nobody's. */
const longestAddress = 2000

/** Pages of the portal that follow from the address alone, the size of type and what a proxy says of https apart. */
const kept = new RegExp(
  `^(?:/|${paths.reports}(?:/[0-9]+-[0-9]{4}(?:/source|/charts/[\\w-]+\\.svg)?)?|${paths.regions}|/bodies/[0-9]+|${paths.compare}|${paths.rankings}|${paths.data}|${paths.about})$`,
)

const plainHost = /^[\w.:[\]-]+$/

const largeCookie = new RegExp(`(?:^|;\\s*)${sizeCookie}=lg(?:;|$)`)

function keyOf({ method, url, headers }: IncomingMessage): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !url || url.length > longestAddress) return undefined
  const end = url.indexOf('?')
  if (!kept.test(end < 0 ? url : url.slice(0, end)) || headers.range || headers.expect) return undefined
  const { host = 'localhost', cookie } = headers
  if (!plainHost.test(host)) return undefined
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return `${cookie && largeCookie.test(cookie) ? 'lg' : 'md'} ${scheme}://${host} ${url}`
}

function requestOf(key: string): Request {
  const [size, origin, url] = key.split(' ')
  return new Request(`${origin}${url}`, { headers: { cookie: `${sizeCookie}=${size}` } })
}

/** Creates the application with its page cache. */
export function createSite(services: Services, { memory = 128 * mebibyte, ...options }: SiteOptions): Site {
  const app = createApp(services, options)
  const newRequestNumber = requestNumbers(services)
  const pageOf = keepPages({
    version: coalesce(() => publicVersion(services.db)),
    make: async (key) => toPage(await app.fetch(requestOf(key), { inner: true })),
    memory,
  })

  function send(page: Page, incoming: IncomingMessage, outgoing: ServerResponse): { request: string; status: number } {
    const { status, headers, body } = choose(page, incoming)
    const request = page.request ?? newRequestNumber()
    outgoing.writeHead(status, [...headers, numberHeader, request])
    outgoing.end(incoming.method === 'HEAD' ? undefined : body)
    return { request, status }
  }

  async function answerWith(key: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const start = services.now().getTime()
    const { request, status } = send(await pageOf(key), incoming, outgoing)
    const path = incoming.url?.replace(/\?.*/s, '')
    services.log.info(
      { request, method: incoming.method, path, status, ms: services.now().getTime() - start },
      'request',
    )
  }

  return {
    fetch: (request, env) => app.fetch(request, env),
    answer: (incoming, outgoing, leave) => {
      const key = keyOf(incoming)
      if (key === undefined) return false
      answerWith(key, incoming, outgoing).catch(() => {
        // The application says why.
        if (!outgoing.headersSent) leave()
      })
      return true
    },
  }
}
