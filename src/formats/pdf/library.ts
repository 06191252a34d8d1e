import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { pdfOperatorLimit, pdfTimeLimit } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { createChannel } from './channel.ts'
import { boundInflation } from './inflate.ts'
import { lighten } from './lighten.ts'

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
  /** Rejects once the file has taken more time or drawn more than a report does. */
  readonly exhausted: Promise<never>
  readonly close: () => Promise<void>
}

/** Counts what a file costs and calls off the reading when it is too much. */
function createBudget() {
  let refuse: (reason: Refused) => void
  const exhausted = new Promise<never>((_, reject) => {
    refuse = reject
  })
  exhausted.catch(() => {})
  const release = boundInflation(() => refuse(new Refused('pdf-too-long')))
  const timer = setTimeout(() => refuse(new Refused('too-slow')), pdfTimeLimit)
  let operators = 0
  return {
    exhausted,
    spend(count: number) {
      operators += count
      if (operators > pdfOperatorLimit) refuse(new Refused('pdf-too-long'))
    },
    end() {
      clearTimeout(timer)
      release()
    },
  }
}

/** Opens a file in this thread. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  library ??= load()
  const { pdf, WorkerMessageHandler } = await library
  const budget = createBudget()
  const [near, far] = createChannel(budget.spend)
  WorkerMessageHandler.initializeFromPort(far)
  const worker = new pdf.PDFWorker({ port: near as unknown as Worker, verbosity: 0 } as never)
  const task = pdf.getDocument({ data: lighten(bytes), ...readingOptions(), worker })
  return {
    document: task.promise,
    ops: pdf.OPS,
    exhausted: budget.exhausted,
    async close() {
      await task.destroy()
      worker.destroy()
      budget.end()
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
