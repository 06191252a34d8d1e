import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a sender must bring of a request in each period, as long as more is to come. */
export interface Pace {
  /** Milliseconds. */
  readonly period: number
  readonly bytes: number
}

/** A form of common size has a minute; five hundred files over a poor line have all the time they need. */
export const leastPace: Pace = { period: 60_000, bytes: 64 * 1024 }

/**
 * Ends the connection of a sender that only holds it. One that waits for us, as we are still at work with what came
 * and take no more for now, is not meant.
 */
export function holdToPace(incoming: IncomingMessage, outgoing: ServerResponse, { period, bytes }: Pace): void {
  const { socket, headers } = incoming
  const bringsNothing = headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
  if (bringsNothing) return
  let before = socket.bytesRead
  let waited = false
  const watch = setInterval(() => {
    const isSlow = !waited && incoming.readableFlowing && socket.bytesRead - before < bytes
    before = socket.bytesRead
    waited = !incoming.readableFlowing
    if (incoming.complete) clearInterval(watch)
    else if (isSlow) end()
  }, period)
  const end = () => {
    if (!outgoing.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    socket.destroySoon()
  }
  watch.unref()
  incoming
    .on('pause', () => {
      waited = true
    })
    .once('close', () => clearInterval(watch))
}
