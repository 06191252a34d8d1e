import { STATUS_CODES } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Asked } from './asked.ts'

const compress = promisify(gzip)

/** An answer that only lacks the number of its request. */
export interface Answer {
  readonly status: number
  /** Names and values in turn. */
  readonly headers: readonly string[]
  /** Status line and headers as they go over the wire. */
  readonly head: string
  readonly body: Buffer | undefined
}

/** What the site says at an address, finished: the same for everybody who asks the same. */
export interface Page {
  /** Whether it is the same for the next who asks. */
  readonly mayBeKept: boolean
  /** Number of the request that a page of an error shows. */
  readonly request: string | undefined
  readonly plain: Answer
  /** Compressed by gzip; undefined where that is not worth the work. */
  readonly packed: Answer | undefined
  readonly etag: string | undefined
  /** For those who have it already. */
  readonly unchanged: Answer
  /** Memory that it takes. */
  readonly bytes: number
}

/** Bytes below which nothing is compressed. */
const worthCompressing = 1024

/** What headers and the like take, in bytes. */
const overhead = 4096

export const numberHeader = 'x-request-id'

/** Belong to one answer, not to the page. */
const ofTheAnswer = new Set([numberHeader, 'content-length', 'transfer-encoding', 'date', 'vary'])

/** Compressed bytes are others than the plain ones, though they mean the same. */
const weak = (etag: string) => (etag.startsWith('W/') ? etag : `W/${etag}`)

function answerOf(status: number, headers: ReadonlyMap<string, string>, body?: Buffer): Answer {
  const all = body ? [...headers, ['content-length', String(body.length)] as const] : [...headers]
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}`
  return { status, headers: all.flat(), head, body }
}

async function pack(headers: ReadonlyMap<string, string>, { status, body }: Answer): Promise<Answer | undefined> {
  if (!body || body.length < worthCompressing) return undefined
  const etag = headers.get('etag')
  const changed = new Map([...headers, ['content-encoding', 'gzip']])
  if (etag !== undefined) changed.set('etag', weak(etag))
  return answerOf(status, changed, await compress(body))
}

/** Takes an answer of the application, asked without any encoding, in all the forms in which it may be sent. */
export async function toPage(response: Response): Promise<Page> {
  const { status } = response
  const headers = new Map([...response.headers].filter(([name]) => !ofTheAnswer.has(name)))
  headers.set('vary', 'Accept-Encoding, Cookie')
  const plain = answerOf(status, headers, Buffer.from(await response.arrayBuffer()))
  const packed = await pack(headers, plain)
  return {
    mayBeKept: status === 200 && !headers.has('set-cookie'),
    request: status >= 400 ? (response.headers.get(numberHeader) ?? undefined) : undefined,
    plain,
    packed,
    etag: headers.get('etag'),
    unchanged: answerOf(304, headers),
    bytes: (plain.body?.length ?? 0) + (packed?.body?.length ?? 0) + overhead,
  }
}

const acceptsGzip = (accepted: string) => /(?:^|,)\s*gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?=[\s;,]|$)/i.test(accepted)

/** Entity tags are compared weakly (RFC 9110, 13.1.2). */
function isAmong(asked: string, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return asked === '*' || asked.split(',').some((tag) => bare(tag) === bare(etag))
}

/** The form of a page that the asker wants. */
export function choose({ mayBeKept, plain, packed, unchanged, etag }: Page, { headers }: Asked): Answer {
  const known = headers['if-none-match']
  if (mayBeKept && known && etag && isAmong(`${known}`, etag)) return unchanged
  return packed && acceptsGzip(`${headers['accept-encoding'] ?? ''}`) ? packed : plain
}
