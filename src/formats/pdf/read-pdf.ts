import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Paper } from '../../domain/report/paper.ts'
import { pdfPageLimit } from '../limits.ts'
import { createPaperWriter } from '../paper-writer.ts'
import { Refused } from '../refusal.ts'
import { type PageContent, writePages } from './flow.ts'
import { furniture } from './furniture.ts'
import { type OpenPdf, openPdf } from './library.ts'
import { toLines } from './lines.ts'
import type { PageMarks } from './marks.ts'
import { toMatrix } from './matrix.ts'
import { openTables } from './open-tables.ts'
import { type FontShape, type OperatorList, readMarks } from './read-marks.ts'
import { isInside, ruledTables } from './ruled-tables.ts'

/** Characters below which a file has no text worth the name. */
const leastText = 40

async function readPage(page: PDFPageProxy, ops: OpenPdf['ops']): Promise<PageMarks> {
  const operators = (await page.getOperatorList({ annotationMode: 0 })) as OperatorList
  const fontOf = (name: string) =>
    page.commonObjs.has(name) ? (page.commonObjs.get(name) as FontShape | undefined) : undefined
  const marksAt = (rotation: number) => {
    const { width, height, transform } = page.getViewport({ scale: 1, rotation })
    return readMarks({ operators, ops, width, height, matrix: toMatrix(transform), fontOf })
  }
  const marks = marksAt(page.rotate)
  const upright = marks.turned === 0 ? marks : marksAt((page.rotate + 360 - marks.turned) % 360)
  page.cleanup()
  return upright
}

/** Some pages at a time: together they are faster, all at once would hold all of a long file in memory. */
const pagesAtOnce = 6

async function readPages(document: PDFDocumentProxy, ops: OpenPdf['ops']): Promise<PageMarks[]> {
  if (document.numPages > pdfPageLimit) throw new Refused('pdf-too-long')
  const pages: PageMarks[] = []
  while (pages.length < document.numPages) {
    const count = Math.min(pagesAtOnce, document.numPages - pages.length)
    const numbers = Array.from({ length: count }, (_, index) => pages.length + index + 1)
    pages.push(...(await Promise.all(numbers.map(async (number) => readPage(await document.getPage(number), ops)))))
  }
  return pages
}

function refuseTextless(pages: readonly PageMarks[]): void {
  const text = pages.flatMap((page) => page.glyphs.map((glyph) => glyph.text)).join('')
  if (text.length < leastText) throw new Refused('pdf-scanned')
  const garbled = text.match(/[\p{Co}\p{Cc}\p{Cn}\ufffd]/gu)?.length ?? 0
  const ideographs = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const isForeign = ideographs < text.length * 0.1
  if (garbled > text.length * (isForeign ? 0.02 : 0.3)) throw new Refused('pdf-garbled')
}

function contents(pages: readonly PageMarks[]): PageContent[] {
  const read = pages.map((marks) => {
    const tables = ruledTables(marks)
    const outside = marks.glyphs.filter((glyph) => !tables.some((table) => isInside(table, glyph)))
    const loose = marks.horizontal.filter(
      ({ at }) => !tables.some(({ top, bottom }) => at >= top - 3 && at <= bottom + 3),
    )
    return { width: marks.width, height: marks.height, tables, loose, lines: toLines(outside) }
  })
  const dropped = furniture(read)
  return read.map(({ tables, lines, width, loose }) => {
    const kept = lines.filter((line) => !dropped.has(line))
    const open = openTables(kept, width, loose)
    return { tables: [...tables, ...open.tables], lines: open.rest }
  })
}

async function titleOf(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await document.getMetadata()
  const title = (info as { Title?: unknown }).Title
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Refused) return error
  return new Refused((error as Error)?.name === 'PasswordException' ? 'pdf-encrypted' : 'pdf-damaged')
}

async function readDocument(file: OpenPdf): Promise<Paper> {
  const document = await file.document
  const pages = await readPages(document, file.ops)
  refuseTextless(pages)
  const writer = createPaperWriter()
  const spans = writePages(writer, contents(pages))
  return writer.finish('pdf', await titleOf(document), spans)
}

/**
 * Reads a PDF that has a text layer: paragraphs, and tables from the lines drawn around their cells.
 *
 * @throws Refused for a file that is scanned, encrypted, damaged or far too long
 */
export async function readPdf(bytes: Uint8Array): Promise<Paper> {
  const file = await openPdf(bytes)
  const reading = readDocument(file)
  try {
    return await Promise.race([reading, file.exhausted])
  } catch (error) {
    throw refusalOf(error)
  } finally {
    reading.catch(() => {})
    await file.close()
  }
}
