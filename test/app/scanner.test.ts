import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { clamd, ScannerAway } from '../../src/app/scanner.ts'

let server: Server | undefined
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))))

/** Takes apart what a client streams, as clamd does: the command, pieces with their lengths, an empty one. */
function received(all: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0')
  if (!all.subarray(0, command.length).equals(command)) return undefined
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= all.length; ) {
    const length = all.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    if (at + 4 + length > all.length) return undefined
    pieces.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

/** A small clamd of our own: answers when a stream has come in whole. */
async function listening(answer: (bytes: Buffer, socket: Socket) => void): Promise<string> {
  const made = createServer((socket) => {
    let all = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      all = Buffer.concat([all, data])
      const bytes = received(all)
      if (bytes) answer(bytes, socket)
    })
  })
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  return `clamd://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** No virus, but what every scanner takes for one in a test; in two halves, so that none finds it here. */
const eicar = Buffer.from(`${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD'}-ANTIVIRUS-TEST-FILE!$H+H*`)

describe('A scanner that speaks as clamd does', () => {
  test('is given the file whole, in pieces, and says whether it is clean', async () => {
    const came: number[] = []
    const scanner = clamd(
      await listening((bytes, socket) => {
        came.push(bytes.length)
        socket.end(bytes.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
      }),
    )
    expect(await scanner.scan(Buffer.alloc(200_000, 7))).toEqual({ clean: true, says: 'ClamAV：未发现病毒' })
    expect(await scanner.scan(eicar)).toEqual({ clean: false, says: 'Eicar-Test-Signature' })
    expect(came).toEqual([200_000, eicar.length])
  })

  test.each(['INSTREAM size limit exceeded. ERROR\0', '', 'stream: \0'])(
    'that answers “%s” has told nothing: the file is not taken as clean',
    async (words) => {
      const scanner = clamd(await listening((_, socket) => socket.end(words)))
      await expect(scanner.scan(Buffer.from('a'))).rejects.toBeInstanceOf(ScannerAway)
    },
  )

  test('that is away is told apart from one that found something', async () => {
    await expect(clamd('clamd://127.0.0.1:1').scan(Buffer.from('a'))).rejects.toBeInstanceOf(ScannerAway)
  })
})
