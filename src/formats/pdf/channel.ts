type Listener = (event: { readonly data: unknown }) => void

/** The part of a message port that pdf.js uses. */
interface Port {
  postMessage(message: unknown): void
  addEventListener(name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void
  removeEventListener(name: string, listener: Listener): void
  terminate(): void
}

interface Chunk {
  readonly fnArray: readonly unknown[]
  readonly argsArray: readonly unknown[]
}

const isChunk = (value: unknown): value is Chunk => typeof value === 'object' && value !== null && 'fnArray' in value

/** The sender empties its lists of operators after sending them; everything else it leaves alone. */
function keep(message: unknown, onOperators: (count: number) => void): unknown {
  const chunk = (message as { readonly chunk?: unknown }).chunk
  if (!isChunk(chunk)) return message
  onOperators(chunk.fnArray.length)
  return {
    ...(message as object),
    chunk: { ...chunk, fnArray: chunk.fnArray.slice(), argsArray: chunk.argsArray.slice() },
  }
}

/**
 * Two ends of a channel inside one thread. The one that pdf.js brings copies every message deeply, which costs more
 * than reading a page.
 *
 * @param onOperators is told how many drawing operators each message carries
 */
export function createChannel(onOperators: (count: number) => void): readonly [Port, Port] {
  const listeners: readonly [Set<Listener>, Set<Listener>] = [new Set(), new Set()]
  const createPort = (own: Set<Listener>, other: Set<Listener>): Port => ({
    postMessage(message) {
      const data = keep(message, onOperators)
      queueMicrotask(() => {
        for (const listener of other) listener({ data })
      })
    },
    addEventListener(_, listener, options) {
      own.add(listener)
      options?.signal?.addEventListener('abort', () => own.delete(listener))
    },
    removeEventListener: (_, listener) => own.delete(listener),
    terminate: () => own.clear(),
  })
  return [createPort(listeners[0], listeners[1]), createPort(listeners[1], listeners[0])]
}
