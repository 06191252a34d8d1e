import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createOutbox } from '../../src/app/mail/outbox.ts'
import { createSmtpMailer } from '../../src/app/mail/smtp-mailer.ts'
import { startSmtpServer } from './smtp-server.ts'

const from = 'office@gongkai.example'

const mail = {
  key: 'agency 1 request 12 fact 7',
  to: 'applicant@people.example',
  subject: '政府信息公开申请 2025-0012：告知补正',
  text: '您好：\n\n.一行以点开头\n',
  at: new Date('2025-03-06T02:00:00Z'),
}

const folderOfTest = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-outbox-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const bodyOf = (message: string) => {
  const [, coded = ''] = message.split(/\r\n\r\n(.*)/s)
  return /Content-Transfer-Encoding: base64/i.test(message) ? Buffer.from(coded, 'base64').toString() : coded
}

describe('The outbox', () => {
  test('holds a mail as one file, for nobody else to read, with what an e-mail needs', async () => {
    const folder = join(await folderOfTest(), 'outbox')
    await createOutbox({ folder, from }).send(mail)
    expect(await readdir(folder)).toEqual(['agency-1-request-12-fact-7.eml'])
    const file = join(folder, 'agency-1-request-12-fact-7.eml')
    expect((await stat(file)).mode & 0o077).toBe(0)
    const message = await readFile(file, 'utf8')
    expect(message).toContain('From: office@gongkai.example')
    expect(message).toContain('To: applicant@people.example')
    expect(message).toContain('Date: Thu, 06 Mar 2025 02:00:00 +0000')
    expect(message).toMatch(/Message-ID: <[0-9a-f]{32}@gongkai\.example>/)
    expect(bodyOf(message)).toContain('.一行以点开头')
  })

  test('holds the same mail once, byte for byte, however often it is sent, and over what a crash left', async () => {
    const folder = await folderOfTest()
    const { send } = createOutbox({ folder, from })
    await send(mail)
    const first = await readFile(join(folder, 'agency-1-request-12-fact-7.eml'))
    await writeFile(join(folder, 'agency-1-request-12-fact-7.eml.part'), 'half a')
    await send(mail)
    expect(await readdir(folder)).toEqual(['agency-1-request-12-fact-7.eml'])
    expect(await readFile(join(folder, 'agency-1-request-12-fact-7.eml'))).toEqual(first)
  })

  test('that cannot be written says so without a name', async () => {
    const file = join(await folderOfTest(), 'file')
    await writeFile(file, '')
    await expect(createOutbox({ folder: file, from }).send(mail)).rejects.toThrow(
      /^the outbox cannot be written: E[A-Z]+$/,
    )
  })
})

describe('The mailer for SMTP', () => {
  test('hands the mail to the server: to one address, as it was written', async () => {
    const server = await startSmtpServer()
    onTestFinished(server.stop)
    await createSmtpMailer({ url: server.url, from }).send(mail)
    expect(server.delivered.map(({ to }) => to)).toEqual([['applicant@people.example']])
    const message = server.delivered[0]?.message ?? ''
    expect(message).toContain('To: applicant@people.example')
    expect(bodyOf(message)).toContain('.一行以点开头')
  })

  test('sends the same Message-ID for the same mail, so that who gets it twice sees one', async () => {
    const server = await startSmtpServer()
    onTestFinished(server.stop)
    const { send } = createSmtpMailer({ url: server.url, from })
    await send(mail)
    await send(mail)
    await send({ ...mail, key: 'agency 1 request 12 fact 8' })
    const ids = server.delivered.map(({ message }) => /Message-ID: (.*)/.exec(message)?.[1])
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  test('tells that this mail is refused, or that the server is away, and names nobody', async () => {
    const server = await startSmtpServer((address) => `550 5.1.1 <${address}> unknown`)
    onTestFinished(server.stop)
    const refused = await createSmtpMailer({ url: server.url, from })
      .send(mail)
      .catch((error) => error)
    expect(refused).toMatchObject({ name: 'MailNotSent', isClosed: false, message: expect.stringContaining('550') })
    expect(refused.message).not.toContain('@')
    await server.stop()
    const away = await createSmtpMailer({ url: server.url, from })
      .send(mail)
      .catch((error) => error)
    expect(away).toMatchObject({ name: 'MailNotSent', isClosed: true })
  })
})
