import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Mail, MailNotSent } from '../../src/app/mail/mailer.ts'
import { createOutbox } from '../../src/app/mail/outbox.ts'
import { mostTries, pauseAfter, sendWaitingMail } from '../../src/app/mail/send-waiting.ts'
import { createSmtpMailer } from '../../src/app/mail/smtp-mailer.ts'
import { appendMail } from '../../src/store/outgoing-mail.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { officeWorld, requestOf } from '../app/request-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { testSeals } from '../seals.ts'
import { startSmtpServer } from './smtp-server.ts'

const held = useDatabase()

/** Services with mail that waits since the morning of 2025-03-06. */
async function waiting(count: number) {
  const world = await officeWorld(held.db, '2025-03-06')
  const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
  await inTransaction(held.db, async (db) => {
    for (let nth = 1; nth <= count; nth += 1) {
      const about = { subject: `第 ${nth} 封`, text: '您好', at: world.services.now() }
      await appendMail(db, testSeals, request, { key: `request 1 fact ${nth}`, to: `p${nth}@people.example`, ...about })
    }
  })
  return world
}

const rows = () => held.db.selectFrom('outgoing_mail').selectAll().orderBy('id').execute()

/** Gives mail to a list, or does as told with each. */
const mailerTo = (taken: string[], first: (mail: Mail) => Promise<void> = async () => undefined) => ({
  send: async (mail: Mail) => {
    await first(mail)
    taken.push(mail.key)
  },
})

describe('Mail that waits', () => {
  beforeEach(() => emptyTables(held.db))

  test('goes out once each, with two workers at the same time', async () => {
    const { services } = await waiting(20)
    const taken: string[] = []
    const mailer = mailerTo(taken, () => wait(2))
    const done = await Promise.all([1, 2].map(() => sendWaitingMail({ ...services, mailer })))
    expect(taken.toSorted()).toEqual([...new Set(taken)].toSorted())
    expect(taken).toHaveLength(20)
    expect(done.reduce((sum, { sent }) => sum + sent, 0)).toBe(20)
    expect(await sendWaitingMail({ ...services, mailer })).toEqual({ sent: 0, failed: 0 })
  })

  test('goes out over SMTP to the address that was sealed', async () => {
    const { services } = await waiting(2)
    const server = await startSmtpServer()
    onTestFinished(server.stop)
    const mailer = createSmtpMailer({ url: server.url, from: 'office@gongkai.example' })
    expect(await sendWaitingMail({ ...services, mailer })).toEqual({ sent: 2, failed: 0 })
    expect(server.delivered.flatMap(({ to }) => to)).toEqual(['p1@people.example', 'p2@people.example'])
  })

  test('whose process dies between sending and noting it lies in the outbox once', async () => {
    const { services } = await waiting(1)
    const folder = await mkdtemp(join(tmpdir(), 'gongkai-outbox-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const outbox = createOutbox({ folder, from: 'office@gongkai.example' })
    const dying = {
      send: async (mail: Mail) => {
        await outbox.send(mail)
        throw new TypeError('the process dies here')
      },
    }
    await expect(sendWaitingMail({ ...services, mailer: dying })).rejects.toThrow(TypeError)
    expect(await rows()).toMatchObject([{ sent_at: null, tried: 0 }])
    expect(await sendWaitingMail({ ...services, mailer: outbox })).toEqual({ sent: 1, failed: 0 })
    expect(await readdir(folder)).toEqual(['agency-1-request-1-fact-1.eml'])
  })

  test('is tried again later and later, and given up after ten times; the log names nobody', async () => {
    const { services, lines } = await waiting(1)
    const mailer = mailerTo([], () => Promise.reject(new MailNotSent('EENVELOPE 550', false)))
    expect(await sendWaitingMail({ ...services, mailer })).toEqual({ sent: 0, failed: 1 })
    expect(await sendWaitingMail({ ...services, mailer })).toEqual({ sent: 0, failed: 0 })
    let before = services.now()
    for (let tried = 2; tried <= mostTries; tried += 1) {
      const next = (await rows())[0]?.try_after ?? before
      expect(next.getTime()).toBe(before.getTime() + pauseAfter(tried - 1))
      expect(await sendWaitingMail({ ...services, mailer, now: () => next })).toEqual({ sent: 0, failed: 1 })
      before = next
    }
    expect(await rows()).toMatchObject([{ tried: mostTries, trouble: 'EENVELOPE 550', sent_at: null }])
    expect((await rows())[0]?.given_up_at).not.toBeNull()
    expect(await sendWaitingMail({ ...services, mailer, now: () => new Date('2030-01-01') })).toMatchObject({
      failed: 0,
    })
    const said = lines.filter(({ msg }) => msg === 'a mail was not sent')
    expect(said).toHaveLength(mostTries)
    expect(JSON.stringify(said)).not.toContain('@')
  })

  test('waits where the server is away, and one bad address does not keep the others', async () => {
    const { services } = await waiting(3)
    const away = mailerTo([], () => Promise.reject(new MailNotSent('ECONNECTION', true)))
    expect(await sendWaitingMail({ ...services, mailer: away })).toEqual({ sent: 0, failed: 1 })
    const taken: string[] = []
    const picky = mailerTo(taken, async ({ to }) => {
      if (to.startsWith('p2')) throw new MailNotSent('EENVELOPE 550', false)
    })
    expect(await sendWaitingMail({ ...services, mailer: picky })).toEqual({ sent: 1, failed: 1 })
    expect(taken).toEqual(['agency 1 request 1 fact 3'])
  })

  test('that cannot be opened, since its key is gone, does not keep the others', async () => {
    const { services } = await waiting(2)
    await held.db
      .updateTable('outgoing_mail')
      .set({ sealed: new Uint8Array(60) })
      .where('id', '=', 1)
      .execute()
    const taken: string[] = []
    expect(await sendWaitingMail({ ...services, mailer: mailerTo(taken) })).toEqual({ sent: 1, failed: 1 })
    expect((await rows()).map(({ trouble }) => trouble)).toEqual(['cannot be opened', ''])
  })
})
