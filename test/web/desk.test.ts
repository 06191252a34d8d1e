import { beforeEach, describe, expect, test } from 'vitest'
import { foundBody } from '../../src/app/found-body.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from '../store/builders.ts'
import { seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const body = {
  name: '示例市云溪区人民政府',
  kind: 'government',
  region: '示例省示例市云溪区',
  login: 'yunxi',
  displayName: '云溪管理员',
  password: 'correct horse',
} as const

const filled = { ...body, code: 'setup-1234', repeated: body.password }

async function founded() {
  const world = servicesOn(held.db)
  await foundBody(world.services, body)
  return { ...world, site: visit(world.services, { demo: false }) }
}

const credentials = { login: body.login, password: body.password }

describe('Before there is a body', () => {
  const fresh = () => visit(servicesOn(held.db).services, { demo: false, setupCode: 'setup-1234' })

  test.each(['/', '/reports', '/about', '/desk', '/desk/sign-in', '/nowhere'])(
    '%s leads to the first run',
    async (path) => {
      const answer = await fresh().get(path)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/first-run'])
    },
  )

  test('health is told all the same', async () => {
    expect(await (await fresh().get('/healthz')).json()).toEqual({ status: 'alive' })
    expect(await (await fresh().get('/readyz')).json()).toEqual({ status: 'ready' })
  })

  test('the form makes the body and its administrator, who can sign in', async () => {
    const site = fresh()
    const answer = await site.post('/first-run', filled)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/desk/sign-in'])
    await site.post('/desk/sign-in', credentials)
    expect(seen(await site.page('/desk'))).toContain('示例市云溪区人民政府')
  })

  test('all that is wrong is said at once, values are kept, passwords are not', async () => {
    const answer = await fresh().post('/first-run', {
      ...filled,
      code: 'wrong',
      name: '',
      login: 'a b',
      password: 'zwei-3',
      repeated: 'drei-4',
    })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    const text = seen(html)
    for (const says of [
      '初始化代码不对',
      '请填写机关全称',
      '登录名用 3 到 40 个',
      '密码至少 10 个字符',
      '两次填写的密码不一样',
    ])
      expect(text).toContain(says)
    expect(html).toContain('value="示例省示例市云溪区"')
    expect(html).toContain('value="a b"')
    expect(html).not.toContain('zwei-3')
    expect(html).not.toContain('drei-4')
  })

  test('a name with signs that nobody sees is asked for again', async () => {
    for (const name of ['示例\0市', '示例\u202e市']) {
      const answer = await fresh().post('/first-run', { ...filled, name })
      expect(answer.status).toBe(400)
      expect(seen(await answer.text())).toContain('含有看不见的控制字符')
    }
  })

  test('the code cannot be guessed at will', async () => {
    const site = fresh()
    for (let attempt = 0; attempt < 10; attempt++)
      await site.post('/first-run', { ...filled, code: `guess-${attempt}` })
    const answer = await site.post('/first-run', filled)
    expect(seen(await answer.text())).toMatch(/试得太多了，请 \d+ 分钟后再试/)
  })

  test('without a code the page says what to do', async () => {
    const answer = await visit(servicesOn(held.db).services, { demo: true }).get('/first-run')
    expect(answer.status).toBe(503)
    expect(seen(await answer.text())).toContain('请管理员重新启动程序')
  })

  test('of two who found a body at the same time only one does', async () => {
    const { services } = servicesOn(held.db)
    const outcomes = await Promise.all([
      foundBody(services, body),
      foundBody(services, { ...body, name: '另一机关', login: 'other' }),
    ])
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    expect(await held.db.selectFrom('agency').select('id').execute()).toHaveLength(1)
  })
})

describe('Once there is a body', () => {
  test('the first run is over and leads to the sign-in page', async () => {
    const { site } = await founded()
    expect((await site.get('/first-run')).headers.get('location')).toBe('/desk/sign-in')
    expect((await site.post('/first-run', filled)).headers.get('location')).toBe('/desk/sign-in')
  })

  test('the site bears its name', async () => {
    const { site } = await founded()
    expect(await site.page('/')).toContain('<title>示例市云溪区人民政府</title>')
  })
})

describe('Signing in', () => {
  test('opens the desk, which counts the body’s reports by where they stand', async () => {
    const { site } = await founded()
    const [agency] = await held.db.selectFrom('agency').select('id').execute()
    await storeReport(held.db, { agencyId: agency?.id ?? 0, status: 'draft' })
    expect((await site.post('/desk/sign-in', credentials)).headers.get('location')).toBe('/desk')
    const html = await site.page('/desk')
    for (const [group, count] of Object.entries({ draft: 1, submitted: 0, published: 0, errors: 1 }))
      expect(html).toContain(`href="/desk/reports?group=${group}"><b>${count}</b>`)
  })

  test('needs the right password; a wrong one and an unknown login look the same', async () => {
    const { site } = await founded()
    const wrong = await site.post('/desk/sign-in', { ...credentials, password: 'wrong password' })
    const unknown = await site.post('/desk/sign-in', { login: 'nobody', password: 'wrong password' })
    expect([wrong.status, unknown.status]).toEqual([403, 403])
    const sentence = (html: string) => seen(html).match(/登录名或密码不对/)?.[0]
    expect(sentence(await wrong.text())).toBe(sentence(await unknown.text()))
    expect(site.cookies.has('session')).toBe(false)
  })

  test('takes as long for an unknown login as for a wrong password, give or take', async () => {
    const { site } = await founded()
    const time = async (login: string) => {
      const start = performance.now()
      await site.post('/desk/sign-in', { login, password: 'wrong password' })
      return performance.now() - start
    }
    await time('yunxi')
    const known = [await time('yunxi'), await time('yunxi'), await time('yunxi')]
    const unknown = [await time('nobody'), await time('noone'), await time('none')]
    // Without a hash to check it would take a hundredth; the machine may be busy, so the extremes are compared.
    expect(Math.max(...unknown)).toBeGreaterThan(Math.min(...known) / 4)
  })

  test('leads back to the page of the desk that was asked for, and to no other place', async () => {
    const { site } = await founded()
    const asked = await site.get('/desk/reports?year=2021')
    const back = '/desk/sign-in?back=%2Fdesk%2Freports%3Fyear%3D2021'
    expect([asked.status, asked.headers.get('location')]).toEqual([302, back])
    expect(await site.page(back)).toContain('value="/desk/reports?year=2021"')
    for (const elsewhere of ['//evil.example', 'https://evil.example/desk', '/desk/../..//evil.example', '/'])
      expect(await site.page(`/desk/sign-in?back=${encodeURIComponent(elsewhere)}`)).toContain(
        'name="back" value="/desk"',
      )
    const answer = await site.post('/desk/sign-in', { ...credentials, back: '/desk/reports?year=2021' })
    expect(answer.headers.get('location')).toBe('/desk/reports?year=2021')
  })

  test('after the session has ended keeps what was filled in, and lets it be sent then', async () => {
    const { site } = await founded()
    const path = '/desk/reports/1-2021/return'
    const filled = { version: '3', reason: '第五部分 <空白>' }
    const late = await site.post(path, filled)
    expect(late.status).toBe(403)
    const html = await late.text()
    expect(seen(html)).toContain('您填写的内容都还在')
    const kept = JSON.stringify(Object.entries(filled))
    expect(html).toContain(`value="${kept.replaceAll('"', '&quot;').replace('<', '&lt;').replace('>', '&gt;')}"`)
    const wrong = await site.post('/desk/sign-in', { ...credentials, password: 'no', back: path, kept })
    expect(await wrong.text()).toContain('name="kept"')
    const again = await (await site.post('/desk/sign-in', { ...credentials, back: path, kept })).text()
    expect(again).toContain(`action="${path}"`)
    expect(again).toContain('name="reason" value="第五部分 &lt;空白&gt;"')
    const damaged = await site.post('/desk/sign-in', { ...credentials, back: path, kept: '{"a":' })
    expect(damaged.headers.get('location')).toBe(path)
  })

  test('is slowed down after ten wrong attempts, even with the right password', async () => {
    const { site } = await founded()
    for (let attempt = 0; attempt < 10; attempt++) await site.post('/desk/sign-in', { ...credentials, password: 'no' })
    const answer = await site.post('/desk/sign-in', credentials)
    expect(answer.status).toBe(429)
    expect(seen(await answer.text())).toMatch(/请 \d+ 分钟后再试/)
  })

  test('gives a cookie that scripts and other sites cannot use, and a new token each time', async () => {
    const { site } = await founded()
    const first = await site.post('/desk/sign-in', credentials)
    expect(first.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const token = site.cookies.get('session')
    await site.post('/desk/sign-in', credentials)
    expect(site.cookies.get('session')).not.toBe(token)
    expect(await held.db.selectFrom('session').select('account_id').execute()).toHaveLength(1)
  })

  test('marks the cookie for https where the proxy speaks it', async () => {
    const { site } = await founded()
    const answer = await site.post('/desk/sign-in', credentials, {
      origin: 'http://localhost',
      'x-forwarded-proto': 'https',
    })
    expect(answer.headers.get('set-cookie')).toContain('; Secure')
  })

  test('keeps nothing that would let a reader of the database in', async () => {
    const { site } = await founded()
    await site.post('/desk/sign-in', credentials)
    const rows = JSON.stringify([
      await held.db.selectFrom('account').selectAll().execute(),
      await held.db.selectFrom('session').selectAll().execute(),
    ])
    expect(rows).not.toContain(body.password)
    expect(rows).not.toContain(site.cookies.get('session'))
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })
})

describe('The desk', () => {
  test('is closed to those who are not signed in', async () => {
    const { site } = await founded()
    expect((await site.get('/desk')).headers.get('location')).toBe('/desk/sign-in')
  })

  test('closes when nothing happens for an hour, and stays open with use', async () => {
    const { site, clock } = await founded()
    const minutes = (count: number) => {
      clock.now = new Date(clock.now.getTime() + count * 60_000)
    }
    await site.post('/desk/sign-in', credentials)
    minutes(50)
    expect((await site.get('/desk')).status).toBe(200)
    minutes(50)
    expect((await site.get('/desk')).status).toBe(200)
    minutes(61)
    expect((await site.get('/desk')).status).toBe(302)
  })

  test('closes after twelve hours in any case', async () => {
    const { site, clock } = await founded()
    await site.post('/desk/sign-in', credentials)
    for (let step = 0; step < 24; step++) {
      clock.now = new Date(clock.now.getTime() + 30 * 60_000)
      await site.get('/desk')
    }
    expect((await site.get('/desk')).status).toBe(302)
  })

  test('closes on signing out, for the token too', async () => {
    const { site } = await founded()
    await site.post('/desk/sign-in', credentials)
    const token = site.cookies.get('session') ?? ''
    await site.post('/desk/sign-out', {})
    expect(site.cookies.has('session')).toBe(false)
    site.cookies.set('session', token)
    expect((await site.get('/desk')).status).toBe(302)
  })

  test('is never kept in a cache', async () => {
    const { site } = await founded()
    await site.post('/desk/sign-in', credentials)
    expect((await site.get('/desk')).headers.get('cache-control')).toBe('no-store')
  })
})
