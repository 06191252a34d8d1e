import type { Paper } from '../../domain/report/paper.ts'
import { readHtml } from '../html/read-html.ts'
import { docxTagLimit, docxXmlLimit } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { packStored, unpack, type ZipEntry } from '../zip.ts'

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
 * Reads a Word document.
 *
 * @param entries the package's table of contents, checked
 * @throws Refused for a package that is damaged, harmful, or holds more than a document needs
 */
export async function readDocx(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<Paper> {
  const parts = safeParts(bytes, entries)
  const html = await convert(packStored(parts))
  return readHtml(html, 'docx', titleOf(parts))
}
