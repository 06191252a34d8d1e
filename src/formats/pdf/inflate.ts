import { inflateSync } from 'node:zlib'
import { pdfStreamLimit } from '../limits.ts'

/** The two ends of a stream, as far as pdf.js uses them. */
class BoundedInflate {
  readonly readable: AsyncIterable<Uint8Array>
  readonly writable: { getWriter: () => object }

  constructor() {
    let inflated: Uint8Array | undefined
    let failure: unknown
    const writer = {
      ready: Promise.resolve(),
      write: async (bytes: Uint8Array) => {
        try {
          inflated = inflateSync(bytes, { maxOutputLength: pdfStreamLimit })
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
            inflated = new Uint8Array()
            for (const onOverflow of readers) onOverflow()
          } else failure = error
        }
      },
      close: async () => {},
    }
    this.writable = { getWriter: () => writer }
    this.readable = {
      async *[Symbol.asyncIterator]() {
        await writer.ready
        if (failure) throw failure
        if (inflated) yield inflated
      },
    }
  }
}

/** Those reading a PDF now. A stream does not tell whose it is, so each of them is told of an overflow. */
const readers = new Set<() => void>()
let original: unknown

/**
 * While a PDF is being read, streams are unpacked at once and within a limit instead of by the platform's streams:
 * those take a thousand times as long for a small glyph, and have no limit.
 *
 * @param onOverflow is called when a stream is larger than the limit and left empty
 * @returns to be called when the reading is done
 */
export function boundInflation(onOverflow: () => void): () => void {
  if (readers.size === 0) {
    original = globalThis.DecompressionStream
    Object.assign(globalThis, { DecompressionStream: BoundedInflate })
  }
  readers.add(onOverflow)
  return () => {
    if (readers.delete(onOverflow) && readers.size === 0) Object.assign(globalThis, { DecompressionStream: original })
  }
}
