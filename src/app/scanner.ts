import { connect } from 'node:net'

/** What a scanner says of a file. */
export type Scanned =
  | { readonly clean: true; readonly says: string }
  /** It found something; `says` is its name. */
  | { readonly clean: false; readonly says: string }

/** Looks for viruses in what the public hands in. */
export interface Scanner {
  /** @throws {ScannerAway} where it does not answer, or says that it cannot tell */
  readonly scan: (bytes: Uint8Array) => Promise<Scanned>
}

/** Nothing can be taken while the scanner is away: it was set up so that nothing comes in unscanned. */
export class ScannerAway extends Error {
  override readonly name: string = 'ScannerAway'
}

/** Milliseconds for a file of ten megabytes. */
const patience = 30_000

/** Bytes of one piece; clamd asks for a length of four bytes before each. */
const piece = 64 * 1024

const longestAnswer = 4096

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return length
}

function* streamed(bytes: Uint8Array): Generator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece)
    yield lengthOf(part)
    yield part
  }
  yield Buffer.alloc(4)
}

/** What clamd answers: `stream: OK`, `stream: Eicar-Test-Signature FOUND`, `… ERROR`. */
function readAnswer(answer: string): Scanned {
  const text = answer.replace(/\0.*$/s, '').trim()
  if (text === 'stream: OK') return { clean: true, says: 'ClamAV：未发现病毒' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1]
  if (found !== undefined) return { clean: false, says: found }
  throw new ScannerAway(`clamd answered “${text.slice(0, 200)}”`)
}

function ask({ host, port }: { readonly host: string; readonly port: number }, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect({ host, port })
    const fail = (why: string) => {
      socket.destroy()
      reject(new ScannerAway(why))
    }
    socket.setTimeout(patience, () => fail('clamd did not answer in time'))
    socket.on('error', (error) => fail(error.message))
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      if (answer.length > longestAnswer) fail('clamd answered at too great a length')
    })
    socket.on('end', () => resolve(answer))
    socket.on('connect', () => {
      for (const part of streamed(bytes)) socket.write(part)
    })
  })
}

/** The scanner of ClamAV over its INSTREAM command, at `clamd://host:port`. */
export function clamd(address: string): Scanner {
  const { hostname: host, port } = new URL(address)
  return { scan: async (bytes) => readAnswer(await ask({ host, port: Number(port || 3310) }, bytes)) }
}
