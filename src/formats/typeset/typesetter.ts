import type { ChildProcess } from 'node:child_process'
import { createProcess } from '../child-process.ts'
import { askProcess, type TypesettingRequest } from './ask-process.ts'
import { TypesettingFailed } from './typesetting-failed.ts'

export interface TypesettingOptions {
  /** Aborted when whoever waits has gone: a document that is not begun is then not set. */
  readonly signal?: AbortSignal
}

/** Makes PDFs by the templates in data/typeset and data/letters. */
export interface Typesetter {
  /**
   * @param template path of a file in data, without `.typ`
   * @param data what the template reads as JSON: text to set, never markup
   * @throws {TypesettingFailed} with a sentence for people
   */
  readonly pdf: (template: string, data: unknown, options?: TypesettingOptions) => Promise<Uint8Array>
  /** Ends the process; documents that are under way or wait fail. */
  readonly close: () => Promise<void>
}

export interface TypesetterSettings {
  /** Forks packages/typeset/process.js, with `serialization: 'advanced'`. */
  readonly start: () => ChildProcess
  /** Milliseconds that a document may take, the start of the process included. */
  readonly timeLimit?: number
  /** Milliseconds without work after which the process ends and gives its memory back. */
  readonly idleLimit?: number
  /** Documents that may wait for their turn. */
  readonly mostWaiting?: number
  /** Bytes that the process may keep between two documents; it ends after one that left it with more. */
  readonly mostMemory?: number
}

/** A lone half of a surrogate pair is no character and cannot be set. */
const wellFormed = (_: string, value: unknown) =>
  typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value

/**
 * Sets one document after the other, in a process of its own. A document at which the process hangs or ends fails
 * alone: the next one gets a new process.
 */
export function createTypesetter(settings: TypesetterSettings): Typesetter {
  const { start, timeLimit = 20_000, idleLimit = 5 * 60_000, mostWaiting = 100, mostMemory = 512e6 } = settings
  const process = createProcess(start, idleLimit)
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  const set = async (request: TypesettingRequest, signal?: AbortSignal) => {
    waiting -= 1
    if (closed) throw new TypesettingFailed('closed')
    signal?.throwIfAborted()
    const answer = await askProcess(process.get(), request, timeLimit)
    if ('lost' in answer || answer.memory > mostMemory) process.end()
    else process.rest()
    if ('pdf' in answer) return answer.pdf
    if ('fault' in answer) throw new TypesettingFailed('template', `${request.template}.typ: ${answer.fault}`)
    throw closed ? new TypesettingFailed('closed') : answer.lost
  }

  return {
    async pdf(template, data, { signal } = {}) {
      if (closed) throw new TypesettingFailed('closed')
      if (waiting >= mostWaiting) throw new TypesettingFailed('busy')
      waiting += 1
      const document = turn.then(() => set({ template, data: JSON.stringify(data, wellFormed) }, signal))
      turn = document.catch(() => undefined)
      return document
    },
    async close() {
      closed = true
      process.end()
      await turn
    },
  }
}
