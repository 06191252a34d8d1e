import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A stretch of writing; millimetres from the left edge of the page. */
export interface Words {
  readonly text: string
  readonly left: number
  readonly right: number
}

export interface PdfPages {
  readonly info: Readonly<Record<string, unknown>>
  readonly pages: readonly (readonly Words[])[]
  /** Roles of all tagged parts, as Table, TH, H1. */
  readonly roles: readonly string[]
}

interface Tagged {
  readonly role?: string
  readonly children?: readonly Tagged[]
}

const rolesOf = ({ role, children = [] }: Tagged): string[] => [...(role ? [role] : []), ...children.flatMap(rolesOf)]

const millimetres = (points: number) => (points / 72) * 25.4

async function wordsOf(document: PDFDocumentProxy, number: number): Promise<readonly Words[]> {
  const { items } = await (await document.getPage(number)).getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const left = Number(item.transform[4])
    return [{ text: item.str, left: millimetres(left), right: millimetres(left + item.width) }]
  })
}

/** What is printed on each page, and what the file says about itself. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPages> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  const document = await task.promise
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1)
  const pages = await Promise.all(numbers.map((number) => wordsOf(document, number)))
  const trees = await Promise.all(numbers.map(async (number) => (await document.getPage(number)).getStructTree()))
  const { info } = await document.getMetadata()
  await task.destroy()
  return {
    info: info as Record<string, unknown>,
    pages,
    roles: trees.flatMap((tree) => rolesOf((tree ?? {}) as Tagged)),
  }
}

/** The words of a page without the spaces between them. */
export const saidOn = (page: readonly Words[]) =>
  page
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '')
