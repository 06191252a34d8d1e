import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listen } from '../../src/listen.ts'
import type { Pace } from '../../src/pace.ts'
import { cleanFileName } from '../../src/web/file-name.ts'
import { type Received, type Receiving, receiveFiles } from '../../src/web/uploads.ts'

const boundary = 'x-gongkai-x'
const mebibyte = 1024 * 1024

/** On a machine that does much else too. */
const patient = { timeout: 20_000 }

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content)

/** A part of a form as a browser writes it; the name may be bytes of any encoding. */
const filePart = (name: string | Uint8Array, content: string | Uint8Array) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="`),
    bytesOf(name),
    Buffer.from('"\r\nContent-Type: application/octet-stream\r\n\r\n'),
    bytesOf(content),
    Buffer.from('\r\n'),
  ])

const fieldPart = (name: string, value: string) =>
  Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)

const closing = Buffer.from(`--${boundary}--\r\n`)

interface Seen {
  readonly name: string
  readonly size: number
  readonly head: string
  readonly fields: Readonly<Record<string, string>>
}

/** A real server that receives files and tells what it received. */
async function server(receiving: Partial<Receiving> = {}, pace?: Pace) {
  const seen: Seen[] = []
  const results: Received[] = []
  const faults: Error[] = []
  const app = new Hono()
  app.post('/', async (c) => {
    const result = await receiveFiles(c.req.raw, {
      each: async ({ name, size, bytes, fields }) => {
        expect(bytes.length).toBe(size)
        expect(bytes.buffer.byteLength).toBe(size)
        seen.push({ name, size, head: Buffer.from(bytes.subarray(0, 20)).toString(), fields })
      },
      ...receiving,
    })
    results.push(result)
    return c.json(result)
  })
  app.onError((error, c) => {
    if ('status' in error) return c.text('no form', error.status as 400)
    faults.push(error)
    return c.text('fault', 500)
  })
  const listener = await listen('127.0.0.1', 0, pace)
  listener.answerWith((request, env) => app.fetch(request, env as object))
  onTestFinished(listener.close)
  const address = `http://127.0.0.1:${listener.port}/`
  const send = (body: BodyInit, type = `multipart/form-data; boundary=${boundary}`) =>
    fetch(address, { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as RequestInit)
  return { seen, results, faults, address, port: listener.port, send }
}

/** Begins a post of so many bytes on a socket of its own. */
function begin(port: number, length: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n\r\n`,
  )
  onTestFinished(() => void socket.destroy())
  return socket
}

describe('Uploaded files', () => {
  it('arrive one after the other, each with the fields before it', async () => {
    const { seen, send } = await server()
    const form = new FormData()
    form.append('body', '花溪区')
    form.append('files', new File(['第一份'], '一.html'))
    form.append('year', '2021')
    form.append('files', new File(['第二份'], '二.html'))
    form.append('after', 'x')
    const body = new Response(form)
    const result = await send(await body.blob(), body.headers.get('content-type') ?? '')
    expect(await result.json()).toEqual({
      whole: true,
      files: 2,
      tooLarge: [],
      tooMany: false,
      fields: { body: '花溪区', year: '2021', after: 'x' },
    })
    expect(seen).toEqual([
      { name: '一.html', size: 9, head: '第一份', fields: { body: '花溪区' } },
      { name: '二.html', size: 9, head: '第二份', fields: { body: '花溪区', year: '2021' } },
    ])
  })

  it('may be five hundred, and each is dealt with before the next is read', async () => {
    let open = 0
    const sizes: number[] = []
    const { send, results } = await server({
      each: async ({ size }) => {
        open += 1
        expect(open).toBe(1)
        await pause(1)
        open -= 1
        sizes.push(size)
      },
    })
    const contents = Array.from({ length: 500 }, (_, at) => Buffer.alloc((at * 977) % 60_000, at))
    await send(Buffer.concat([...contents.map((content, at) => filePart(`${at}.pdf`, content)), closing]))
    expect(sizes).toEqual(contents.map(({ length }) => length))
    expect(results).toMatchObject([{ whole: true, files: 500 }])
  })

  it('may be large: one of 64 MB is whole, one of 70 MB is named as too large, and the next is read', async () => {
    const { seen, results, send } = await server()
    const form = [
      filePart('least.txt', 'a'),
      filePart('70.pdf', Buffer.alloc(70 * mebibyte, '7')),
      filePart('64.pdf', Buffer.alloc(64 * mebibyte, '6')),
      filePart('last.txt', 'z'),
      closing,
    ]
    await send(Buffer.concat(form))
    expect(seen.map(({ name, size }) => [name, size])).toEqual([
      ['least.txt', 1],
      ['64.pdf', 64 * mebibyte],
      ['last.txt', 1],
    ])
    expect(results).toMatchObject([{ whole: true, files: 3, tooLarge: ['70.pdf'] }])
  })

  it('do not pile up in memory: the sender waits while one is dealt with', async () => {
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const { port, results } = await server({ each: () => held })
    const content = Buffer.alloc(256 * 1024, 'x')
    const parts = Array.from({ length: 400 }, (_, at) => filePart(`${at}.pdf`, content))
    const length = parts.reduce((sum, part) => sum + part.length, closing.length)
    const socket = begin(port, length)
    for (const part of [...parts, closing]) socket.write(part)
    await pause(700)
    // What the sockets of both sides hold has been sent, and no more of the hundred megabytes.
    expect(socket.writableLength).toBeGreaterThan(length / 2)
    goOn()
    await expect.poll(() => results.length, patient).toBe(1)
    expect(results).toMatchObject([{ whole: true, files: 400 }])
  })

  it('beyond the number allowed are left out, and that is said', async () => {
    const { seen, results, send } = await server({ limits: { files: 3 } })
    await send(Buffer.concat([...['1', '2', '3', '4', '5'].map((name) => filePart(name, name)), closing]))
    expect(seen.map(({ name }) => name)).toEqual(['1', '2', '3'])
    expect(results).toMatchObject([{ whole: true, files: 3, tooMany: true }])
  })

  it('of which none was chosen are none', async () => {
    const { seen, results, send } = await server()
    await send(Buffer.concat([filePart('', ''), closing]))
    expect(seen).toEqual([])
    expect(results).toMatchObject([{ whole: true, files: 0 }])
  })

  it('are kept as far as they were whole when the connection breaks', async () => {
    const { seen, results, port } = await server()
    const form = Buffer.concat([filePart('1.pdf', 'first'), filePart('2.pdf', Buffer.alloc(300_000, 'x')), closing])
    for (const cut of [0.3, 0.6, 0.95]) {
      const socket = begin(port, form.length)
      socket.write(form.subarray(0, form.length * cut))
      await expect.poll(() => seen.length, patient).toBe(1)
      socket.destroy()
      await expect.poll(() => results.length, patient).toBe(1)
      expect(results.splice(0)).toMatchObject([{ whole: false, files: 1 }])
      expect(seen.splice(0)).toMatchObject([{ name: '1.pdf', size: 5 }])
    }
  })

  it('are kept as far as they were whole when the form ends too early', async () => {
    const { seen, results, send } = await server()
    const answer = await send(Buffer.concat([filePart('1.pdf', 'first'), filePart('2.pdf', 'second').subarray(0, -1)]))
    expect(answer.status).toBe(200)
    expect(seen.map(({ name }) => name)).toEqual(['1.pdf'])
    expect(results).toMatchObject([{ whole: false, files: 1 }])
  })

  it('that cannot be stored stop the upload with an answer', async () => {
    const { faults, send } = await server({ each: () => Promise.reject(new Error('disk full')) })
    const answer = await send(Buffer.concat([filePart('1', '1'), filePart('2', Buffer.alloc(mebibyte)), closing]))
    expect(answer.status).toBe(500)
    expect(faults.map(({ message }) => message)).toEqual(['disk full'])
  })

  it('come in a form and in nothing else', async () => {
    const { send } = await server()
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/mixed; boundary=a'])
      expect((await send('a=b', type)).status).toBe(400)
  })

  it('are read from a form in any condition without hanging or throwing', async () => {
    const { send, results } = await server()
    const whole = Buffer.concat([
      fieldPart('body', '1'),
      filePart('1.pdf', 'first\r\n--x-gongkai'),
      filePart('2.pdf', Buffer.alloc(2000, '-')),
      closing,
    ])
    const change = fc.record({ at: fc.nat(whole.length), remove: fc.nat(60), insert: fc.string({ maxLength: 40 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let form = whole
        for (const { at, remove, insert } of changes)
          form = Buffer.concat([form.subarray(0, at), Buffer.from(insert), form.subarray(at + remove)])
        expect((await send(form)).status).toBe(200)
        expect(results.pop()?.files).toBeLessThanOrEqual(2)
      }),
      { numRuns: 300 },
    )
  })
})

describe('A slow sender', () => {
  const pace = { period: 500, bytes: 1000 }

  it('has all the time it needs as long as it goes on', async () => {
    const { port, results } = await server({}, pace)
    const form = Buffer.concat([filePart('1.pdf', Buffer.alloc(40_000, 'x')), closing])
    const socket = begin(port, form.length)
    for (let at = 0; at < form.length; at += 1000) {
      socket.write(form.subarray(at, at + 1000))
      await pause(50)
    }
    await expect.poll(() => results.length, patient).toBe(1)
    expect(results).toMatchObject([{ whole: true, files: 1 }])
  })

  it('is cut off when it only holds the connection', async () => {
    const { port, results } = await server({}, pace)
    const socket = begin(port, 20_000)
    const answer = text(socket)
    const drip = setInterval(() => socket.write('x'), 20)
    expect(await answer).toContain('408 Request Timeout')
    clearInterval(drip)
    await expect.poll(() => results.length, patient).toBe(1)
    expect(results).toMatchObject([{ whole: false, files: 0 }])
  })

  it('is not cut off while it waits for us', async () => {
    const { port, results } = await server({ each: () => pause(1_600) }, pace)
    const form = Buffer.concat([filePart('1', '1'), filePart('2', Buffer.alloc(3 * mebibyte)), closing])
    begin(port, form.length).write(form)
    await expect.poll(() => results.length, patient).toBe(1)
    expect(results).toMatchObject([{ whole: true, files: 2 }])
  })
})

describe('The name of an uploaded file', () => {
  it.each([
    ['C:\\Users\\someone\\2021年度报告.pdf', '2021年度报告.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['folder/报告 最终.docx', '报告 最终.docx'],
    ['报告📄👩‍💼.html', '报告📄👩‍💼.html'],
    ['a\u202egpj.html', 'agpj.html'],
    ['..', '未命名'],
    ['.html', '未命名.html'],
    ['', '未命名'],
  ])('%j becomes %j', (given, name) => {
    expect(cleanFileName(given)).toBe(name)
  })

  it('is one short line that is no path, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given)
        expect(name).toMatch(/^[^/\\\p{Cc}]+$/u)
        expect(name).not.toMatch(/^\.*$/)
        expect([...name].length).toBeLessThanOrEqual(120)
        expect(cleanFileName(name)).toBe(name)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps its ending, however long it is', () => {
    const name = cleanFileName(`${'很'.repeat(5000)}.docx`)
    expect(name).toMatch(/^很+\.docx$/)
    expect(name.length).toBe(120)
  })

  it('of a program that writes GBK is still a name', async () => {
    const { seen, send } = await server()
    const gbk = Buffer.from([0xbb, 0xa8, 0xcf, 0xaa, 0xc7, 0xf8])
    const parts = [
      filePart(Buffer.concat([gbk, Buffer.from('2021.html')]), 'a'),
      filePart('C:\\报告\\花溪区📄.html', 'b'),
      filePart(`${'长'.repeat(3000)}.pdf`, 'c'),
    ]
    await send(Buffer.concat([...parts, closing]))
    expect(seen.map(({ name }) => name)).toEqual([
      expect.stringMatching(/2021\.html$/),
      '花溪区📄.html',
      expect.stringMatching(/^长{116}\.pdf$/),
    ])
    expect(seen[0]?.name).not.toContain('\ufffd')
  })
})
