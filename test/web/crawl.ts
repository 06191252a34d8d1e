import { inflateRawSync } from 'node:zlib'
import { pdfPages } from '../formats/pdf-pages.ts'

/** What came of asking for an address: all that anybody can read of it. */
export interface Answered {
  readonly path: string
  readonly status: number
  /** Headers, those with coded names in plain words. */
  readonly headers: string
  readonly cache: string
  /** The words of the page, the table, the document. */
  readonly text: string
}

type Ask = (path: string) => Promise<Response>

/** What stands in the parts of a DOCX or XLSX (ZIP, APPNOTE 4.3.7), read by the list at its end. */
function textOfZip(bytes: Buffer): string {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const texts: string[] = []
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    texts.push(
      bytes.subarray(at + 46, at + 46 + name).toString(),
      (method === 0 ? packed : inflateRawSync(packed)).toString(),
    )
    at += 46 + name + extra + comment
  }
  return texts.join('\n').replace(/<[^>]*>/g, '')
}

const textOfPdf = async (bytes: Buffer) => {
  const { pages, info } = await pdfPages(bytes)
  return JSON.stringify(info) + pages.map((page) => page.map(({ text }) => text).join('')).join('\n')
}

const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

async function textOf(bytes: Buffer, type: string): Promise<string> {
  // What somebody brought, as it came.
  if (type === 'application/octet-stream') return bytes.toString()
  const begins = bytes.subarray(0, 4).toString('latin1')
  if (begins === 'PK\x03\x04') return textOfZip(bytes)
  if (begins === '%PDF') return textOfPdf(bytes)
  return plain(bytes.toString())
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Asks for one address and reads all of what comes, without following a redirect. */
export async function read(ask: Ask, path: string): Promise<Answered> {
  const answer = await ask(path)
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const cache = answer.headers.get('cache-control') ?? ''
  return {
    path,
    status: answer.status,
    headers,
    cache,
    text: await textOf(bytes, answer.headers.get('content-type') ?? ''),
  }
}

/** Addresses of our own that a page or a redirect names. */
function linksIn({ text, headers, path }: Answered): readonly string[] {
  const named = [
    ...text.matchAll(/(?:href|src|action|data-address)="([^"#]+)/g),
    ...headers.matchAll(/^location: (.+)$/gm),
  ]
  const base = new URL(path, 'http://localhost')
  return named.flatMap(([, to = '']) => {
    if (!URL.canParse(to, base)) return []
    const { origin, pathname, search } = new URL(to, base)
    return origin === base.origin ? [pathname + search] : []
  })
}

/** Follows every link from some addresses on, each once. */
export async function crawl(
  ask: Ask,
  from: readonly string[],
  within: (path: string) => boolean = () => true,
): Promise<readonly Answered[]> {
  const found = new Map<string, Answered | undefined>(from.map((path) => [path, undefined]))
  for (const path of found.keys()) {
    const answered = await read(ask, path)
    found.set(path, answered)
    for (const link of linksIn(answered)) if (!found.has(link) && within(link)) found.set(link, undefined)
    if (found.size > 2000) throw new Error(`The way from ${from} has no end: ${path}`)
  }
  return [...found.values()].filter((one) => one !== undefined)
}
