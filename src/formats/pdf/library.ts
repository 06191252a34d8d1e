import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { createChannel } from './channel.ts'

type Pdf = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

interface Library {
  readonly pdf: Pdf
  readonly WorkerMessageHandler: { readonly initializeFromPort: (port: unknown) => void }
}

let library: Promise<Library> | undefined

/**
 * Loads pdf.js once and undoes what its compatibility layer does to the whole process: it replaces built-in functions
 * by slower ones of its own.
 */
async function load(): Promise<Library> {
  const { push } = Array.prototype
  const { parse, stringify } = JSON
  const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const worker = (await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string)) as Omit<Library, 'pdf'>
  Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true })
  Object.assign(JSON, { parse, stringify })
  return { pdf, WorkerMessageHandler: worker.WorkerMessageHandler }
}

/** An opened file; `close` frees what it holds. */
export interface OpenPdf {
  readonly document: Promise<PDFDocumentProxy>
  readonly ops: Readonly<Record<string, number>>
  readonly close: () => Promise<void>
}

/** Opens a file in this thread. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  library ??= load()
  const { pdf, WorkerMessageHandler } = await library
  const [near, far] = createChannel()
  WorkerMessageHandler.initializeFromPort(far)
  const worker = new pdf.PDFWorker({ port: near as unknown as Worker, verbosity: 0 } as never)
  const task = pdf.getDocument({ data: withoutFontPrograms(bytes), ...readingOptions(), worker })
  return {
    document: task.promise,
    ops: pdf.OPS,
    async close() {
      await task.destroy()
      worker.destroy()
    },
  }
}

/** Options that keep pdf.js to reading: no network, no system fonts, no pictures, no fonts made for a screen. */
function readingOptions(): Record<string, unknown> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return {
    cMapUrl: join(root, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(root, 'standard_fonts/'),
    useSystemFonts: false,
    disableFontFace: false,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    maxImageSize: 0,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: 0,
  }
}

/**
 * A copy of the file in which no font names its program for drawing TrueType glyphs. Text is told by the tables beside
 * it; checking the programs would take most of the time.
 */
function withoutFontPrograms(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('/FontFile2'); at >= 0; at = copy.indexOf('/FontFile2', at + 10)) copy[at + 9] = 0x58
  return new Uint8Array(copy.buffer, copy.byteOffset, copy.length)
}
