import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { holdToPace, leastPace } from './pace.ts'
import { CannotStart } from './store/cannot-start.ts'
import { type QuickConnection, quickConnection } from './web/page-cache/quick-connection.ts'
import { type Visitor, visitorOf } from './web/page-cache/visitor.ts'

type Answer = (request: Request, env: unknown) => Response | Promise<Response>
/** Answers a request by itself, or leaves it at once with false or later by calling `leave` of the visitor. */
type QuickAnswer = (visitor: Visitor) => boolean

export interface Listener {
  readonly port: number
  /** From now on requests go here; before, they are told that the start is under way. */
  readonly answerWith: (answer: Answer, quick?: QuickAnswer) => void
  /** Takes no more requests; gives those under way a few seconds to end. */
  readonly close: () => Promise<void>
}

const patience = 5_000

const starting: Answer = () =>
  new Response('正在启动，请稍候重试。\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' },
  })

function sayListenFault({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `端口 ${port} 已被别的程序占用。请停止那个程序，或用 PORT 另指一个端口。`
  if (code === 'EACCES') return `当前用户无权使用端口 ${port}。请用 PORT 另指一个 1024 以上的端口。`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `本机没有地址 ${host}。请用 HOST 另指一个地址，例如 127.0.0.1 或 0.0.0.0。`
  return `无法在 ${host}:${port} 上监听：${message}`
}

/**
 * Puts the answering of pages before Node's reading of requests.
 *
 * @returns ends its connections that are idle
 */
function answerFirst(server: Server, answer: QuickAnswer): () => void {
  const quick = new Set<QuickConnection>()
  const handOver = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
  server.removeAllListeners('connection').on('connection', (socket) => {
    const connection = quickConnection(socket, {
      answer,
      handOver: () => {
        quick.delete(connection)
        for (const take of handOver) take.call(server, socket)
      },
      patience: server.keepAliveTimeout,
    })
    quick.add(connection)
    socket.once('close', () => quick.delete(connection))
  })
  return () => {
    for (const { closeIdle } of quick) closeIdle()
  }
}

async function close(server: Server, closeQuick: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection becomes idle when its last answer is out; the browser would keep it open.
  const idle = setInterval(() => {
    server.closeIdleConnections()
    closeQuick()
  }, 50)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}

/**
 * Takes the port at once, before the slow parts of the start.
 *
 * @param pace quicker in tests of senders that are slow
 * @throws {CannotStart} where the port is taken or the address is not ours
 */
export async function listen(host: string, port: number, pace = leastPace): Promise<Listener> {
  let answer = starting
  let quick: QuickAnswer | undefined
  const slow = getRequestListener((request, env) => answer(request, env))
  const server = createServer((incoming, outgoing) => {
    const leave = () => void slow(incoming, outgoing)
    if (!quick?.(visitorOf(incoming, outgoing, leave))) leave()
  })
  const closeQuick = answerFirst(server, (visitor) => quick?.(visitor) ?? false)
  server.headersTimeout = pace.period
  // No time for the whole: it would cut a slow upload of many files.
  server.requestTimeout = 0
  server.on('request', (incoming, outgoing) => holdToPace(incoming, outgoing, pace))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new CannotStart(sayListenFault(error, host, port), { cause: error })))
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: (next, nextQuick) => {
      answer = next
      quick = nextQuick
    },
    close: () => close(server, closeQuick),
  }
}
