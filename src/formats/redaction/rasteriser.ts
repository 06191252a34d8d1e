import type { ChildProcess } from 'node:child_process'
import { createProcess } from '../child-process.ts'
import { askRaster } from './ask-raster.ts'
import { RasterFailed } from './raster-failed.ts'
import type { RasterJob, RasterPieces, RasterSource } from './raster-messages.ts'

export interface RasterOptions<Piece> {
  /** Aborted when whoever waits has gone: the work is then given up. */
  readonly signal?: AbortSignal | undefined
  /** Is told of each piece as it comes. */
  readonly each?: ((piece: Piece, count: number) => void) | undefined
}

/** Draws pages of PDFs and pictures, in processes of their own. */
export interface Rasteriser {
  /**
   * Does one job with a file; gives a piece for each page, or one.
   *
   * @throws {RasterFailed} with a sentence for people
   */
  readonly ask: <Name extends RasterJob['job']>(
    job: Extract<RasterJob, { job: Name }>,
    source: RasterSource,
    options?: RasterOptions<RasterPieces[Name]>,
  ) => Promise<readonly RasterPieces[Name][]>
  /** Ends the processes; what is under way or waits fails. */
  readonly close: () => Promise<void>
}

export interface RasteriserSettings {
  /** Forks packages/raster/process.js, with `serialization: 'advanced'`. */
  readonly start: () => ChildProcess
  /** Milliseconds that a page may take, the start of the process included. */
  readonly timeLimit?: number
  /** Milliseconds without work after which a process ends and gives its memory back. */
  readonly idleLimit?: number
  /** Jobs that may wait for their turn. */
  readonly mostWaiting?: number
  /** Bytes that a process may keep between two jobs. */
  readonly mostMemory?: number
}

/** One process that does a job after the other. A file at which it hangs or ends fails alone. */
function createLane(settings: RasteriserSettings) {
  const { start, timeLimit = 20_000, idleLimit = 5 * 60_000, mostWaiting = 50, mostMemory = 1e9 } = settings
  const process = createProcess(start, idleLimit)
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  const work = async <Piece>(job: RasterJob, source: RasterSource, { signal, each }: RasterOptions<Piece>) => {
    waiting -= 1
    if (closed || signal?.aborted) throw new RasterFailed('closed')
    const pieces: Piece[] = []
    const keep = (piece: unknown) => {
      const count = pieces.push(piece as Piece)
      each?.(piece as Piece, count)
    }
    const ended = await askRaster(process.get(), { ...job, ...source }, { limit: timeLimit, signal, each: keep })
    if (ended.memory === undefined || ended.memory > mostMemory) process.end()
    else process.rest()
    if (ended.failed) throw closed ? new RasterFailed('closed') : ended.failed
    return pieces
  }

  return {
    async ask<Piece>(job: RasterJob, source: RasterSource, options: RasterOptions<Piece>) {
      if (closed) throw new RasterFailed('closed')
      if (waiting >= mostWaiting) throw new RasterFailed('busy')
      waiting += 1
      const pieces = turn.then(() => work(job, source, options))
      turn = pieces.catch(() => undefined)
      return pieces
    },
    async close() {
      closed = true
      process.end()
      await turn
    },
  }
}

/** Jobs over all pages that take as long as the file is; somebody who only looks at a page does not wait for them. */
const isLong = ({ job }: RasterJob) => job === 'flatten' || job === 'blank'

/** Two processes: one for what people wait for page by page, one for whole files. */
export function createRasteriser(settings: RasteriserSettings): Rasteriser {
  const [quick, long] = [createLane(settings), createLane(settings)]
  return {
    ask: (job, source, options = {}) => (isLong(job) ? long : quick).ask(job, source, options),
    close: async () => {
      await Promise.all([quick.close(), long.close()])
    },
  }
}
