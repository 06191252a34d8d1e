import { setImmediate as nextTurn } from 'node:timers/promises'
import { HTTPException } from 'hono/http-exception'
import { sizeLimit } from '../formats/limits.ts'
import type { Ctx } from './context.ts'
import { type Multipart, openMultipart, type ReceivedFile, type UploadLimits } from './multipart.ts'
import { paths } from './paths.ts'

export interface Receiving {
  /** Is given one file after the other; the next one is not read before it settles. */
  readonly each: (file: ReceivedFile) => Promise<void>
  readonly limits?: Partial<UploadLimits>
}

export interface Received {
  /** False where the connection broke or the form is damaged: what came whole before that was handed over. */
  readonly whole: boolean
  /** Files handed over. */
  readonly files: number
  /** Names of the files that were larger than the limit, which were not handed over. */
  readonly tooLarge: readonly string[]
  /** There were more files than the limit; those beyond it were not handed over. */
  readonly tooMany: boolean
  readonly fields: Readonly<Record<string, string>>
}

const standard: UploadLimits = { fileSize: sizeLimit, files: 1_000 }

/** The limits of a form as its page tells them. */
export const mostFiles = standard.files
export const mostMegabytes = standard.fileSize / 1024 / 1024

/** Endings of files that may be reports, for the choice of files in a browser. */
export const reportEndings = '.html,.htm,.docx,.pdf,.xlsx,.txt,.md,.csv,.json'

/** Where applicants bring files for a request that they follow. */
const followed: readonly string[] = ['clarify', 'add-file'].map(paths.followedAction)

/** Addresses that receive files: no other takes a large body. */
const takesFiles = (path: string) =>
  path === paths.imports ||
  path === paths.askStep('attach') ||
  followed.includes(path) ||
  /^\/desk\/(?:reports\/\d+-\d{4}\/replace-file|requests\/\d+-\d+\/add-file)$/.test(path)

const isFileForm = (contentType: string | undefined): boolean => /^multipart\/form-data\s*;/i.test(contentType ?? '')

/** Whether the body of a request is received by `receiveFiles`, which measures each file and not the whole. */
export const bringsFiles = (c: Ctx): boolean => takesFiles(c.req.path) && isFileForm(c.req.header('content-type'))

/**
 * Receives the files of a posted form while they come in. Memory holds one file, whatever the size of the form; the
 * sender is made to wait while a file is dealt with. A connection that breaks is no error.
 *
 * @throws {HTTPException} 400 where the body is no such form
 * @throws what `each` throws; the rest of the form is then left unread
 */
export async function receiveFiles(request: Request, { each, limits }: Receiving): Promise<Received> {
  const form = openForm(request, { ...standard, ...limits })
  let files = 0
  const handOver = async () => {
    for (let file = form.takeFile(); file; file = form.takeFile()) {
      files += 1
      await each(file)
    }
  }
  const wasWhole = await readPieces(request, async (piece) => {
    await form.write(piece)
    await handOver()
    return !form.state.damaged
  })
  if (wasWhole) await form.end()
  else await nextTurn()
  await handOver()
  const { damaged, finished, tooMany } = form.state
  return {
    whole: wasWhole && finished && !damaged,
    files,
    tooLarge: form.tooLarge,
    tooMany,
    fields: Object.fromEntries(form.fields),
  }
}

function openForm(request: Request, limits: UploadLimits): Multipart {
  const type = request.headers.get('content-type') ?? ''
  if (!isFileForm(type)) throw new HTTPException(400)
  try {
    return openMultipart(type, limits)
  } catch (cause) {
    throw new HTTPException(400, { cause })
  }
}

/**
 * Gives the pieces of a body one after the other; false where it broke off or `take` wants no more.
 *
 * The body is not cancelled then: that would cut the connection on which the answer goes out.
 */
async function readPieces(request: Request, take: (piece: Uint8Array) => Promise<boolean>): Promise<boolean> {
  const reader = request.body?.getReader()
  if (!reader) return true
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: undefined, value: undefined }))
      if (done) return true
      if (!value || !(await take(value))) return false
    }
  } finally {
    reader.releaseLock()
  }
}
