import type { Paper } from '../../domain/report/paper.ts'
import { readHtml } from '../html/read-html.ts'
import { docxTagLimit, docxXmlLimit } from '../limits.ts'
import { type RefusalCode, Refused } from '../refusal.ts'
import { listZip, packStored, unpack, type ZipEntry } from './zip.ts'

const otherPackages: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^xl\/(workbook|sharedStrings)/, 'xlsx'],
  [/^ppt\//, 'pptx'],
  [/^OFD\.xml$/i, 'ofd'],
  [/^META-INF\/container\.xml$/, 'epub'],
  [/^META-INF\/manifest\.xml$/, 'odt'],
]

function refuseOthers(entries: readonly ZipEntry[]): void {
  if (entries.some(({ name }) => /^word\/document\d*\.xml$/.test(name))) return
  for (const [pattern, code] of otherPackages)
    if (entries.some(({ name }) => pattern.test(name))) throw new Refused(code)
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) throw new Refused('zip-archive')
}

/** Parts that carry words or say how they hang together; pictures and fonts stay packed. */
const isNeeded = ({ name }: ZipEntry) =>
  /\.(xml|rels)$/.test(name) && !/^(word\/(theme|media|embeddings|glossary)|customXml)\//.test(name)

function tagsIn(bytes: Uint8Array): number {
  let tags = 0
  for (const byte of bytes) if (byte === 0x3c) tags++
  return tags
}

const unknownToLibrary = ['w:fldSimple', '<w:dstrike', '<w:vanish']

/**
 * What the library that converts documents does not know, put in words it does: results of simple fields are words,
 * hidden and doubly struck out ones are struck out.
 */
function asShown(part: Uint8Array): Uint8Array {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.length)
  if (!unknownToLibrary.some((name) => bytes.includes(name))) return part
  const xml = bytes.toString().replace(/<\/?w:fldSimple\b[^<>]*>/g, '')
  return Buffer.from(xml.replace(/<w:(?:dstrike|vanish)(?=[\s/>])/g, '<w:strike'))
}

function safeParts(bytes: Uint8Array, entries: readonly ZipEntry[]): { name: string; bytes: Uint8Array }[] {
  let room = docxXmlLimit
  let tags = 0
  return entries.filter(isNeeded).map((entry) => {
    const part = unpack(bytes, entry, room)
    room -= part.length
    tags += tagsIn(part)
    if (tags > docxTagLimit) throw new Refused('docx-too-large')
    return { name: entry.name, bytes: asShown(part) }
  })
}

function titleOf(parts: readonly { name: string; bytes: Uint8Array }[]): string | undefined {
  const properties = parts.find(({ name }) => name === 'docProps/core.xml')
  const xml = properties ? new TextDecoder().decode(properties.bytes) : ''
  const title = /<dc:title>([^<]*)<\/dc:title>/.exec(xml)?.[1]
  return title?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trim() || undefined
}

async function convert(package_: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  try {
    const noPicture = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(package_) }, { convertImage: noPicture })
    return value
  } catch {
    throw new Refused('docx-damaged')
  }
}

/**
 * Reads a Word document; checks the package before anything is inflated.
 *
 * @throws Refused for a package that is damaged, harmful, or something else than a Word document
 */
export async function readDocx(bytes: Uint8Array): Promise<Paper> {
  const entries = listZip(bytes)
  refuseOthers(entries)
  if (entries.some(({ encrypted }) => encrypted)) throw new Refused('docx-encrypted')
  const parts = safeParts(bytes, entries)
  const html = await convert(packStored(parts))
  return readHtml(html, 'docx', titleOf(parts))
}
