import type { ChildProcess } from 'node:child_process'
import { hold, release } from '../child-process.ts'
import { TypesettingFailed } from './typesetting-failed.ts'

/** What packages/typeset/process.js is sent. */
export interface TypesettingRequest {
  /** Path of the template in the folder of templates, without `.typ`. */
  readonly template: string
  /** JSON. */
  readonly data: string
}

/** A fault is what Typst says about the template. */
export type TypesettingResult = { readonly pdf: Uint8Array } | { readonly fault: string }

/** What packages/typeset/process.js sends back; `memory` is what it occupies now, in bytes. */
export type TypesettingAnswer = TypesettingResult & { readonly memory: number }

/** The process gave no answer and is not to be asked again. */
interface Lost {
  readonly lost: TypesettingFailed
}

/** Asks for one document and waits for it, at most `limit` milliseconds. */
export function askProcess(
  child: ChildProcess,
  request: TypesettingRequest,
  limit: number,
): Promise<TypesettingAnswer | Lost> {
  return new Promise((resolve) => {
    const end = (answer: TypesettingAnswer | Lost) => {
      clearTimeout(timer)
      child.off('message', heard).off('exit', gone).off('error', failed)
      release(child)
      resolve(answer)
    }
    const heard = (answer: unknown) => end(answer as TypesettingAnswer)
    const gone = (status: number | null, signal: string | null) =>
      end({ lost: new TypesettingFailed('crashed', signal ?? status) })
    const failed = (error: Error) => end({ lost: new TypesettingFailed('not-started', error) })
    const timer = setTimeout(() => end({ lost: new TypesettingFailed('too-slow', `${limit} ms`) }), limit)
    child.on('message', heard).on('exit', gone).on('error', failed)
    hold(child)
    child.send(request, (error) => error && failed(error))
  })
}
