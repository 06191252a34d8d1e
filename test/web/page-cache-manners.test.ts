import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodies, bring, files } from '../app/draft.ts'
import { emptyTables } from '../database.ts'
import { type Answered, type Asked, type Process, useProcesses } from './processes.ts'

const held = useProcesses()
let report: string

beforeAll(async () => {
  await emptyTables(held.db)
  const { district } = await bodies(held.db)
  await bring(held.without.services, district, files.wrong, 'published')
  report = `/reports/${district}-2021`
})

const kept = (): Process => held.both[0]

/** Belong to one answer, or say how it came over the wire. */
const ofTheAnswer = ['x-request-id', 'date', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'vary']

const lasting = ({ headers }: Answered) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheAnswer.includes(name)))

/** What the reader gets of a body; pages of errors bear the number of their request. */
const content = ({ body, headers }: Answered) =>
  `${headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body}`.replace(/请求编号 [0-9a-f]+/, '')

/** The answer of the process that keeps pages, twice, and of the one that does not. */
async function beside(path: string, asked: Asked = {}) {
  const first = await kept().get(path, asked)
  return { first, again: await kept().get(path, asked), truth: await held.without.get(path, asked) }
}

const gzip = { 'accept-encoding': 'gzip, deflate, br' }

const answers: readonly (readonly [string, () => string, Asked])[] = [
  ['a page', () => report, {}],
  ['a page, compressed', () => report, { headers: gzip }],
  ['only the head of a page', () => report, { method: 'HEAD' }],
  ['the list', () => '/reports?year=2021', { headers: gzip }],
  ['a page that is not there', () => '/reports/1-1999', {}],
  ['a query that makes no sense', () => '/reports?year=abc', {}],
  ['a page after the last one', () => '/reports?year=2021&page=7', {}],
  ['a body', () => report.replace(/reports\/(\d+).*/, 'bodies/$1'), {}],
  ['the regions', () => '/reports/regions', {}],
  ['addresses behind a proxy that speaks https', () => '/data', { headers: { 'x-forwarded-proto': 'https' } }],
  ['addresses without one', () => '/data', {}],
  ['large type', () => report, { headers: { cookie: 'a=b; size=lg' } }],
]

describe('An answer from memory', () => {
  test.each(answers)('is the one that the application gives: %s', async (_, path, asked) => {
    const { first, again, truth } = await beside(path(), asked)
    for (const answer of [first, again]) {
      expect(answer.status).toBe(truth.status)
      expect(lasting(answer)).toEqual(lasting(truth))
      expect(content(answer)).toBe(content(truth))
    }
  })

  test('tells caches between us and the reader by what it varies', async () => {
    for (const headers of [{}, gzip])
      expect((await kept().get(report, { headers })).headers.vary).toBe('Accept-Encoding, Cookie')
  })

  test('is compressed for those who understand it, and for nobody else', async () => {
    const encoding = async (accepted: string) =>
      (await kept().get(report, { headers: { 'accept-encoding': accepted } })).headers['content-encoding']
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'GZIP']) expect(await encoding(accepted), accepted).toBe('gzip')
    for (const accepted of ['identity', 'br', 'gzip;q=0', 'gzip ; q=0.000, br', 'not-gzip'])
      expect(await encoding(accepted), accepted).toBeUndefined()
  })

  test('is not sent to those who have it, whether compressed or not', async () => {
    const plain = (await kept().get(report)).headers.etag ?? ''
    const packed = (await kept().get(report, { headers: gzip })).headers.etag ?? ''
    expect(packed).toBe(`W/${plain}`)
    for (const known of [plain, packed, `"other", ${packed}`, '*'])
      for (const encoding of [{}, gzip]) {
        const asked = { headers: { 'if-none-match': known, ...encoding } }
        const { first, truth } = await beside(report, asked)
        expect([first.status, first.body.length], known).toEqual([304, 0])
        if (known !== '*') expect(truth.status, known).toBe(304)
      }
    expect((await kept().get(report, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('has a number of its own, under which the log has it once, without query and cookie', async () => {
    const asked = { headers: { cookie: 'session=secret' } }
    const answers = await Promise.all(Array.from({ length: 20 }, () => kept().get('/reports?q=secret', asked)))
    const numbers = answers.map(({ headers }) => `${headers['x-request-id']}`)
    expect(new Set(numbers).size).toBe(20)
    for (const number of numbers) {
      expect(number).toMatch(/^[0-9a-f]{10}$/)
      const logged = kept().lines.filter(({ request }) => request === number)
      expect(logged).toMatchObject([{ method: 'GET', path: '/reports', status: 200, msg: 'request' }])
      expect(JSON.stringify(logged)).not.toContain('secret')
    }
  })

  test('of an error bears the number that its page shows', async () => {
    const answer = await kept().get('/reports/1-1999')
    expect(answer.body.toString()).toContain(`请求编号 ${answer.headers['x-request-id']}`)
  })
})

describe('Pages that differ', () => {
  const queries = ['', '?', '?year=2021', '?year=2020', '?q=花溪', '?q=%E8%8A%B1', '?page=1', '?year=2021&q=x']
  const asking = fc.record({
    path: fc.constantFrom('/', '/reports', '/about'),
    query: fc.constantFrom(...queries.map((query) => encodeURI(query).replaceAll('%25', '%'))),
    cookie: fc.constantFrom('', 'size=lg', 'size=md', 'x=size=lg', 'session=abc', 'size=lgx', 'session=a; size=lg'),
    encoding: fc.constantFrom('', 'gzip'),
  })

  test('in address, query or size of type are never taken for each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asking, { minLength: 2, maxLength: 12 }), async (all) => {
        await Promise.all(
          all.map(async ({ path, query, cookie, encoding }) => {
            const asked = { headers: { ...(cookie && { cookie }), 'accept-encoding': encoding || 'identity' } }
            const [answer, truth] = await Promise.all([
              kept().get(path + query, asked),
              held.without.get(path + query, asked),
            ])
            expect(answer.status).toBe(truth.status)
            expect(content(answer), `${path}${query} ${cookie}`).toBe(content(truth))
          }),
        )
      }),
      { numRuns: 20 },
    )
  })
})

/** Sends bytes as they are. */
async function rawText(port: number, head: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${head}\r\nConnection: close\r\n\r\n`, 'latin1')
  return text(socket)
}

/** Gives status and body. */
async function raw(port: number, head: string) {
  const said = await rawText(port, head)
  const [, status = ''] = /^HTTP\/1\.1 (\d{3})/.exec(said) ?? []
  const body = said.slice(said.indexOf('\r\n\r\n')).replace(/^[0-9a-f]+\r$/gm, '')
  return { status, body: body.replace(/请求编号 [0-9a-f]+/, '').replace(/\s/g, '') }
}

describe('A request with a body that nobody wants', () => {
  test('is answered, and so is the one after it on the same connection', async () => {
    const about = 'GET /about HTTP/1.1\r\nHost: localhost'
    const said = await rawText(kept().port, `${about}\r\nContent-Length: 5\r\n\r\nhello${about}`)
    expect([...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)).toEqual(['200', '200'])
  })
})

describe('A hostile request', () => {
  const targets = [
    '/',
    '/reports',
    '//',
    '/reports/',
    '/reports/1-2021',
    '/about?',
    '/reports?q=%zz',
    '/REPORTS',
    '/%72eports',
  ]
  const more = [
    '/reports?q=\u00e4',
    '/reports?year=2021#x',
    'http://elsewhere/reports',
    '*',
    '/reports;/../desk',
    '/desk',
  ]
  const hosts = [
    'localhost',
    'x /desk',
    'a@b',
    'localhost:1',
    'localhost:99999',
    '999.1.1.1',
    '[::1]',
    'a/b',
    'a?b',
    '',
    '例',
    'x"><script>',
    'a,b',
  ]
  const hostile = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'PUT'),
    target: fc.constantFrom(...targets, ...more),
    host: fc.constantFrom(...hosts),
    header: fc.constantFrom('', 'Range: bytes=0-9', 'Cookie: size=lg', 'Content-Length: 0', 'X-Forwarded-Host: evil'),
  })

  test('gets from a process that keeps pages what it gets from one that does not', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async ({ method, target, host, header }) => {
        const head = `${method} ${target} HTTP/1.1\r\nHost: ${host}${header && `\r\n${header}`}`
        const [answer, truth] = await Promise.all([kept(), held.without].map(({ port }) => raw(port, head)))
        expect(answer).toEqual(truth)
      }),
      { numRuns: 250 },
    )
  })
})
