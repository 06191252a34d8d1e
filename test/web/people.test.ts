import { describe, expect, test } from 'vitest'
import { findAccount } from '../../src/store/accounts.ts'
import { account, signedIn, useDistrict } from './desk-world.ts'
import { seen, visit } from './site.ts'

const { held, world, bodies } = useDistrict()

const civil = '示例市云溪区民政局'
const given = { login: 'new-clerk', displayName: '新来的人', role: 'officer', agency: civil }
const secret = (html: string) => html.match(/<span class="secret">([a-z2-9-]+)<\/span>/)?.[1] ?? ''
const idOf = async (login: string) => (await findAccount(held.db, login))?.person.accountId ?? 0

async function canSignIn(login: string, password: string): Promise<boolean> {
  const site = visit(world.services, { demo: false })
  return (await site.post('/desk/sign-in', { login, password })).status === 303
}

describe('An administrator', () => {
  test('adds a person, whose password is shown once and lets them in', async () => {
    const site = await signedIn(world, 'government')
    const answer = await site.post('/desk/people', given)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const password = secret(await answer.text())
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    expect(await canSignIn('new-clerk', password)).toBe(true)
    expect(await site.page('/desk/people')).not.toContain(password)
    expect(seen(await site.page('/desk/people'))).toMatch(/新来的人\s*new-clerk\s*经办人\s*示例市云溪区民政局/)
    const everything = JSON.stringify([await held.db.selectFrom('account').selectAll().execute(), world.lines])
    expect(everything).not.toContain(password)
  })

  test('resets a password: the old one and its sessions end', async () => {
    const clerk = await signedIn(world, 'civil')
    const site = await signedIn(world, 'government')
    const answer = await site.post(`/desk/people/${await idOf('civil')}/password`, {})
    const password = secret(await answer.text())
    expect((await clerk.get('/desk')).status).toBe(302)
    expect(await canSignIn('civil', 'correct horse')).toBe(false)
    expect(await canSignIn('civil', password)).toBe(true)
  })

  test('removes a person, who is out at once', async () => {
    const clerk = await signedIn(world, 'civil')
    const site = await signedIn(world, 'government')
    const answer = await site.post(`/desk/people/${await idOf('civil')}/removal`, {})
    expect(seen(await site.page(answer.headers.get('location') ?? ''))).toContain('人员已移除')
    expect((await clerk.get('/desk')).status).toBe(302)
    expect(await canSignIn('civil', 'correct horse')).toBe(false)
  })

  test('cannot lock themselves out: neither removal nor reset of oneself', async () => {
    const site = await signedIn(world, 'government')
    const own = await idOf('government')
    for (const [act, says] of [
      ['removal', '不能移除自己'],
      ['password', '自己的密码请在“本人的登录”里改'],
    ]) {
      const answer = await site.post(`/desk/people/${own}/${act}`, {})
      expect(answer.status).toBe(409)
      expect(seen(await answer.text())).toContain(says)
    }
    expect((await site.get('/desk')).status).toBe(200)
    expect(await site.page('/desk/people')).not.toContain(`/desk/people/${own}/removal`)
  })

  test('is told all faults at once, and nothing that was typed is taken for markup', async () => {
    const site = await signedIn(world, 'government')
    const hostile = '"><img src=x onerror=alert(1)>'
    const answer = await site.post('/desk/people', { login: hostile, displayName: '', role: 'king', agency: hostile })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    for (const says of ['登录名用 3 到 40 个', '请填写姓名或称呼', '请选择角色', '所在机关要在本机关及下属机关里选择'])
      expect(seen(html)).toContain(says)
    expect(html).not.toContain('<img')
  })

  test('with a name that nobody sees is asked for again', async () => {
    const site = await signedIn(world, 'government')
    const answer = await site.post('/desk/people', { ...given, displayName: '\u200b\u3164' })
    expect(answer.status).toBe(400)
    expect(seen(await answer.text())).toContain('请填写姓名或称呼')
  })

  test('cannot give a login twice, whatever its case, also at the same moment', async () => {
    const site = await signedIn(world, 'government')
    const taken = await site.post('/desk/people', { ...given, login: 'CIVIL' })
    expect(seen(await taken.text())).toContain('登录名“CIVIL”已经有人用了')
    const answers = await Promise.all([site.post('/desk/people', given), site.post('/desk/people', given)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })
})

describe('Bodies above and beside', () => {
  test('are out of reach: their people are neither shown nor changed, nobody is added to them', async () => {
    const site = await signedIn(world, 'civil')
    const text = seen(await site.page('/desk/people'))
    expect(text).toContain('civil的人')
    expect(text).not.toMatch(/government的人|elsewhere的人/)
    for (const login of ['government', 'elsewhere'])
      for (const act of ['password', 'removal'])
        expect((await site.post(`/desk/people/${await idOf(login)}/${act}`, {})).status).toBe(404)
    expect((await site.post('/desk/people/999999999999999/removal', {})).status).toBe(404)
    for (const agency of ['示例市云溪区人民政府', '示例市云溪区水利局', '示例市云溪区别处市人民政府'])
      expect((await site.post('/desk/people', { ...given, agency })).status).toBe(400)
    expect(await canSignIn('government', 'correct horse')).toBe(true)
    expect(world.lines.filter(({ err }) => err)).toEqual([])
  })
})

describe('An officer', () => {
  test('sees the people and changes none', async () => {
    await account(held.db, bodies.government, 'officer', 'officer')
    const site = await signedIn(world, 'officer')
    const html = await site.page('/desk/people')
    expect(seen(html)).toContain('civil的人')
    expect(html).not.toMatch(/removal|name="login"/)
    const id = await idOf('civil')
    for (const [path, fields] of [
      ['/desk/people', given],
      [`/desk/people/${id}/password`, {}],
      [`/desk/people/${id}/removal`, {}],
    ] as const) {
      const answer = await site.post(path, fields)
      expect(answer.status).toBe(403)
      expect(seen(await answer.text())).toContain('“管理人员”限本机关或上级机关的管理员')
    }
    expect(await canSignIn('civil', 'correct horse')).toBe(true)
    expect(await idOf('new-clerk')).toBe(0)
  })
})

describe('One’s own password', () => {
  const change = { old: 'correct horse', password: 'battery staple', repeated: 'battery staple' }

  test('is changed with the old one; other sessions end, this one goes on', async () => {
    const site = await signedIn(world, 'civil')
    const other = await signedIn(world, 'civil')
    const answer = await site.post('/desk/people/own-password', change)
    expect(seen(await site.page(answer.headers.get('location') ?? ''))).toContain('密码已修改')
    expect((await other.get('/desk')).status).toBe(302)
    expect(await canSignIn('civil', 'correct horse')).toBe(false)
    expect(await canSignIn('civil', 'battery staple')).toBe(true)
  })

  test.each([
    [{ old: 'wrong password' }, '现在的密码不对'],
    [{ password: 'zwei-3', repeated: 'zwei-3' }, '新密码至少 10 个字符'],
    [{ password: 'xxxxxCivilxxxxx', repeated: 'xxxxxCivilxxxxx' }, '新密码里不能含有登录名'],
    [{ repeated: 'battery stable' }, '两次填写的新密码不一样'],
  ])('is not changed by %j', async (changes, says) => {
    const site = await signedIn(world, 'civil')
    const answer = await site.post('/desk/people/own-password', { ...change, ...changes })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(seen(html)).toContain(says)
    for (const typed of Object.values({ ...change, ...changes })) expect(html).not.toContain(typed)
    expect(await canSignIn('civil', 'correct horse')).toBe(true)
  })

  test('cannot be guessed at an open desk', async () => {
    const site = await signedIn(world, 'civil')
    for (let guess = 0; guess < 10; guess += 1)
      await site.post('/desk/people/own-password', { ...change, old: `${guess}` })
    const answer = await site.post('/desk/people/own-password', change)
    expect([answer.status, seen(await answer.text()).match(/请 \d+ 分钟后再试/)?.length]).toEqual([429, 1])
  })
})
