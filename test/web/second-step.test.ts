import { describe, expect, test } from 'vitest'
import { codeOf, fromBase32, stepAt } from '../../src/app/totp.ts'
import { signedIn, useDistrict } from './desk-world.ts'
import { seen, visit } from './site.ts'

const { held, world, bodies } = useDistrict()

type Site = Awaited<ReturnType<typeof signedIn>>
const password = 'correct horse'
const later = (seconds: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + seconds * 1000)
}

const codeNow = (secret: string) => codeOf(fromBase32(secret), stepAt(world.clock.now))
const secretIn = (html: string) =>
  (html.match(/<span class="secret">([A-Z2-7 ]+)<\/span>/)?.[1] ?? '').replaceAll(' ', '')
const codesIn = (html: string) => [...html.matchAll(/<li>([a-z2-9-]{19})<\/li>/g)].map(([, code]) => code ?? '')

/** Sets the second step up; gives the secret and the recovery codes. */
async function enrol(site: Site) {
  await site.post('/desk/people/second-step', {})
  const secret = secretIn(await site.page('/desk/people/second-step'))
  const answer = await site.post('/desk/people/second-step/code', { code: codeNow(secret) })
  expect(answer.status).toBe(200)
  const codes = codesIn(await answer.text())
  later(30)
  return { secret, codes }
}

const fresh = () => visit(world.services, { demo: false })

/** Gives login and password, as in a browser of its own. */
async function withPassword(login: string, fields: Record<string, string> = {}) {
  const site = fresh()
  const answer = await site.post('/desk/sign-in', { login, password, ...fields })
  return { site, answer, html: await answer.text() }
}

const trail = async (agencyId: number) =>
  (
    await held.db.selectFrom('trail_link').select('kind').where('agency_id', '=', agencyId).orderBy('seq').execute()
  ).map(({ kind }) => kind)

describe('Setting up the second step', () => {
  test('shows a QR code and the key, and takes a first code; ten recovery codes are shown once', async () => {
    const site = await signedIn(world, 'civil')
    await site.post('/desk/people/second-step', {})
    const html = await site.page('/desk/people/second-step')
    expect(html).toMatch(/<svg class="qr"[^>]*role="img"/)
    const secret = secretIn(html)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const wrong = await site.post('/desk/people/second-step/code', { code: '000000' })
    expect([wrong.status, seen(await wrong.text()).includes('验证码不对')]).toEqual([400, true])
    const right = await site.post('/desk/people/second-step/code', { code: codeNow(secret) })
    expect(right.headers.get('cache-control')).toBe('no-store')
    const codes = codesIn(await right.text())
    expect(new Set(codes).size).toBe(10)
    const now = await site.page('/desk/people/second-step')
    for (const shown of [secret, ...codes]) expect(now).not.toContain(shown)
    expect(await trail(bodies.civil)).toContain('second-step-enabled')
  })

  test('keeps the secret sealed and the recovery codes hashed', async () => {
    const { secret, codes } = await enrol(await signedIn(world, 'civil'))
    const rows = await Promise.all([
      held.db.selectFrom('account').selectAll().execute(),
      held.db.selectFrom('recovery_code').selectAll().execute(),
      held.db.selectFrom('trail_link').selectAll().execute(),
    ])
    const bytes = Buffer.concat(
      rows
        .flat()
        .flatMap((row) =>
          Object.values(row).map((value) => Buffer.from(value instanceof Uint8Array ? value : String(value))),
        ),
    )
    for (const shown of [secret, ...codes]) expect(bytes.includes(shown)).toBe(false)
    expect(bytes.includes(Buffer.from(fromBase32(secret)))).toBe(false)
    expect(JSON.stringify(world.lines)).not.toContain(secret)
  })

  test('ends the person’s other sessions and keeps this one', async () => {
    const other = await signedIn(world, 'civil')
    const site = await signedIn(world, 'civil')
    await enrol(site)
    expect((await other.get('/desk')).status).toBe(302)
    expect((await site.get('/desk')).status).toBe(200)
  })

  test('asked for twice shows the same key, and is not done over when it is on', async () => {
    const site = await signedIn(world, 'civil')
    await site.post('/desk/people/second-step', {})
    const first = secretIn(await site.page('/desk/people/second-step'))
    await site.post('/desk/people/second-step', {})
    expect(secretIn(await site.page('/desk/people/second-step'))).toBe(first)
    await site.post('/desk/people/second-step/code', { code: codeNow(first) })
    await site.post('/desk/people/second-step', {})
    later(30)
    const { site: again } = await withPassword('civil')
    expect((await again.post('/desk/sign-in/code', { code: codeNow(first) })).status).toBe(303)
  })
})

describe('Signing in in two steps', () => {
  test('asks for the code after the password; before it nothing of the desk opens', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const { site, answer, html } = await withPassword('civil', { back: '/desk/reports?year=2021' })
    expect([answer.status, seen(html).includes('验证码')]).toEqual([200, true])
    for (const path of [
      '/desk',
      '/desk/reports',
      '/desk/people',
      '/desk/people/sessions',
      '/desk/people/second-step',
    ]) {
      const closed = await site.get(path)
      expect([closed.status, closed.headers.get('location')?.startsWith('/desk/sign-in/code')]).toEqual([302, true])
    }
    expect((await site.get('/desk/import', { accept: 'application/json' })).status).toBe(401)
    const through = await site.post('/desk/sign-in/code', { code: codeNow(secret), back: '/desk/reports?year=2021' })
    expect([through.status, through.headers.get('location')]).toEqual([303, '/desk/reports?year=2021'])
    expect((await site.get('/desk')).status).toBe(200)
    expect(await trail(bodies.civil)).toEqual(
      expect.arrayContaining(['password-accepted', 'signed-in', 'second-step-enabled']),
    )
  })

  test('takes each code once', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const code = codeNow(secret)
    const { site: first } = await withPassword('civil')
    const { site: second } = await withPassword('civil')
    expect((await first.post('/desk/sign-in/code', { code })).status).toBe(303)
    expect((await second.post('/desk/sign-in/code', { code })).status).toBe(403)
    later(30)
    expect((await second.post('/desk/sign-in/code', { code: codeNow(secret) })).status).toBe(303)
  })

  test('takes one code once, also from two who give it at the same moment', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const sites = await Promise.all([withPassword('civil'), withPassword('civil'), withPassword('civil')])
    const code = codeNow(secret)
    const answers = await Promise.all(sites.map(({ site }) => site.post('/desk/sign-in/code', { code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403])
  })

  test('takes a recovery code in place of the phone, once, however it is typed', async () => {
    const site = await signedIn(world, 'civil')
    const { codes } = await enrol(site)
    const typed = (codes[3] ?? '').toUpperCase().replaceAll('-', ' ')
    const { site: first } = await withPassword('civil')
    expect((await first.post('/desk/sign-in/code', { code: typed })).status).toBe(303)
    const { site: second } = await withPassword('civil')
    expect((await second.post('/desk/sign-in/code', { code: typed })).status).toBe(403)
    expect(seen(await first.page('/desk/people/sessions'))).toContain('还有 9 个恢复代码没有用过')
  })

  test('takes full-width digits, as an input method types them', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const { site } = await withPassword('civil')
    const wide = codeNow(secret).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect((await site.post('/desk/sign-in/code', { code: wide })).status).toBe(303)
  })

  test('gives five minutes for the code, which looking at pages does not put off', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const { site } = await withPassword('civil')
    later(299)
    await site.get('/desk')
    later(1)
    const answer = await site.post('/desk/sign-in/code', { code: codeNow(secret) })
    expect(answer.status).toBe(403)
    expect(seen(await answer.text())).toContain('填写验证码的时间已过，请重新登录')
  })

  test('cannot be guessed: after ten codes one waits, with a new password entry too', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const { site } = await withPassword('civil')
    for (let guess = 0; guess < 10; guess += 1) await site.post('/desk/sign-in/code', { code: `00000${guess}` })
    await site.post('/desk/sign-in', { login: 'civil', password })
    const answer = await site.post('/desk/sign-in/code', { code: codeNow(secret) })
    expect([answer.status, /请 \d+ 分钟后再试/.test(seen(await answer.text()))]).toEqual([429, true])
    expect((await trail(bodies.civil)).filter((kind) => kind === 'second-step-refused')).toHaveLength(10)
  })

  test('a code without a password before it is asked to sign in', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const answer = await fresh().post('/desk/sign-in/code', { code: codeNow(secret) })
    expect(answer.status).toBe(403)
  })

  test('gives the session a new token: the half session’s is worth nothing afterwards', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const { site } = await withPassword('civil')
    const half = site.cookies.get('session') ?? ''
    await site.post('/desk/sign-in/code', { code: codeNow(secret) })
    expect(site.cookies.get('session')).not.toBe(half)
    const thief = fresh()
    thief.cookies.set('session', half)
    expect((await thief.get('/desk')).headers.get('location')).toBe('/desk/sign-in')
  })

  test('loses nothing that was typed into a form whose session had ended', async () => {
    const { secret } = await enrol(await signedIn(world, 'civil'))
    const site = fresh()
    const asked = await site.post('/desk/people/own-password', { old: 'typed before' })
    const kept = /name="kept" value="([^"]+)"/.exec(await asked.text())?.[1]?.replaceAll('&quot;', '"') ?? ''
    const code = await site.post('/desk/sign-in', { login: 'civil', password, kept, back: '/desk/people/own-password' })
    expect(await code.text()).toContain('typed before')
    const done = await site.post('/desk/sign-in/code', {
      code: codeNow(secret),
      kept,
      back: '/desk/people/own-password',
    })
    expect(await done.text()).toMatch(
      /<form method="post" action="\/desk\/people\/own-password">.*value="typed before"/s,
    )
  })
})

describe('Turning the second step off', () => {
  test('needs password and code; the password alone signs in afterwards', async () => {
    const site = await signedIn(world, 'civil')
    const { secret } = await enrol(site)
    const end = (fields: Record<string, string>) => site.post('/desk/people/second-step/end', fields)
    const wrong = await end({ password: 'wrong', code: codeNow(secret) })
    expect([wrong.status, seen(await wrong.text()).includes('密码不对')]).toEqual([400, true])
    expect((await end({ password, code: '123456' })).status).toBe(400)
    expect((await end({ password, code: codeNow(secret) })).headers.get('location')).toContain('done=off')
    expect((await withPassword('civil')).answer.status).toBe(303)
    expect(await held.db.selectFrom('recovery_code').selectAll().execute()).toEqual([])
    expect(await trail(bodies.civil)).toContain('second-step-ended')
  })
})

describe('A body that asks for the second step', () => {
  const ask = async (rule: 'required' | 'voluntary') => {
    const site = await signedIn(world, 'government')
    return site.post('/desk/people/sections/second-step', { agency: String(bodies.civil), rule })
  }

  test('leads everybody who signs in to set it up before anything else', async () => {
    expect((await ask('required')).status).toBe(303)
    const { site, html } = await withPassword('civil')
    expect(seen(html)).toContain('您所在的机关要求两步登录')
    for (const path of ['/desk', '/desk/reports', '/desk/people/sessions'])
      expect((await site.get(path)).headers.get('location')).toBe('/desk/people/second-step')
    const posted = await site.post('/desk/people', { login: 'typed-login' })
    expect([posted.status, (await posted.text()).includes('typed-login')]).toEqual([403, true])
    await enrol(site)
    expect((await site.get('/desk')).status).toBe(200)
    expect(await trail(bodies.civil)).toEqual(expect.arrayContaining(['second-step-required', 'second-step-enabled']))
  })

  test('lets its people change the device, but not go without', async () => {
    const site = await signedIn(world, 'civil')
    const { secret } = await enrol(site)
    await ask('required')
    await site.post('/desk/people/second-step/end', { password, code: codeNow(secret) })
    expect((await site.get('/desk')).headers.get('location')).toBe('/desk/people/second-step')
    later(30)
    expect((await enrol(site)).secret).not.toBe(secret)
    expect((await site.get('/desk')).status).toBe(200)
  })

  test('asks for it no more once it is voluntary again', async () => {
    await ask('required')
    await ask('voluntary')
    expect((await withPassword('civil')).answer.status).toBe(303)
  })
})

describe('A lost device', () => {
  test('an administrator resets the second step; the person’s sessions end', async () => {
    const clerk = await signedIn(world, 'civil')
    await enrol(clerk)
    const id = (await held.db.selectFrom('account').select('id').where('login', '=', 'civil').executeTakeFirstOrThrow())
      .id
    const site = await signedIn(world, 'government')
    const answer = await site.post(`/desk/people/${id}/second-step`, {})
    expect(answer.status).toBe(303)
    expect((await clerk.get('/desk')).status).toBe(302)
    expect((await withPassword('civil')).answer.status).toBe(303)
    expect(await trail(bodies.civil)).toContain('second-step-reset')
  })

  test('nobody resets the second step of a body beside or above', async () => {
    const civil = await signedIn(world, 'civil')
    for (const login of ['government', 'elsewhere']) {
      const { id } = await held.db
        .selectFrom('account')
        .select('id')
        .where('login', '=', login)
        .executeTakeFirstOrThrow()
      expect((await civil.post(`/desk/people/${id}/second-step`, {})).status).toBe(404)
    }
  })
})
