// @ts-check
// Pages as pixels: covered where something is covered, and nothing of what was there before left.
import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { limits } from './limits.js'

/**
 * @typedef {import('./source.js').OpenSource} OpenSource
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').Cover} Cover
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').PagePart} PagePart
 * @typedef {import('../../src/formats/redaction/raster-messages.ts').FlatPage} FlatPage
 * @typedef {import('@napi-rs/canvas').Canvas} Canvas
 * @typedef {import('@napi-rs/canvas').SKRSContext2D} Context
 */

/** Name under which the process has registered the font of labels. */
export const labelFont = 'gongkai-label'

/** @param {OpenSource} source @param {number} page @param {number} resolution */
async function draw(source, page, resolution) {
  const { width, height } = await source.sizeOf(page)
  const wanted = resolution / 72
  const scale = Math.min(wanted, Math.sqrt(limits.pagePixels / Math.max(width * height, 1)))
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  await source.paint(page, canvas)
  return canvas
}

/**
 * The pixels of a part, outwards to whole ones: no edge keeps a shade of what is under it.
 *
 * @param {PagePart} part @param {{ width: number, height: number }} canvas
 */
function pixelsOf({ left, top, width, height }, canvas) {
  const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most)
  const x = within(Math.floor(left * canvas.width), canvas.width)
  const y = within(Math.floor(top * canvas.height), canvas.height)
  const right = within(Math.ceil((left + width) * canvas.width), canvas.width)
  const bottom = within(Math.ceil((top + height) * canvas.height), canvas.height)
  return { x, y, width: right - x, height: bottom - y }
}

/** Pixels of writing that can still be read. */
const least = 10
const most = 20

/** @param {Context} context @param {ReturnType<typeof pixelsOf>} box @param {string} label */
function writeLabel(context, { x, y, width, height }, label) {
  const size = Math.min(most, Math.floor(height * 0.72), Math.floor(width / (label.length + 0.6)))
  if (label === '' || size < least) return
  context.font = `${size}px ${labelFont}`
  context.fillStyle = '#fff'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(label, x + width / 2, y + height / 2)
}

/** @param {Canvas} canvas @param {readonly Cover[]} covers */
function cover(canvas, covers) {
  const context = canvas.getContext('2d')
  context.resetTransform()
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
  context.filter = 'none'
  const boxes = covers.map((one) => ({ ...one, box: pixelsOf(one, canvas) }))
  context.fillStyle = '#000'
  for (const { box } of boxes) context.fillRect(box.x, box.y, box.width, box.height)
  for (const { box, label } of boxes) writeLabel(context, box, label)
}

/**
 * A page with its boxes, on a canvas of its own: whatever state the drawing left behind does not reach the boxes.
 *
 * @param {OpenSource} source @param {number} page @param {readonly Cover[]} covers
 */
async function covered(source, page, covers) {
  const drawn = await draw(source, page, limits.resolution)
  const canvas = createCanvas(drawn.width, drawn.height)
  canvas.getContext('2d').drawImage(drawn, 0, 0)
  cover(canvas, covers)
  return canvas
}

/** @param {OpenSource} source @param {number} page @param {readonly Cover[]} covers @returns {Promise<Uint8Array>} */
export const pagePicture = async (source, page, covers) => (await covered(source, page, covers)).encode('png')

/** @param {Uint8ClampedArray} pixels */
function withoutAlpha(pixels) {
  const count = pixels.length / 4
  let isGray = true
  for (let at = 0; at < pixels.length && isGray; at += 4)
    isGray = pixels[at] === pixels[at + 1] && pixels[at] === pixels[at + 2]
  const bytes = new Uint8Array(isGray ? count : count * 3)
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    bytes[to++] = pixels[from] ?? 0
    if (isGray) continue
    bytes[to++] = pixels[from + 1] ?? 0
    bytes[to++] = pixels[from + 2] ?? 0
  }
  return { bytes, colours: /** @type {'gray' | 'rgb'} */ (isGray ? 'gray' : 'rgb') }
}

/** Of writing, exact pixels take less room than a photograph's packing; of photographs, ten times as much. */
const photographQuality = 80

/** @param {OpenSource} source @param {number} page @param {readonly Cover[]} covers @returns {Promise<FlatPage>} */
export async function flatPage(source, page, covers) {
  const canvas = await covered(source, page, covers)
  const { width: across, height: down } = canvas
  const { bytes, colours } = withoutAlpha(canvas.getContext('2d').getImageData(0, 0, across, down).data)
  const exact = deflateSync(bytes)
  const about = { ...(await source.sizeOf(page)), across, down }
  const packed = await canvas.encode('jpeg', photographQuality)
  if (exact.length <= packed.length * 1.5) return { ...about, colours, filter: 'FlateDecode', bytes: exact }
  return { ...about, colours: 'rgb', filter: 'DCTDecode', bytes: packed }
}

/** Differences that come from smoothing edges of neighbours. */
const tolerance = 8

/**
 * @param {Uint8ClampedArray} pixels of the whole canvas
 * @param {number} across its pixels in a row
 * @param {ReturnType<typeof pixelsOf>} box
 */
function isOneColour(pixels, across, { x, y, width, height }) {
  const first = (y * across + x) * 4
  for (let row = y; row < y + height; row++)
    for (let at = (row * across + x) * 4, end = at + width * 4; at < end; at += 4)
      for (let part = 0; part < 3; part++)
        if (Math.abs((pixels[at + part] ?? 0) - (pixels[first + part] ?? 0)) > tolerance) return false
  return true
}

/** @param {OpenSource} source @param {number} page @param {readonly PagePart[]} boxes */
export async function blankBoxes(source, page, boxes) {
  if (boxes.length === 0) return []
  const canvas = await draw(source, page, 96)
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return boxes.map((part) => {
    const box = pixelsOf(part, canvas)
    return box.width <= 0 || box.height <= 0 || isOneColour(data, canvas.width, box)
  })
}
