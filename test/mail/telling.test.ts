import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { appendMail, openMail } from '../../src/store/outgoing-mail.ts'
import { appendAccess } from '../../src/store/request-access.ts'
import type { RequestKey } from '../../src/store/requests.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { officeWorld, requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { testSeals } from '../seals.ts'

const held = useDatabase()
const email = 'applicant@people.example'
const applicant = { ...requestOf({ submittedOn: '2025-03-03' }).applicant, email }

/** All mail laid aside, opened. */
async function mails() {
  const rows = await held.db.selectFrom('outgoing_mail').selectAll().orderBy('id').execute()
  return rows.map((row) => {
    const { agency_id: agencyId, made_at: madeAt, ...rest } = row
    return { ...row, ...openMail(testSeals, { ...rest, agencyId, madeAt }) }
  })
}

const asked = { happened: 'clarification-asked', on: '2025-03-06', items: '写明年份', until: '2025-03-20' } as const

async function world() {
  const made = await officeWorld(held.db, '2025-03-06')
  const services = { ...made.services, publicUrl: 'https://gongkai.example' }
  const ask = (request: RequestKey, version = 1) =>
    actOnRequest(services, made.officer, { ...request, version }, 'ask-clarification', [asked])
  return { ...made, services, ask }
}

describe('Mail to an applicant', () => {
  beforeEach(() => emptyTables(held.db))

  test('is laid aside with the fact: what happened, what is next, until when, and where to look (art. 30)', async () => {
    const { ask, register } = await world()
    const request = await register({ ...requestOf({ submittedOn: '2025-03-03' }), applicant })
    await inTransaction(held.db, (db) =>
      appendAccess(db, testSeals, request, { receipt: '0123-4567-8901', code: '7K2M-9QXT-04BD', at: new Date(0) }),
    )
    expect(await ask(request)).toEqual({ ok: true, version: 2 })
    const [first, mail, ...others] = await mails()
    expect(first).toMatchObject({
      key: `request ${request.id} fact 1`,
      subject: '政府信息公开申请 2025-0001：提交申请、登记',
    })
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      key: `request ${request.id} fact 3`,
      to: email,
      subject: '政府信息公开申请 2025-0001：告知补正',
    })
    expect(mail?.text).toContain('2025-03-06　告知补正')
    expect(mail?.text).toContain('请在 2025-03-20 前提交补正')
    expect(mail?.text).toContain('https://gongkai.example/requests/follow')
    expect(mail?.text).toContain('末四位 8901')
  })

  test('tells nothing of what is asked for, nor the code, nor who asks', async () => {
    const { ask, register } = await world()
    const request = await register({ ...requestOf({ submittedOn: '2025-03-03' }), applicant })
    await ask(request)
    const mail = (await mails()).at(-1)
    for (const secret of ['示例大道', '写明年份', '示例人甲', '110101190001010000', '7K2M'])
      expect(`${mail?.subject} ${mail?.text}`).not.toContain(secret)
    const stored = await held.db.selectFrom('outgoing_mail').select('sealed').limit(1).executeTakeFirstOrThrow()
    expect(await mails()).toHaveLength(2)
    expect(Buffer.from(stored.sealed).toString()).not.toContain(email)
  })

  test('is not written where no address was given, or several stand in its place', async () => {
    const { ask, register } = await world()
    for (const given of [
      '',
      ' ',
      'a@people.example,b@people.example',
      'A <a@people.example>',
      '无',
      'a@b\r\nBcc: c@d',
    ]) {
      const entered = { ...requestOf({ submittedOn: '2025-03-03' }), applicant: { ...applicant, email: given } }
      expect(await ask(await register(entered))).toMatchObject({ ok: true })
    }
    expect(await mails()).toEqual([])
  })

  test('is not written about what happens inside the body (art. 45)', async () => {
    const { services, officer, register } = await world()
    const request = await register({ ...requestOf({ submittedOn: '2025-03-03' }), applicant })
    const noted = { happened: 'noted', on: '2025-03-06', text: '内部' } as const
    await actOnRequest(services, officer, { ...request, version: 1 }, 'note', [noted])
    expect(await mails()).toHaveLength(1)
  })

  test('is not written to people of the demonstration, who do not exist', async () => {
    const { ask, register } = await world()
    await ask(await register({ ...requestOf({ submittedOn: '2025-03-03' }), applicant, demonstration: true }))
    expect(await mails()).toEqual([])
  })

  test('is not there where the fact was refused', async () => {
    const { ask, register } = await world()
    const request = await register({ ...requestOf({ submittedOn: '2025-03-03' }), applicant })
    await ask(request)
    expect(await ask(request, 2)).toMatchObject({ ok: false, code: 'refused' })
    expect(await mails()).toHaveLength(2)
  })

  test('is written once for one key', async () => {
    const { register } = await world()
    const request = await register(requestOf({ submittedOn: '2025-03-03' }))
    const mail = { key: 'request 1 fact 9', to: email, subject: '甲', text: '乙', at: new Date(0) }
    for (const subject of ['甲', '丙'])
      await inTransaction(held.db, (db) => appendMail(db, testSeals, request, { ...mail, subject }))
    expect((await mails()).map(({ subject }) => subject)).toEqual(['甲'])
  })
})
