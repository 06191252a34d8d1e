import { describe, expect, test } from 'vitest'
import { sessionOf } from '../../src/app/sessions.ts'
import { account, section, signedIn, useDistrict } from './desk-world.ts'
import { seen, visit } from './site.ts'

const { held, world, bodies } = useDistrict()

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/110 Mobile MicroMessenger/8.0'

/** Signs in from a device and a place. */
async function from(login: string, userAgent: string, address: string) {
  const site = visit(world.services, { demo: false })
  const headers = { origin: 'http://localhost', 'user-agent': userAgent, 'x-forwarded-for': address }
  const body = new URLSearchParams({ login, password: 'correct horse' })
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const answer = await site.app.request('http://localhost/desk/sign-in', { method: 'POST', headers, body }, env)
  const token = /session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  site.cookies.set('session', token)
  return site
}

const idsIn = (html: string) => [...html.matchAll(/name="session" value="(\d+)"/g)].map(([, id]) => id ?? '')
const links = async () =>
  (await held.db.selectFrom('trail_link').select(['kind', 'subject', 'text']).orderBy('seq').execute()).filter(
    ({ kind }) => kind.includes('ended') || kind === 'role-changed',
  )

describe('One’s own sessions', () => {
  test('are listed with device, place and time, and this one is marked', async () => {
    await from('civil', phone, '203.0.113.77')
    world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000)
    const site = await from('civil', windows, '2001:db8:1:2::7')
    const text = seen(await site.page('/desk/people/sessions'))
    expect(text).toMatch(/微信（安卓）只用密码203\.0\.113\.\*2026年11月23日 09:00/)
    expect(text).toMatch(/谷歌浏览器（Windows）只用密码2001:db8:1:\*2026年11月23日 09:10[^结]*本次登录/)
    expect(idsIn(await site.page('/desk/people/sessions'))).toHaveLength(1)
  })

  test('are ended one by one; whose it was is out, the trail tells it', async () => {
    const other = await from('civil', phone, '203.0.113.77')
    const site = await from('civil', windows, '203.0.113.9')
    const [id = ''] = idsIn(await site.page('/desk/people/sessions'))
    expect((await site.post('/desk/people/sessions/end', { session: id })).status).toBe(303)
    expect((await other.get('/desk')).status).toBe(302)
    expect((await site.get('/desk')).status).toBe(200)
    const again = await site.post('/desk/people/sessions/end', { session: id })
    expect([again.status, seen(await again.text()).includes('已经结束，不用再结束')]).toEqual([409, true])
    const [link] = await links()
    expect([link?.kind, JSON.parse(link?.text ?? '{}').details]).toEqual([
      'session-ended',
      { login: 'civil', device: '微信（安卓）', place: '203.0.113.*' },
    ])
  })

  test('are ended all at once, save this one', async () => {
    const others = [await from('civil', phone, '203.0.113.1'), await from('civil', phone, '203.0.113.2')]
    const site = await from('civil', windows, '203.0.113.9')
    expect(seen(await site.page('/desk/people/sessions'))).toContain('结束其他 2 处登录')
    await site.post('/desk/people/sessions/others', {})
    for (const other of others) expect((await other.get('/desk')).status).toBe(302)
    expect((await site.get('/desk')).status).toBe(200)
  })

  test('of others cannot be ended by their number', async () => {
    const victim = await from('government', windows, '203.0.113.9')
    const { id } = await held.db.selectFrom('session').select('id').executeTakeFirstOrThrow()
    const site = await from('civil', windows, '203.0.113.9')
    for (const session of [String(id), '', '-1', "1' or '1'='1"])
      expect((await site.post('/desk/people/sessions/end', { session })).status).toBe(409)
    expect((await victim.get('/desk')).status).toBe(200)
  })

  test('are read with one question to the database a page', async () => {
    const site = await signedIn(world, 'civil')
    await site.get('/desk/people/sessions')
    let asked = 0
    const counting = held.db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await sessionOf({ ...world.services, db: counting }, site.cookies.get('session') ?? '')
    expect(asked).toBe(1)
  })
})

describe('An administrator', () => {
  const idOf = async (login: string) =>
    (await held.db.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow()).id

  test('ends all sessions of a person at once', async () => {
    const clerks = [await signedIn(world, 'civil'), await signedIn(world, 'civil')]
    const site = await signedIn(world, 'government')
    const path = `/desk/people/${await idOf('civil')}`
    expect(seen(await site.page(path))).toContain('正在 2 处登录')
    expect((await site.post(`${path}/sessions`, {})).status).toBe(303)
    for (const clerk of clerks) expect((await clerk.get('/desk')).status).toBe(302)
  })

  test('gives a person another role and section, which hold with the next page', async () => {
    const legal = await section(held.db, bodies.civil, '政策法规科')
    const clerk = await signedIn(world, 'civil')
    expect((await clerk.get('/desk/reports')).status).toBe(200)
    const site = await signedIn(world, 'government')
    const path = `/desk/people/${await idOf('civil')}`
    const missing = await site.post(path, { role: 'handler', section: '' })
    expect([missing.status, seen(await missing.text()).includes('承办人要编入科室')]).toEqual([400, true])
    expect((await site.post(path, { role: 'handler', section: '没有的科' })).status).toBe(400)
    expect((await site.post(path, { role: 'handler', section: '政策法规科' })).status).toBe(303)
    expect((await clerk.get('/desk/reports')).status).toBe(403)
    expect(
      await held.db.selectFrom('account').select(['role', 'section_id']).where('login', '=', 'civil').execute(),
    ).toEqual([{ role: 'handler', section_id: legal }])
    const [link] = await links()
    expect(JSON.parse(link?.text ?? '{}').details).toEqual({
      login: 'civil',
      from: { role: 'administrator', section: '' },
      to: { role: 'handler', section: '政策法规科' },
    })
  })

  test('changes neither their own role nor people above and beside', async () => {
    const civil = await signedIn(world, 'civil')
    const own = await civil.post(`/desk/people/${await idOf('civil')}`, { role: 'officer', section: '' })
    expect([own.status, seen(await own.text()).includes('由另一位管理员改')]).toEqual([409, true])
    for (const login of ['government', 'elsewhere']) {
      const path = `/desk/people/${await idOf(login)}`
      expect((await civil.get(path)).status).toBe(404)
      for (const verb of ['', '/sessions', '/second-step'])
        expect((await civil.post(path + verb, { role: 'officer', section: '' })).status).toBe(404)
    }
  })

  test('who is none opens no person', async () => {
    await account(held.db, bodies.government, 'officer', 'officer')
    const site = await signedIn(world, 'officer')
    expect((await site.get(`/desk/people/${await idOf('civil')}`)).status).toBe(404)
    expect((await site.post(`/desk/people/${await idOf('civil')}/sessions`, {})).status).toBe(403)
  })
})
