// @ts-check
// The process that draws pages. Canvas and decoders are native code that reads files of strangers: where it panics or
// grows without end, it takes none but its own process along. It is forked with files of fonts for what a file only
// names; every message that comes in is a job, answered by pieces and an end.
import { GlobalFonts } from '@napi-rs/canvas'
import { blankBoxes, flatPage, labelFont, pagePicture } from './pages.js'
import { openSource, Unfit } from './source.js'

/**
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').RasterRequest} Request
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').RasterAnswer} Answer
 * @typedef {import('./source.js').OpenSource} OpenSource
 */

/** Names by which Chinese documents ask for fonts that they do not hold, and those of last resort. */
const named = ['SimSun', 'NSimSun', 'SimHei', 'KaiTi', 'FangSong', 'FangSong_GB2312', 'KaiTi_GB2312', 'STSong']
const general = ['serif', 'sans-serif', 'monospace']

const [serif, ...own] = process.argv.slice(2)
for (const file of own) GlobalFonts.registerFromPath(file)
if (serif !== undefined) {
  GlobalFonts.registerFromPath(serif, labelFont)
  for (const name of [...named, ...general]) if (!GlobalFonts.has(name)) GlobalFonts.setAlias(labelFont, name)
}

const numbersTo = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => at + 1)

/** @param {OpenSource} source @param {Request} request */
async function* piecesOf(source, request) {
  const numbers = numbersTo(source.pageCount)
  switch (request.job) {
    case 'open': {
      const sizes = []
      for (const number of numbers) sizes.push(await source.sizeOf(number))
      yield { sizes, traces: await source.traces() }
      return
    }
    case 'read':
      for (const number of numbers) {
        const page = await source.read(number)
        if (page) yield page
      }
      return
    case 'draw':
      if (request.page >= 1 && request.page <= source.pageCount)
        yield await pagePicture(source, request.page, request.covers)
      return
    case 'flatten':
      for (const number of numbers) yield await flatPage(source, number, request.covers[number - 1] ?? [])
      return
    case 'blank':
      for (const number of numbers) yield await blankBoxes(source, number, request.boxes[number - 1] ?? [])
  }
}

/** The file that was worked on last stays open: its pages are asked for one after the other. @type {{ bytes: Buffer, source: OpenSource } | undefined} */
let last

/** @param {Request} request */
async function sourceFor(request) {
  const bytes = Buffer.from(request.bytes)
  if (last?.bytes.equals(bytes)) return last.source
  await last?.source.close()
  last = undefined
  const source = await openSource({ kind: request.kind, bytes })
  last = { bytes, source }
  return source
}

/** @param {Answer} answer @returns {Promise<void>} settles when it is sent: pages do not pile up */
const send = (answer) =>
  new Promise((resolve) => {
    if (process.send) process.send(answer, undefined, {}, () => resolve())
    else resolve()
  })

/** @param {Request} request */
async function answer(request) {
  const memory = () => process.memoryUsage.rss()
  try {
    const source = await sourceFor(request)
    for await (const piece of piecesOf(source, request)) await send({ piece })
    await send({ done: true, memory: memory() })
  } catch (error) {
    last = undefined
    const said = error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error)
    await send({ fault: error instanceof Unfit ? error.code : 'damaged', said, memory: memory() })
  }
}

let turn = Promise.resolve()
process.on('message', (request) => {
  turn = turn.then(() => answer(/** @type {Request} */ (request)))
})

// A fault of a library in a later turn of the loop belongs to the job that is under way, which then never answers.
process.on('unhandledRejection', () => undefined)

// Ctrl+C reaches all processes of a terminal; the one that forked this one decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

// Files name other files and addresses; none of them is fetched.
globalThis.fetch = () => Promise.reject(new Error('no network'))
