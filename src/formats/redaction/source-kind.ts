import type { RasterSource } from './raster-messages.ts'

/** Pixels on a side, and of the whole, above which a picture is not opened. */
const mostPixels = { side: 20_000, all: 64e6 }

interface Sized {
  readonly width: number
  readonly height: number
}

const startsWith = (bytes: Uint8Array, signature: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1').startsWith(signature)

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Width and height as the first part of a PNG tells them (W3C PNG, IHDR). */
function pngSize(bytes: Uint8Array): Sized | undefined {
  if (bytes.length < 24) return undefined
  const view = viewOf(bytes)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Marks of frames (SOF0 to SOF15), those that are none excepted. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)

/** Width and height as the frame of a JPEG tells them (ITU-T T.81). */
function jpegSize(bytes: Uint8Array): Sized | undefined {
  const view = viewOf(bytes)
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xff) at += 1
    else if (isFrame(mark)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    else at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

const isTooLarge = ({ width, height }: Sized) =>
  width > mostPixels.side || height > mostPixels.side || width * height > mostPixels.all

/** What of a file can be drawn as pages, told by its first bytes; a picture is measured before anybody unpacks it. */
export function sourceKind(bytes: Uint8Array): RasterSource['kind'] | 'too-large' | undefined {
  if (startsWith(bytes, '%PDF-')) return 'pdf'
  const isPng = startsWith(bytes, '\x89PNG\r\n')
  if (!isPng && !startsWith(bytes, '\xff\xd8\xff')) return undefined
  const size = isPng ? pngSize(bytes) : jpegSize(bytes)
  if (!size) return undefined
  return isTooLarge(size) ? 'too-large' : 'image'
}
