import type { Socket } from 'node:net'
import { readAsked } from './asked.ts'
import { type Answer, numberHeader } from './page.ts'
import type { Visitor } from './visitor.ts'

/** A connection on which only whole requests for pages have come so far. */
export interface QuickConnection {
  /** Ends it, unless a request is being answered. */
  readonly closeIdle: () => void
}

export interface QuickOptions {
  /** Answers a request for a page; false where it is none. */
  readonly answer: (visitor: Visitor) => boolean
  /** Takes the connection over for good, with what came on it and was not answered. */
  readonly handOver: () => void
  /** Milliseconds after which a connection is ended on which nothing comes. */
  readonly patience: number
}

/**
 * Answers requests for pages without the cost of Node's reader of HTTP, one after the other. Whatever else comes (a
 * piece of a request, two at once, another method) goes to that reader, and the connection with it.
 */
export function quickConnection(socket: Socket, { answer, handOver, patience }: QuickOptions): QuickConnection {
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(patience / 1000)}\r\n\r\n`
  /** What came and is not answered; the first piece is the request being answered. */
  const unanswered: Buffer[] = []
  let hasEnded = false

  function send({ head, body }: Answer, method: string | undefined, number: string, date: string): void {
    socket.cork()
    socket.write(`${head}${numberHeader}: ${number}\r\nDate: ${date}\r\n${keepAlive}`, 'latin1')
    if (body && method !== 'HEAD') socket.write(body)
    socket.uncork()
    unanswered.shift()
    if (unanswered.length > 0) leave()
    else if (hasEnded) socket.end()
  }

  function take(bytes: Buffer): void {
    unanswered.push(bytes)
    // Node keeps the order of those who do not wait for their answer, and their number small.
    if (unanswered.length > 1) socket.pause()
    else if (!isAnswered(bytes)) leave()
  }

  function isAnswered(bytes: Buffer): boolean {
    const asked = socket.writableNeedDrain ? undefined : readAsked(bytes)
    if (!asked) return false
    const { method, url, headers } = asked
    return answer({ method, url, headers, leave, send: (page, number, date) => send(page, method, number, date) })
  }

  function closeIdle(): void {
    if (unanswered.length === 0) socket.destroySoon()
  }

  function end(): void {
    hasEnded = true
    closeIdle()
  }

  function leave(): void {
    socket.off('data', take).off('end', end).off('timeout', closeIdle).off('error', ignore).setTimeout(0)
    if (socket.destroyed) return
    socket.pause()
    socket.unshift(Buffer.concat(unanswered))
    handOver()
    socket.resume()
  }

  // The socket is closed then by itself.
  const ignore = () => undefined
  socket.on('data', take).on('end', end).on('timeout', closeIdle).on('error', ignore).setTimeout(patience)
  return { closeIdle }
}
