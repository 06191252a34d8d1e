/** What of a request decides which page it gets; names of headers in small letters. */
export interface Asked {
  readonly method?: string | undefined
  /** Path and query, as they came. */
  readonly url?: string | undefined
  readonly headers: Readonly<Partial<Record<string, string | readonly string[]>>>
}

/** Every request that a browser sends for a page; what bears anything else is left to Node's own reader. */
const plain = /^(?:GET|HEAD) \/[!-~]* HTTP\/1\.1\r\n(?:[\w!#$%&'*+.^`|~-]+:[\t -~\x80-\xff]*\r\n)+\r\n$/

/** Longer heads are nobody's, in bytes. */
const longest = 8192

/** Headers that decide which page is given. */
const telling = new Set(['host', 'cookie', 'accept-encoding', 'if-none-match', 'x-forwarded-proto'])

/** Headers that ask for more than a page. */
const demanding = new Set(['content-length', 'transfer-encoding', 'expect', 'range', 'upgrade', 'trailer', 'te'])

const asksForMore = (name: string, value: string) =>
  demanding.has(name) || (name === 'connection' && value.toLowerCase() !== 'keep-alive')

/** The headers that matter; undefined where there is one that asks for more, or one of them twice. */
function headersOf(text: string, from: number): Record<string, string> | undefined {
  const headers: Record<string, string> = {}
  for (let start = from; start < text.length - 2; ) {
    const end = text.indexOf('\r\n', start)
    const colon = text.indexOf(':', start)
    const name = text.slice(start, colon).toLowerCase()
    const value = text.slice(colon + 1, end).trim()
    if (asksForMore(name, value) || headers[name] !== undefined) return undefined
    if (telling.has(name)) headers[name] = value
    start = end + 2
  }
  return headers.host === undefined ? undefined : headers
}

/**
 * Reads the head of a request (RFC 9112) that is whole, asks for a page and for nothing else. Undefined for every other
 * one, also for those that are well-formed: they are left to a reader that knows the whole of HTTP.
 */
export function readAsked(bytes: Buffer): Asked | undefined {
  if (bytes.length > longest) return undefined
  const text = bytes.toString('latin1')
  if (!plain.test(text)) return undefined
  const [space, lineEnd] = [text.indexOf(' '), text.indexOf('\r\n')]
  const headers = headersOf(text, lineEnd + 2)
  return headers && { method: text.slice(0, space), url: text.slice(space + 1, lineEnd - ' HTTP/1.1'.length), headers }
}
