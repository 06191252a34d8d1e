import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { dictionaryOf } from '../../src/domain/report/dictionary.ts'
import { openDatabase, openPool } from '../../src/store/database.ts'
import { root, useDatabase } from '../database.ts'
import { openSite } from './open-data.ts'
import { schemaOf } from './schema-of.ts'
import { forms, visit } from './site.ts'

interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly schema: {
    readonly type: string
    readonly enum?: readonly string[]
    readonly minimum?: number
    readonly maximum?: number
    readonly maxLength?: number
  }
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: unknown }>> }>>
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const held = useDatabase()
let world: Awaited<ReturnType<typeof openSite>>
let document: Document
const get = (path: string, headers: HeadersInit = {}) => world.site.get(path, headers)
// biome-ignore lint/suspicious/noExplicitAny: what it holds is what the tests ask
const json = async (path: string): Promise<any> => (await get(path)).json()

beforeAll(async () => {
  world = await openSite(held.db)
  document = await json('/api/openapi.json')
}, 60_000)

const typeOf = (answer: Response) => (answer.headers.get('content-type') ?? '').split(';')[0] ?? ''

/** What the schema finds wrong in the values. */
function fault(schema: unknown, values: readonly unknown[]): string | undefined {
  const check = schemaOf(document, schema)
  const issues = values.flatMap((value) => check.safeParse(value).error?.issues ?? [])
  return issues.length === 0 ? undefined : JSON.stringify(issues.slice(0, 3))
}

/** What is wrong with an answer by the document; nothing where it is as told. */
async function breach(operation: Operation, answer: Response): Promise<string | undefined> {
  const told = operation.responses[answer.status]
  if (!told) return `status ${answer.status} is not documented`
  if (!told.content) return (await answer.text()) === '' ? undefined : 'has a body'
  const content = told.content[typeOf(answer)]
  if (!content) return `type ${typeOf(answer)} is not documented for ${answer.status}`
  const text = await answer.text()
  if (typeOf(answer) === 'application/x-ndjson')
    return fault(
      document.components.schemas.Cell,
      text
        .trimEnd()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    )
  return fault(content.schema, [typeOf(answer).endsWith('json') ? JSON.parse(text) : text])
}

const plain = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\p{Cc}/u.test(text))

/** Values that the parameter's schema allows. */
function right({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (name === 'cursor') return fc.constant('')
  if (name === 'key') return fc.constantFrom(...world.shown.map(({ agencyId, year }) => `${agencyId}-${year}`))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'integer') {
    const { minimum = 0, maximum = 0 } = schema
    const usual = fc.constantFrom(1, 2021, 2, world.huaxi).filter((value) => value >= minimum && value <= maximum)
    return fc.oneof(usual, fc.integer({ min: minimum, max: maximum })).map(String)
  }
  return fc.oneof(plain, fc.constantFrom('水利局 2020', '示例省', '%', "'", '\\', '示例市_'))
}

/** Values that it does not allow. */
function wrong({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (name === 'cursor') return fc.constantFrom('x', 'W10', 'WyJ5ZWFyIl0', 'null', '{}')
  if (schema.enum) return plain.filter((text) => text !== '' && !schema.enum?.includes(text))
  if (schema.type === 'integer') {
    const { minimum = 0, maximum = 0 } = schema
    return fc.constantFrom(`${minimum - 1}`, `${maximum + 1}`, 'x', '1.5', '0x10', ' 7', '٣', '9'.repeat(40))
  }
  return fc.constantFrom('\0', 'a\nb', 'x'.repeat(101))
}

const operations = () => Object.entries(document.paths).map(([path, { get: operation }]) => ({ path, ...operation }))
const inQuery = ({ parameters = [] }: Operation) => parameters.filter((parameter) => parameter.in === 'query')

const examples: Readonly<Record<string, () => string>> = {
  key: () => `${world.huaxi}-2021`,
  id: () => '1',
}

/** The address of an operation with something that is there. */
const addressOf = (operation: Operation & { readonly path: string }) =>
  operation.operationId === 'showForm'
    ? '/api/forms/2021'
    : operation.path.replace(/\{(\w+)\}/g, (_, name: string) => examples[name]?.() ?? '')

interface Asked {
  readonly address: string
  readonly operation: Operation
  /** Names of the parameters that are wrong. */
  readonly wrong: readonly string[]
}

/** Requests at any address with any parameters, right and wrong ones mixed. */
const requests = (): fc.Arbitrary<Asked> =>
  fc.constantFrom(...operations()).chain((operation) => {
    const choices = inQuery(operation).map((parameter) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 3, arbitrary: right(parameter).map((value) => ({ value, good: true })) },
        { weight: 1, arbitrary: wrong(parameter).map((value) => ({ value, good: false })) },
      ),
    )
    return fc.tuple(...choices).map((values) => {
      const set = inQuery(operation).flatMap(({ name }, index) => (values[index] ? [{ name, ...values[index] }] : []))
      const query = new URLSearchParams(set.map(({ name, value }) => [name, value]))
      const address = `${addressOf(operation)}${set.length > 0 ? `?${query}` : ''}`
      return { address, operation, wrong: set.filter(({ good }) => !good).map(({ name }) => name) }
    })
  })

describe('The document of the API', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never)
    expect(errors).toBeUndefined()
    expect([valid, document.openapi]).toEqual([true, '3.1.0'])
  })

  test('tells every address under /api that there is, save its own', () => {
    const routes = world.site.app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api') && path !== '/api/openapi.json')
      .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'))
    expect(new Set(routes)).toEqual(new Set(Object.keys(document.paths)))
  })

  test('is kept: any request is answered as it says, and all wrong parameters are named at once', async () => {
    await fc.assert(
      fc.asyncProperty(requests(), async ({ address, operation, wrong: faults }) => {
        const answer = await get(address)
        expect(answer.status, address).toBe(faults.length > 0 ? 400 : 200)
        if (faults.length > 0) {
          const { errors } = (await answer.clone().json()) as { errors: { parameter: string; says: string }[] }
          const named = errors.map(({ parameter }) => parameter)
          // A cursor is looked at once all else is right.
          const expected = faults.length > 1 ? faults.filter((name) => name !== 'cursor') : faults
          expect(new Set(named), address).toEqual(new Set(expected))
        }
        expect(await breach(operation, answer), address).toBeUndefined()
      }),
      { numRuns: 250 },
    )
  }, 120_000)

  test('is kept by every published report', async () => {
    const operation = document.paths['/api/reports/{key}']?.get as Operation
    expect(world.shown.length).toBeGreaterThan(15)
    for (const { agencyId, year } of world.shown)
      expect(await breach(operation, await get(`/api/reports/${agencyId}-${year}`))).toBeUndefined()
  })

  test('is kept where nothing is, nothing is acceptable, or a reader has it already', async () => {
    for (const operation of operations()) {
      const address = addressOf(operation)
      const { headers, body } = await get(address)
      await body?.cancel()
      const tag = headers.get('etag') ?? 'missing'
      expect(await breach(operation, await get(address, { accept: 'image/png' })), address).toBeUndefined()
      const again = await get(address, { 'if-none-match': tag })
      expect([again.status, await breach(operation, again), again.headers.get('etag')]).toEqual([304, undefined, tag])
    }
    for (const [path, address] of [
      ['/api/reports/{key}', '/api/reports/1-1950'],
      ['/api/reports/{key}', '/api/reports/everything'],
      ['/api/bodies/{id}', '/api/bodies/999999999999999'],
      ['/api/bodies/{id}', '/api/bodies/x'],
      ['/api/forms/{id}', '/api/forms/1999'],
    ] as const) {
      const answer = await get(address)
      expect([answer.status, await breach(document.paths[path]?.get as Operation, answer)]).toEqual([404, undefined])
    }
  })
})

describe('The API', () => {
  test('holds the report of 花溪区 as it is shown, with what people corrected', async () => {
    const { report, corrections, summary } = await json(`/api/reports/${world.huaxi}-2021`)
    const stored = await world.stored({ agencyId: world.huaxi, year: 2021 })
    expect(report.cells).toEqual(stored.reading.cells)
    expect(corrections).toMatchObject([
      { cell: 'received/natural-person', read: 117, corrected: 118 },
      { cell: 'received/research', read: 0, corrected: null },
      { cell: 'granted/enterprise', corrected: 'absent' },
    ])
    expect(JSON.stringify(corrections)).not.toMatch(/核对人|按原件/)
    expect(summary).toMatchObject({ id: `${world.huaxi}-2021`, year: 2021, received: 125 })
  })

  test.each(['year', 'published', 'received'])(
    'lists every report exactly once, page by page, sorted by %s',
    async (sort) => {
      const all = world.shown.map(({ agencyId, year }) => `${agencyId}-${year}`).sort()
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 25 }), async (limit) => {
          const seen: string[] = []
          for (let next: string | null = `/api/reports?sort=${sort}&limit=${limit}`; next !== null; ) {
            const answer: Response = await get(next)
            const page = (await answer.json()) as { reports: { id: string }[]; total: number; next: string | null }
            expect(page.reports.length).toBeLessThanOrEqual(limit)
            expect([page.total, answer.headers.get('link')]).toEqual([
              all.length,
              page.next && `<${page.next}>; rel="next"`,
            ])
            seen.push(...page.reports.map(({ id }) => id))
            next = page.next
          }
          expect(seen.toSorted()).toEqual(all)
        }),
        { numRuns: 8 },
      )
    },
  )

  test('lists every body exactly once', async () => {
    const seen: number[] = []
    for (let next: string | null = '/api/bodies?limit=3'; next !== null; ) {
      const page = (await (await get(next)).json()) as { bodies: { id: number }[]; next: string | null }
      seen.push(...page.bodies.map(({ id }) => id))
      next = page.next
    }
    const ids = [...new Set(world.shown.map(({ agencyId }) => agencyId))]
    expect(seen).toEqual(ids.sort((one, other) => one - other))
  })

  test('finds by region with those below it, by body, year, form, kind and words', async () => {
    const ids = async (query: Record<string, string>) => {
      const { reports } = await json(`/api/reports?${new URLSearchParams(query)}`)
      return (reports as { id: string; body: { name: string } }[]).map(({ id, body }) => `${id} ${body.name}`)
    }
    expect(await ids({ region: '贵州省' })).toHaveLength(3)
    expect(await ids({ body: String(world.huaxi), year: '2021' })).toEqual([`${world.huaxi}-2021 贵阳市花溪区人民政府`])
    expect(await ids({ form: '2021', year: '2022' })).toEqual([`${world.huaxi}-2022 贵阳市花溪区人民政府`])
    expect(await ids({ kind: 'township' })).toHaveLength(3)
    expect(await ids({ q: '水利局 2020' })).toMatchObject([expect.stringContaining('驻马店市水利局')])
    expect(await ids({ q: '100%' })).toEqual([])
  })

  test('tells another answer from the last one by its tag, once something is published', async () => {
    const { services, site, stored, huaxi } = world
    const tag = (await get('/api/reports')).headers.get('etag') ?? ''
    await services.db
      .updateTable('report')
      .set({ title: '换了标题的年度报告' })
      .where('agency_id', '=', huaxi)
      .where('year', '=', 2022)
      .execute()
    const answer = await get('/api/reports', { 'if-none-match': `W/"other", ${tag}` })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('etag')).not.toBe(tag)
    expect((await stored({ agencyId: huaxi, year: 2022 })).title).toBe('换了标题的年度报告')
    expect((await site.get('/api/reports', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test('holds the whole data dictionary', async () => {
    for (const form of forms) {
      const { cells } = await json(`/api/forms/${form.id}`)
      expect(cells).toEqual(dictionaryOf(form))
    }
    expect((await (await get('/api/dictionary.csv')).text()).split('\r\n')).toHaveLength(
      2 + forms.flatMap(dictionaryOf).length,
    )
  })

  test('may be read by pages of any site, and knows nobody', async () => {
    for (const address of ['/api', '/api/reports', '/api/nowhere', '/api/reports?year=x', '/api/cells.csv']) {
      const answer = await get(address, { origin: 'https://elsewhere.example', cookie: 'size=lg; session=x' })
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(answer.headers.getSetCookie()).toEqual([])
      await answer.body?.cancel()
    }
    const preflight = await world.site.ask('/api/reports', {
      method: 'OPTIONS',
      headers: { origin: 'https://e.example' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET,HEAD,OPTIONS'])
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('changes nothing: %s is told what is possible', async (method) => {
    for (const address of ['/api', '/api/reports', `/api/reports/${world.huaxi}-2021`, '/api/cells.csv']) {
      const answer = await world.site.ask(address, { method })
      expect([answer.status, answer.headers.get('allow'), typeOf(answer)]).toEqual([
        405,
        'GET, HEAD, OPTIONS',
        'application/problem+json',
      ])
    }
  })

  test('answers HEAD as GET, without the body', async () => {
    for (const operation of operations()) {
      const address = addressOf(operation)
      const [whole, head] = [await get(address), await world.site.ask(address, { method: 'HEAD' })]
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, whole.headers.get('etag'), ''])
      await whole.body?.cancel()
    }
  })

  test('sends what is long compressed to those who take it', async () => {
    for (const address of ['/api/reports', '/api/cells.ndjson', '/api/cells.csv']) {
      const answer = await get(address, { 'accept-encoding': 'gzip' })
      expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
        'gzip',
        'Accept, Accept-Encoding',
      ])
      const text = new Response(answer.body?.pipeThrough(new DecompressionStream('gzip') as never)).text()
      expect(await text).toBe(await (await get(address)).text())
    }
  })

  test('leads a browser to the page for people', async () => {
    const answer = await get('/api', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/data/api'])
  })

  test('says so where the database is away, and logs why', async () => {
    const pool = openPool('postgres://127.0.0.1:1/gone', () => undefined)
    const site = visit({ ...world.services, db: openDatabase(pool) })
    const answer = await site.get('/api/reports')
    expect([answer.status, typeOf(answer), answer.headers.get('retry-after')]).toEqual([
      503,
      'application/problem+json',
      '5',
    ])
    await pool.end()
  })
})

describe('A report that is not published', () => {
  test('is in no list, in no dump, and at no address', async () => {
    expect(world.hidden.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['draft', 'submitted', 'returned', 'accepted']),
    )
    const lists = [
      '/api/reports?limit=200',
      '/api/bodies?limit=200',
      '/api/cells.csv',
      '/api/cells.ndjson',
      '/api/cells.json',
    ]
    const texts = await Promise.all(lists.map(async (path) => (await get(path)).text()))
    for (const { agencyId, year, title } of world.hidden) {
      for (const text of texts) {
        expect(text).not.toContain(title)
        expect(text).not.toMatch(new RegExp(`"${agencyId}-${year}"|^${agencyId},|"agencyId":${agencyId},`, 'm'))
      }
      const { reports } = await json(`/api/reports?body=${agencyId}&year=${year}`)
      expect(reports).toEqual([])
      expect((await json(`/api/reports?q=${encodeURIComponent(title)}`)).reports).toEqual([])
      for (const method of ['GET', 'HEAD']) {
        expect((await world.site.ask(`/api/reports/${agencyId}-${year}`, { method })).status).toBe(404)
        expect((await world.site.ask(`/api/bodies/${agencyId}`, { method })).status).toBe(404)
      }
    }
  })
})

describe('The guide to the API', () => {
  test('shows every address, by commands that work', async () => {
    const guide = await readFile(join(root, 'docs/api.md'), 'utf8')
    const shown = [...guide.matchAll(/curl [^\n]*?'?http:\/\/localhost:8080(\/[^\s']*)/g)].map(([, path = '']) => path)
    for (const path of shown) {
      const answer = await get(path)
      expect([answer.status, path]).toEqual([200, path])
      await answer.body?.cancel()
    }
    for (const path of Object.keys(document.paths)) {
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[\\w-]+').replace('.', '\\.')}(?:\\?|$)`)
      expect(
        shown.some((one) => pattern.test(one)),
        `${path} has no example`,
      ).toBe(true)
    }
  })
})
