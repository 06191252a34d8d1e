import { createServer, type Socket } from 'node:net'

/** A mail as the server took it. */
export interface Delivered {
  readonly to: readonly string[]
  readonly message: string
}

type Answer = (address: string) => string

/** Speaks enough SMTP (RFC 5321) to take mail; `onRecipient` may refuse an addressee. */
export async function startSmtpServer(onRecipient: Answer = () => '250 ok') {
  const delivered: Delivered[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let [rest, to, body] = ['', [] as string[], undefined as string[] | undefined]
    const say = (line: string) => socket.write(`${line}\r\n`)
    const command = (line: string) => {
      if (body) {
        if (line !== '.') return void body.push(line.replace(/^\.\./, '.'))
        delivered.push({ to, message: body.join('\r\n') })
        body = undefined
        return say('250 taken')
      }
      const address = /^RCPT TO:<(.*)>/i.exec(line)?.[1]
      if (address !== undefined) {
        const answer = onRecipient(address)
        if (answer.startsWith('250')) to.push(address)
        return say(answer)
      }
      if (/^MAIL/i.test(line)) to = []
      if (/^DATA/i.test(line)) body = []
      if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n')
      say(body ? '354 go on' : '250 ok')
    }
    say('220 smtp.example')
    socket.setEncoding('utf8').on('error', () => undefined)
    socket.on('data', (piece: string) => {
      const lines = (rest + piece).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) command(line)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `smtp://127.0.0.1:${port}`, delivered, stop }
}
