import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asked } from './asked.ts'
import { type Answer, numberHeader } from './page.ts'

/** Somebody who asks for a page, however the request was read. */
export interface Visitor extends Asked {
  /**
   * Sends the answer.
   *
   * @param number of the request
   * @param date of the answer, as HTTP writes it
   */
  readonly send: (answer: Answer, number: string, date: string) => void
  /** Has the application asked instead. */
  readonly leave: () => void
}

/** A visitor whose request was read by Node. */
export function visitorOf(incoming: IncomingMessage, outgoing: ServerResponse, leave: () => void): Visitor {
  const { method, url, headers } = incoming
  return {
    method,
    url,
    headers,
    send: ({ status, headers, body }, number) => {
      outgoing.writeHead(status, [...headers, numberHeader, number])
      outgoing.end(method === 'HEAD' ? undefined : body)
    },
    leave: () => {
      if (!outgoing.headersSent) leave()
    },
  }
}
