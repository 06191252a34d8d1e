// @ts-check
// A file as pages that can be drawn: a PDF by pdf.js, a picture as a page of its own.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { loadImage } from '@napi-rs/canvas'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { limits } from './limits.js'
import { takeLoss, tellsLosses } from './lost-pictures.js'

/**
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').RasterSource} Source
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').PageSize} Size
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').Traces} Traces
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').DrawnPage} DrawnPage
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').RasterFaultCode} FaultCode
 * @typedef {import('@napi-rs/canvas').Canvas} Canvas
 *
 * @typedef {object} OpenSource
 * @property {number} pageCount
 * @property {(page: number) => Promise<Size>} sizeOf
 * @property {(page: number, canvas: Canvas) => Promise<void>} paint over the whole canvas
 * @property {(page: number) => Promise<DrawnPage | undefined>} read
 * @property {() => Promise<Traces>} traces
 * @property {() => Promise<void>} close
 */

/** The file is not drawn; `code` tells which sentence people get. */
export class Unfit extends Error {
  /** @param {FaultCode} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(code, { cause })
    this.code = code
  }
}

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** No network and no scripts; fonts that a file only names are those of this process. */
const options = {
  cMapUrl: join(library, 'cmaps/'),
  cMapPacked: true,
  standardFontDataUrl: join(library, 'standard_fonts/'),
  wasmUrl: join(library, 'wasm/'),
  iccUrl: join(library, 'iccs/'),
  useSystemFonts: true,
  enableXfa: false,
  maxImageSize: limits.imagePixels,
  verbosity: tellsLosses,
}

/** Makes something of a page: whole, or not at all. @template Made @param {() => Promise<Made>} make */
async function whole(make) {
  takeLoss()
  const made = await make()
  const loss = takeLoss()
  if (loss !== undefined) throw new Unfit('lost-picture', loss)
  return made
}

/** Entries that say nothing of people or machines. */
const harmless = new Set([
  'PDFFormatVersion',
  'Language',
  'EncryptFilterName',
  'IsLinearized',
  'IsAcroFormPresent',
  'IsXFAPresent',
  'IsCollectionPresent',
  'IsSignaturesPresent',
  'Trapped',
])

const saysSomething = (/** @type {unknown} */ value) =>
  (typeof value === 'string' && value.trim() !== '') || (typeof value === 'object' && value !== null)

/** @param {import('pdfjs-dist/legacy/build/pdf.mjs').PDFDocumentProxy} document @returns {Promise<Traces>} */
async function tracesOf(document) {
  const { info, metadata } = await document.getMetadata()
  const told = Object.entries(info).filter(([name, value]) => !harmless.has(name) && saysSomething(value))
  const attachments = Object.values((await document.getAttachments()) ?? {}).map(({ filename }) => String(filename))
  let annotations = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    annotations += (await page.getAnnotations()).filter(
      ({ subtype }) => subtype !== 'Link' && subtype !== 'Widget',
    ).length
    page.cleanup()
  }
  const layers = await document.getOptionalContentConfig()
  const hiddenLayers = [...layers].filter(([, group]) => !group.visible).length
  const properties = [...told.map(([name]) => name), ...(metadata ? ['XMP'] : [])]
  return { attachments, properties, annotations, hiddenLayers }
}

/** Operators that move or set text, by their numbers: nothing else is sent out. */
const textual = new Set(
  /** @type {(keyof typeof OPS)[]} */ ([
    'save',
    'restore',
    'transform',
    'paintFormXObjectBegin',
    'paintFormXObjectEnd',
    'setGState',
    'beginText',
    'setCharSpacing',
    'setWordSpacing',
    'setTextRise',
    'setHScale',
    'setLeading',
    'setFont',
    'moveText',
    'setLeadingMoveText',
    'setTextMatrix',
    'nextLine',
    'showText',
  ]).map((name) => OPS[name]),
)

/** @param {any} glyph */
const bare = (glyph) =>
  glyph === null || typeof glyph !== 'object'
    ? glyph
    : { unicode: glyph.unicode, width: glyph.width, isSpace: glyph.isSpace }

/** @param {number} operator @param {any} args */
function plainArgs(operator, args) {
  if (operator === OPS.showText) return [Array.isArray(args?.[0]) ? args[0].map(bare) : []]
  if (operator !== OPS.setGState) return args
  const fonts = (Array.isArray(args?.[0]) ? args[0] : []).filter((/** @type {any} */ entry) => entry?.[0] === 'Font')
  return [fonts]
}

/** @param {import('pdfjs-dist/legacy/build/pdf.mjs').PDFPageProxy} page @returns {Promise<DrawnPage>} */
async function readPage(page) {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 1 })
  const { width, height, transform } = page.getViewport({ scale: 1 })
  /** @type {number[]} */
  const kept = []
  /** @type {any[]} */
  const keptArgs = []
  /** @type {Record<string, { vertical: boolean, fontMatrix: readonly number[] }>} */
  const fonts = {}
  let signs = 0
  for (const [at, operator] of fnArray.entries()) {
    if (!textual.has(operator)) continue
    if (operator === OPS.showText) signs += argsArray[at]?.[0]?.length ?? 0
    if (kept.length >= limits.textOperators || signs > limits.signs) break
    kept.push(operator)
    keptArgs.push(plainArgs(operator, argsArray[at]))
    const name = operator === OPS.setFont ? String(argsArray[at]?.[0]) : undefined
    const font = name !== undefined && page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined
    if (name !== undefined && font)
      fonts[name] = { vertical: font.vertical === true, fontMatrix: [...(font.fontMatrix ?? [0.001])] }
  }
  page.cleanup()
  return { width, height, transform, operators: { fnArray: kept, argsArray: keptArgs }, fonts, ops: { ...OPS } }
}

/** @param {unknown} error */
const unfitPdf = (error) =>
  error instanceof Unfit
    ? error
    : new Unfit(/** @type {any} */ (error)?.name === 'PasswordException' ? 'encrypted' : 'damaged', error)

/** @param {Uint8Array} bytes @returns {Promise<OpenSource>} */
async function openPdf(bytes) {
  const task = getDocument({ data: Uint8Array.from(bytes), ...options })
  const document = await task.promise.catch((error) => {
    throw unfitPdf(error)
  })
  if (document.numPages > limits.pages) {
    await task.destroy()
    throw new Unfit('too-many-pages')
  }
  return {
    pageCount: document.numPages,
    async sizeOf(number) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 })
      return { width, height }
    },
    async paint(number, canvas) {
      const page = await document.getPage(number)
      const { width } = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: canvas.width / width })
      const drawn = /** @type {any} */ ({
        canvas,
        canvasContext: canvas.getContext('2d'),
        viewport,
        background: '#fff',
      })
      await whole(() => page.render(drawn).promise)
      page.cleanup()
    },
    read: (number) => whole(async () => readPage(await document.getPage(number))),
    traces: () => tracesOf(document),
    close: () => task.destroy(),
  }
}

const nothing = { attachments: [], properties: [], annotations: 0, hiddenLayers: 0 }

/** Points: A4, upright or lying. */
const paper = { short: 595.28, long: 841.89 }

/** As it would be printed: 96 pixels an inch, made to fit on A4. @param {Size} pixels */
function sizeOfPicture({ width, height }) {
  const [across, down] = width > height ? [paper.long, paper.short] : [paper.short, paper.long]
  const scale = Math.min(0.75, across / width, down / height)
  return { width: width * scale, height: height * scale }
}

/** Turned as the camera was held: the library heeds that mark, which is then gone. @param {Uint8Array} bytes @returns {Promise<OpenSource>} */
async function openPicture(bytes) {
  const picture = await loadImage(Buffer.from(bytes)).catch((error) => {
    throw new Unfit('damaged', error)
  })
  const { width, height } = picture
  if (!(width > 0 && height > 0)) throw new Unfit('damaged')
  return {
    pageCount: 1,
    sizeOf: async () => sizeOfPicture({ width, height }),
    async paint(_, canvas) {
      const context = canvas.getContext('2d')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.imageSmoothingQuality = 'high'
      context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    },
    read: async () => undefined,
    traces: async () => nothing,
    close: async () => undefined,
  }
}

/**
 * @param {Source} source
 * @throws {Unfit} where it cannot be opened
 */
export const openSource = ({ kind, bytes }) => (kind === 'pdf' ? openPdf(bytes) : openPicture(bytes))
