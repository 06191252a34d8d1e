import type { SheetExport } from '../../store/exports.ts'

type Sheets = Awaited<ReturnType<SheetExport['next']>>

/** How the sheets are written: what stands before, between batches and after. */
export interface SheetWriter {
  readonly head: string
  /** Nothing where the sheets hold no cell; `first` until something was written. */
  readonly write: (sheets: Sheets, first: boolean) => string
  readonly tail: string
}

export interface StreamSettings {
  /** Called once, whatever the end. */
  readonly done: () => void
  /** Hears of what went wrong on the way; the answer is then cut off, so that nobody takes it for whole. */
  readonly failed: (error: unknown) => void
  /** Milliseconds that a reader may keep us waiting: it holds a connection of the database meanwhile. */
  readonly patience: number
}

/**
 * An export as a stream of bytes. The next batch is on its way while this one is written, and no more than that: a
 * reader that is slow makes the database wait, one that goes away ends it.
 */
export function sheetStream(
  sheets: SheetExport,
  writer: SheetWriter,
  settings: StreamSettings,
): ReadableStream<Uint8Array> {
  const { done, failed, patience } = settings
  const encoder = new TextEncoder()
  let ahead: Promise<Sheets> | undefined
  let first = true
  let ended = false
  let waiting: NodeJS.Timeout | undefined

  const fetch = () => {
    const next = sheets.next()
    // Whoever waits for it hears of the error; if nobody does any more, nobody needs to.
    next.catch(() => undefined)
    return next
  }
  const end = async () => {
    if (ended) return
    ended = true
    clearTimeout(waiting)
    await ahead?.catch(() => undefined)
    await sheets.close().catch(failed)
    done()
  }
  const fail = async (controller: ReadableStreamDefaultController<Uint8Array>, error: unknown) => {
    if (ended) return
    failed(error)
    controller.error(error)
    await end()
  }
  const rest = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    waiting = setTimeout(() => fail(controller, new Error('The reader of an export takes nothing')), patience)
    waiting.unref()
  }

  /** What comes next; undefined after the last batch. Sheets that hold no cell are passed over. */
  const wordsNext = async (): Promise<string | undefined> => {
    for (;;) {
      const batch = await (ahead ?? fetch())
      if (batch.length === 0) return undefined
      ahead = fetch()
      const words = writer.write(batch, first)
      if (words !== '') return words
    }
  }
  const bytesOf = (words: string) => {
    const bytes = encoder.encode(first ? writer.head + words : words)
    first = false
    return bytes
  }

  return new ReadableStream<Uint8Array>(
    {
      // Also where nobody ever begins to read.
      start: rest,
      async pull(controller) {
        clearTimeout(waiting)
        try {
          const words = await wordsNext()
          const bytes = bytesOf(words ?? writer.tail)
          if (bytes.length > 0) controller.enqueue(bytes)
          if (words !== undefined) return rest(controller)
          controller.close()
          await end()
        } catch (error) {
          await fail(controller, error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
