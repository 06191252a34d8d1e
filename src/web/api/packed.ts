import { pipeline, Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { createGzip } from 'node:zlib'
import { parseAccept } from 'hono/utils/accept'

/** Tables of figures shrink to a thirtieth already by the quickest way; slower ones keep the processor from others. */
const level = 1

/** Whether the asker unpacks gzip. */
export function takesGzip(accepted: string | undefined): boolean {
  const given = parseAccept(accepted ?? '')
  const wanted = ['gzip', '*'].map((name) => given.find(({ type }) => type.toLowerCase() === name)).find(Boolean)
  return (wanted?.q ?? 0) > 0
}

/**
 * A long answer, compressed as it is read. Not by `CompressionStream`: in Node 20 it takes all that it can get,
 * however slowly its own reader reads, and so fills the memory.
 */
export function packed(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const gzip = createGzip({ level })
  // Whichever side ends or fails ends the other one; the reader hears of it from the stream.
  pipeline(Readable.fromWeb(stream as NodeStream<Uint8Array>), gzip, () => undefined)
  return Readable.toWeb(gzip) as ReadableStream<Uint8Array>
}
