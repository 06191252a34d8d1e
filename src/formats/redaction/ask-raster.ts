import type { ChildProcess } from 'node:child_process'
import { hold, release } from '../child-process.ts'
import { RasterFailed } from './raster-failed.ts'
import type { RasterAnswer, RasterPieces, RasterRequest } from './raster-messages.ts'

/** How a job ended. */
export interface RasterEnd {
  /** Undefined where all went well. */
  readonly failed?: RasterFailed
  /** Bytes that the process occupies; undefined where it is not to be asked again. */
  readonly memory?: number
}

export interface AskingRaster {
  /** Milliseconds that may pass between two pieces. */
  readonly limit: number
  readonly signal?: AbortSignal | undefined
  readonly each: (piece: RasterPieces[keyof RasterPieces]) => void
}

/** Asks for one job and hands over its pieces as they come. */
export function askRaster(child: ChildProcess, request: RasterRequest, asking: AskingRaster): Promise<RasterEnd> {
  const { limit, signal, each } = asking
  return new Promise((resolve) => {
    const lost = (failed: RasterFailed) => end({ failed })
    const tooSlow = () => lost(new RasterFailed('too-slow', `${limit} ms`))
    let timer = setTimeout(tooSlow, limit)
    const end = (how: RasterEnd) => {
      clearTimeout(timer)
      child.off('message', heard).off('exit', gone).off('error', failed)
      signal?.removeEventListener('abort', stopped)
      release(child)
      resolve(how)
    }
    const heard = (message: unknown) => {
      const answer = message as RasterAnswer
      if ('piece' in answer) {
        clearTimeout(timer)
        timer = setTimeout(tooSlow, limit)
        each(answer.piece)
      } else if ('fault' in answer) end({ failed: new RasterFailed(answer.fault, answer.said), memory: answer.memory })
      else end({ memory: answer.memory })
    }
    const gone = (status: number | null, by: string | null) => lost(new RasterFailed('crashed', by ?? status))
    const failed = (error: Error) => lost(new RasterFailed('not-started', error))
    const stopped = () => lost(new RasterFailed('closed', signal?.reason))
    child.on('message', heard).on('exit', gone).on('error', failed)
    signal?.addEventListener('abort', stopped)
    hold(child)
    child.send(request, (error) => error && failed(error))
  })
}
