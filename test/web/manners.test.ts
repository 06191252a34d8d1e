import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from '../store/builders.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let lines: Record<string, unknown>[]

beforeAll(async () => {
  await emptyTables(held.db)
  await storeReport(held.db)
  const world = servicesOn(held.db)
  lines = world.lines
  site = visit(world.services)
})

describe('Every answer', () => {
  test('forbids inline and foreign script, foreign content and framing', async () => {
    const { headers } = await site.get('/')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  test('of the portal has no script, and none has an inline style', async () => {
    for (const path of ['/', '/reports', '/about', '/desk/sign-in']) {
      const html = await site.page(path)
      expect(html).not.toMatch(/<script|\sstyle=|\son[a-z]+="/)
    }
  })

  test('bears a number that the log has too, without query, address or person', async () => {
    const answer = await site.get('/reports?q=secret', { 'x-forwarded-for': '203.0.113.9' })
    const request = answer.headers.get('x-request-id')
    const line = lines.find((one) => one.request === request)
    expect(line).toMatchObject({ method: 'GET', path: '/reports', status: 200, msg: 'request' })
    expect(JSON.stringify(line)).not.toMatch(/secret|203\.0\.113/)
  })

  test('is not sent again when nothing has changed', async () => {
    const tag = (await site.get('/reports')).headers.get('etag') ?? ''
    const again = await site.get('/reports', { 'if-none-match': tag, 'accept-encoding': 'gzip' })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('cache-control')).toBe('private, no-cache')
  })
})

describe('The style sheet', () => {
  test('is kept by browsers for good, under a name made of its content, and sent compressed', async () => {
    const [, path = ''] = (await site.page('/')).match(/rel="stylesheet" href="([^"]+)"/) ?? []
    expect(path).toMatch(/^\/assets\/gongkai-[0-9a-f]{12}\.css$/)
    const answer = await site.get(path, { 'accept-encoding': 'gzip, br' })
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(24_000)
    expect((await site.get('/assets/gongkai-000000000000.css')).status).toBe(404)
  })
})

describe('A post', () => {
  const fields = { login: 'x', password: 'y' }

  test.each([
    ['another site', { origin: 'http://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
    ['nowhere', {}],
  ])('from %s is refused', async (_, headers) => {
    const answer = await site.post('/desk/sign-in', fields, headers as Record<string, string>)
    expect(answer.status).toBe(403)
    expect(seen(await answer.text())).toContain('提交不是从本站页面发出的')
  })

  test.each([
    ['with its origin', { origin: 'http://localhost' }],
    ['as the browser says', { 'sec-fetch-site': 'same-origin' }],
  ])('from our own page is taken, %s', async (_, headers) => {
    const answer = await site.post('/desk/sign-in', fields, headers as Record<string, string>)
    expect(seen(await answer.text())).toContain('登录名或密码不对')
  })

  test('whose body is no form is refused', async () => {
    const headers = { origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await site.ask('/desk/sign-in', { method: 'POST', headers, body: 'no form' })
    expect(answer.status).toBe(400)
    expect(seen(await answer.text())).toContain('网址或内容有误')
  })

  test('with a login that no database takes is refused like any wrong one', async () => {
    const answer = await site.post('/desk/sign-in', { ...fields, login: 'x\0' })
    expect(answer.status).toBe(403)
    expect(seen(await answer.text())).toContain('登录名或密码不对')
  })

  test('that is too large is refused', async () => {
    const answer = await site.post('/desk/sign-in', { ...fields, login: 'x'.repeat(70_000) })
    expect(answer.status).toBe(413)
  })

  test('with files may be large where files are received, and nowhere else', async () => {
    const post = (path: string, type: string) => {
      const headers = { origin: 'http://localhost', 'content-type': type }
      return site.ask(path, { method: 'POST', headers, body: 'x'.repeat(70_000) })
    }
    expect((await post('/desk/sign-in', 'multipart/form-data; boundary=x')).status).toBe(413)
    expect((await post('/desk/import', 'application/x-www-form-urlencoded')).status).toBe(413)
    const sent = await post('/desk/import', 'multipart/form-data; boundary=x')
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/desk/sign-in'])
  })
})

describe('What goes wrong', () => {
  test('a page that is not there says so, with the request’s number', async () => {
    const answer = await site.get('/nowhere')
    expect(answer.status).toBe(404)
    const text = seen(await answer.text())
    expect(text).toContain('没有这个页面')
    expect(text).toContain(answer.headers.get('x-request-id') ?? 'missing')
  })

  test('a page asked in a wrong way names the right ways', async () => {
    const answer = await site.post('/reports', {})
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('a fault shows a calm page without its cause, which stands in the log', async () => {
    const { services, lines } = servicesOn(held.db)
    const broken = visit({ ...services, forms: [] })
    const [agency] = await held.db.selectFrom('agency').select('id').execute()
    const answer = await broken.get(`/reports/${agency?.id}-2021`)
    expect(answer.status).toBe(500)
    const html = await answer.text()
    expect(seen(html)).toContain('不是您的操作有误')
    expect(html).not.toContain('data/report-forms')
    const request = answer.headers.get('x-request-id')
    expect(lines.find((line) => line.request === request && line.err)).toMatchObject({ msg: 'a request failed' })
  })

  test('a row that the database refuses does not come into the log', async () => {
    const { services, lines } = servicesOn(held.db)
    const bad = sql`insert into agency (name, short_name, region, kind) values ('某某机关', '机关', '某地', 'wrong')`
    const err = await bad.execute(held.db).catch((error: unknown) => error)
    expect((err as { detail: string }).detail).toContain('某某机关')
    services.log.error({ err }, 'a request failed')
    expect(JSON.stringify(lines)).toContain('violates')
    expect(JSON.stringify(lines)).not.toContain('某某机关')
  })

  test('readiness says which migrations are missing', async () => {
    await held.owner.deleteFrom('migration').where('number', '=', 2).execute()
    const answer = await site.get('/readyz')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not ready', pendingMigrations: ['0002-reports.sql'] },
    ])
  })
})

describe('Large type', () => {
  test('is chosen by a link, kept in a cookie, and the reader stays where he was', async () => {
    const answer = await site.get('/settings/size?size=lg&back=%2Freports%3Fq%3D2021')
    expect(answer.headers.get('location')).toBe('/reports?q=2021')
    expect(await site.page('/reports')).toContain('data-size="lg"')
    await site.get('/settings/size?size=md&back=%2F')
    expect(await site.page('/reports')).toContain('data-size="md"')
  })

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', ''])(
    'never leads away, as to %s',
    async (back) => {
      const answer = await site.get(`/settings/size?size=lg&back=${encodeURIComponent(back)}`)
      expect(answer.headers.get('location')).toBe('/')
    },
  )
})
