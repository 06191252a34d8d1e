import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

let library: Promise<Library> | undefined

/**
 * Loads pdf.js once and undoes what its compatibility layer does to the whole process: it replaces built-in functions
 * by slower ones of its own.
 */
async function load(): Promise<Library> {
  const { push } = Array.prototype
  const { parse, stringify } = JSON
  const loaded = await import('pdfjs-dist/legacy/build/pdf.mjs')
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string)
  Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true })
  Object.assign(JSON, { parse, stringify })
  return loaded
}

export function pdfLibrary(): Promise<Library> {
  library ??= load()
  return library
}

/** Options that keep pdf.js to reading: no network, no system fonts, no pictures, no fonts made for a screen. */
export function readingOptions(): Record<string, unknown> {
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
export function withoutFontPrograms(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('/FontFile2'); at >= 0; at = copy.indexOf('/FontFile2', at + 10)) copy[at + 9] = 0x58
  return new Uint8Array(copy.buffer, copy.byteOffset, copy.length)
}
