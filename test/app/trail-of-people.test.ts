import { beforeEach, describe, expect, test } from 'vitest'
import { addBody } from '../../src/app/add-body.ts'
import { changeBody } from '../../src/app/change-body.ts'
import { addPerson, changePassword, removePerson, resetPassword } from '../../src/app/change-people.ts'
import { foundBody } from '../../src/app/found-body.ts'
import { signOut } from '../../src/app/sessions.ts'
import { signIn } from '../../src/app/sign-in.ts'
import { createThrottle } from '../../src/app/throttle.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { district } from '../web/desk-world.ts'
import { servicesOn } from '../web/site.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const password = 'correct horse'
const address = '192.0.2.7'

/** What stands in a body's trail: kind, subject, who, details. */
async function trailOf(agencyId: number) {
  const rows = await held.db
    .selectFrom('trail_link')
    .select(['kind', 'subject', 'person', 'account_id', 'text'])
    .where('agency_id', '=', agencyId)
    .orderBy('seq')
    .execute()
  return rows.map(({ text, ...row }) => ({ ...row, details: JSON.parse(text).details }))
}

async function world() {
  const bodies = await district(held.db)
  const { services } = servicesOn(held.db)
  const person = async (login: string) => (await findAccount(held.db, login))?.person as Person
  const throttle = createThrottle(held.db, 5, 15)
  const attempt = (login: string, given: string) => signIn(services, throttle, { login, password: given, address })
  return { bodies, services, person, attempt, civil: await person('civil'), government: await person('government') }
}

describe('The trail of a body', () => {
  test('tells who came in, from where, and who left', async () => {
    const { services, bodies, attempt, civil } = await world()
    const answer = await attempt('CIVIL', password)
    if (!answer.ok) throw new Error(answer.code)
    await signOut(services, answer.token)
    await signOut(services, answer.token)
    const who = { subject: 'session', person: 'civil的人', account_id: civil.accountId }
    expect(await trailOf(bodies.civil)).toEqual([
      { ...who, kind: 'signed-in', details: { login: 'civil', address } },
      { ...who, kind: 'signed-out', details: { login: 'civil' } },
    ])
  })

  test('tells a refused sign-in of a login that exists, and nothing that was typed as a password', async () => {
    const { bodies, attempt, civil } = await world()
    expect(await attempt('civil', 'wrong horse')).toEqual({ ok: false, code: 'wrong' })
    expect(await attempt('nobody', 'wrong horse')).toEqual({ ok: false, code: 'wrong' })
    await expect.poll(() => trailOf(bodies.civil)).toHaveLength(1)
    const [refused] = await trailOf(bodies.civil)
    expect(refused).toEqual({
      kind: 'sign-in-refused',
      subject: `account ${civil.accountId}`,
      person: '未登录的人',
      account_id: null,
      details: { login: 'civil', address },
    })
    const all = await held.db.selectFrom('trail_link').select('text').execute()
    expect(JSON.stringify(all)).not.toMatch(/horse|nobody/)
  })

  test('tells what became of the people of the body, by whom, without any password', async () => {
    const { services, bodies, government } = await world()
    const asked = { login: 'new.clerk', displayName: '新经办人', role: 'officer', agencyId: bodies.civil }
    const added = await addPerson(services, government, asked)
    if (!added.ok) throw new Error(added.code)
    const id = (await findAccount(held.db, 'new.clerk'))?.person.accountId as number
    const reset = await resetPassword(services, government, id)
    await removePerson(services, government, id)
    const who = { subject: `account ${id}`, person: 'government的人', account_id: government.accountId }
    expect(await trailOf(bodies.civil)).toMatchObject([
      { ...who, kind: 'person-added', details: { login: 'new.clerk', displayName: '新经办人', role: 'officer' } },
      { ...who, kind: 'password-reset', details: { login: 'new.clerk' } },
      { ...who, kind: 'person-removed', details: { login: 'new.clerk', displayName: '新经办人' } },
    ])
    const texts = JSON.stringify(await trailOf(bodies.civil))
    expect(texts).not.toContain(added.made.password)
    expect(reset.ok && texts.includes(reset.made.password)).toBe(false)
  })

  test('tells nothing of what was refused', async () => {
    const { services, bodies, civil, government } = await world()
    const asked = { login: 'x', displayName: '', role: 'officer', agencyId: bodies.government }
    expect((await addPerson(services, civil, asked)).ok).toBe(false)
    expect((await removePerson(services, civil, government.accountId)).ok).toBe(false)
    expect([...(await trailOf(bodies.civil)), ...(await trailOf(bodies.government))]).toEqual([])
  })

  test('tells that a person has changed their own password', async () => {
    const { services, bodies, civil } = await world()
    const change = { old: password, password: 'a better password', repeated: 'a better password', token: undefined }
    expect(await changePassword(services, civil, change)).toEqual({ ok: true })
    expect(await trailOf(bodies.civil)).toMatchObject([{ kind: 'password-changed', details: { login: 'civil' } }])
  })

  test('begins with the body itself, and tells what was changed about it', async () => {
    const { services, bodies, government } = await world()
    const about = { shortName: '区档案局', region: '示例省示例市云汐区', kind: 'department' }
    const asked = { name: '示例市云汐区档案局', ...about, superiorId: bodies.government }
    const added = await addBody(services, government, asked)
    if (!added.ok) throw new Error(JSON.stringify(added.problems))
    await changeBody(services, government, added.id, { ...about, shortName: '档案局', superiorId: bodies.civil })
    expect(await trailOf(added.id)).toMatchObject([
      { kind: 'body-added', subject: `body ${added.id}`, details: { name: '示例市云汐区档案局' } },
      {
        kind: 'body-changed',
        person: 'government的人',
        details: {
          was: { shortName: '区档案局', parentId: bodies.government },
          is: { shortName: '档案局', parentId: bodies.civil },
        },
      },
    ])
  })

  test('of the very first body begins with its founding', async () => {
    const { services } = servicesOn(held.db)
    const first = { name: '示例市云汐区人民政府', kind: 'government', region: '示例省示例市云汐区' } as const
    await foundBody(services, { ...first, login: 'first', displayName: '管理员甲', password: 'a good password' })
    const { id } = await held.db.selectFrom('agency').select('id').executeTakeFirstOrThrow()
    expect(await trailOf(id)).toMatchObject([
      { kind: 'body-added', person: '初始化', details: first },
      { kind: 'person-added', person: '初始化', details: { login: 'first', role: 'administrator' } },
    ])
  })
})
