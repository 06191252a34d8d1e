import { setImmediate as nextTurn } from 'node:timers/promises'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { cleanFileName } from './file-name.ts'

export interface ReceivedFile {
  /** Fit to be shown and stored: no path, no controls, never empty. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly size: number
  /** Fields that stand before the file in the form; of one that stands twice the last. */
  readonly fields: Readonly<Record<string, string>>
}

export interface UploadLimits {
  /** Bytes of one file. */
  readonly fileSize: number
  /** Files of one request. */
  readonly files: number
}

/** A form that comes in piece by piece. */
export interface Multipart {
  /** Takes a piece; settles when it is parsed. */
  readonly write: (piece: Uint8Array) => Promise<void>
  /** Tells that nothing more comes; the next call of `takeFile` gives what was still under way. */
  readonly end: () => Promise<void>
  /** A file that has come in whole, in the order of the form. */
  readonly takeFile: () => ReceivedFile | undefined
  readonly fields: ReadonlyMap<string, string>
  /** Names of the files that were larger than the limit. */
  readonly tooLarge: readonly string[]
  readonly state: {
    /** The form broke off, or is none. */
    damaged: boolean
    /** Closing mark was seen and all is parsed. */
    finished: boolean
    /** Files beyond the limit were passed over. */
    tooMany: boolean
  }
}

const kilobyte = 1024

/**
 * Parses `multipart/form-data`. A file is held until it is taken; one above the limit is let pass by.
 *
 * @throws {Error} where the content type is of no such form
 */
export function openMultipart(contentType: string, { fileSize, files }: UploadLimits): Multipart {
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { fileSize, files, fields: 100, fieldSize: 64 * kilobyte, headerPairs: 50, headerSize: 16 * kilobyte },
  })
  const fields = new Map<string, string>()
  const whole: ReceivedFile[] = []
  const tooLarge: string[] = []
  const state = { damaged: false, finished: false, tooMany: false }
  let proceed = () => {}

  parser.on('field', (name, value) => name !== undefined && fields.set(name, value))
  parser.on('filesLimit', () => {
    state.tooMany = true
  })
  parser.on('file', (_, stream, given) => {
    const name = cleanFileName(given ?? '')
    const before = Object.fromEntries(fields)
    collect(stream, (bytes) => {
      // What ends after the form broke off did not come in whole.
      if (state.damaged) return
      if (!bytes) tooLarge.push(name)
      // A field of files in which nothing was chosen comes as a file without name and content.
      else if (given || bytes.length > 0) whole.push({ name, bytes, size: bytes.length, fields: before })
    })
  })
  parser.on('error', () => {
    state.damaged = true
    proceed()
  })
  parser.on('finish', () => {
    state.finished = true
    proceed()
  })

  const settled = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      proceed = resolve
      if (state.damaged || state.finished) resolve()
      else start(resolve)
    })
  return {
    write: (piece) => settled((done) => parser.write(piece, () => done())),
    async end() {
      // Streams tell their end a turn later than their last piece.
      await nextTurn()
      await settled(() => parser.end())
      await nextTurn()
    },
    takeFile: () => whole.shift(),
    fields,
    tooLarge,
    state,
  }
}

/** Gives the bytes of a file at its end, or undefined for one that is too large. */
function collect(stream: BusboyFileStream, done: (bytes: Uint8Array | undefined) => void): void {
  let pieces: Buffer[] = []
  const drop = () => {
    pieces = []
  }
  stream.on('data', (piece: Buffer) => {
    if (!stream.truncated) pieces.push(piece)
  })
  stream.on('limit', drop).on('error', drop)
  stream.on('end', () => {
    done(stream.truncated ? undefined : joined(pieces))
    drop()
  })
}

/** In a buffer of its own, which may move to another thread. */
function joined(pieces: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}
