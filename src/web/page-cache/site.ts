import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../app/services.ts'
import { publicVersion } from '../../store/public-version.ts'
import { type AppOptions, createApp } from '../app.tsx'
import { paths } from '../paths.ts'
import { newRequestNumber } from '../request-log.ts'
import { sizeCookie } from '../settings.ts'
import { coalesce } from './coalesce.ts'
import { keepPages, type Page } from './pages.ts'

/** The application, with its public pages kept. */
export interface Site {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>
  /** Answers a request for a public page; false where the request is none and the application must be asked. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>
}

/** Memory for finished pages, in bytes. */
const memory = 128 * 1024 * 1024

/** Longer addresses are nobody's. */
const longestAddress = 2000

/** Pages of the portal that follow from the address alone, the size of type apart. */
const kept = new RegExp(
  `^(?:/|${paths.reports}(?:/[0-9]+-[0-9]{4}(?:/source|/charts/[\\w-]+\\.svg)?)?|/bodies/[0-9]+|${paths.compare}|${paths.rankings}|${paths.data}|${paths.about})$`,
)

const largeCookie = new RegExp(`(?:^|;\\s*)${sizeCookie}=lg(?:;|$)`)

function keyOf({ method, url, headers }: IncomingMessage): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !url || url.length > longestAddress) return undefined
  const end = url.indexOf('?')
  if (!kept.test(end < 0 ? url : url.slice(0, end)) || headers.range || headers.expect) return undefined
  const size = largeCookie.test(headers.cookie ?? '') ? 'lg' : 'md'
  return `${size} ${headers.host ?? 'localhost'} ${url}`
}

function requestOf(key: string): Request {
  const [size, host, url] = key.split(' ')
  return new Request(`http://${host}${url}`, { headers: { cookie: `${sizeCookie}=${size}` } })
}

/** Belong to one answer, not to the page. */
const numberHeader = 'x-request-id'
const ofTheAnswer = new Set([numberHeader, 'content-length', 'transfer-encoding', 'date'])

/** A page of an error shows the number of its request, which it keeps. */
async function toPage(response: Response): Promise<Page> {
  const isOfTheAnswer = (name: string) => ofTheAnswer.has(name) && !(name === numberHeader && response.status >= 400)
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !isOfTheAnswer(name)))
  return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) }
}

const acceptsGzip = ({ headers }: IncomingMessage) =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/.test(`${headers['accept-encoding'] ?? ''}`)

/** Whether the asker has the page already: entity tags are compared weakly (RFC 9110, 13.1.2). */
function has({ headers }: IncomingMessage, etag: string | undefined): boolean {
  const asked = headers['if-none-match']
  if (!asked || !etag) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return asked === '*' || asked.split(',').some((tag) => bare(tag) === bare(etag))
}

/** Compressed bytes are others than the plain ones, though they mean the same. */
const weak = (etag = '') => (etag.startsWith('W/') ? etag : `W/${etag}`)

/** Creates the application with its page cache. */
export function createSite(services: Services, options: AppOptions): Site {
  const app = createApp(services, options)
  const pages = keepPages({
    version: coalesce(() => publicVersion(services.db)),
    make: async (key) => toPage(await app.fetch(requestOf(key), { inner: true })),
    memory,
  })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
    const key = keyOf(incoming)
    if (key === undefined) return false
    const start = services.now().getTime()
    const found = await pages.get(key)
    const { status, headers, body } = found.page
    const isKnown = status === 200 && has(incoming, headers.etag)
    const packed = !isKnown && acceptsGzip(incoming) ? await pages.compressed(found) : undefined
    const request = headers[numberHeader] ?? newRequestNumber(services)
    const sent = packed ?? body
    outgoing.writeHead(isKnown ? 304 : status, {
      ...headers,
      ...(packed && { etag: weak(headers.etag), 'content-encoding': 'gzip' }),
      ...(!isKnown && { 'content-length': sent.length }),
      vary: 'Accept-Encoding, Cookie',
      [numberHeader]: request,
    })
    outgoing.end(isKnown || incoming.method === 'HEAD' ? undefined : sent)
    const path = incoming.url?.replace(/\?.*/s, '')
    const ms = services.now().getTime() - start
    services.log.info({ request, method: incoming.method, path, status: isKnown ? 304 : status, ms }, 'request')
    return true
  }

  return { fetch: (request, env) => app.fetch(request, env), answer }
}
