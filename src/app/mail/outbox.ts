import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Mail, type Mailer, MailNotSent } from './mailer.ts'
import { messageOf } from './message.ts'

/** `agency 1 request 12 fact 7` as agency-1-request-12-fact-7.eml. */
const fileOf = (key: string) => `${key.replaceAll(/[^\w-]+/g, '-')}.eml`

/** Whole or not there: whoever takes files out of the folder never sees half a mail. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = join(folder, `${name}.part`)
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, join(folder, name))
}

/** Puts each mail into a folder as a file of its own (RFC 5322), from where the operator sends it on. */
export function createOutbox({ folder, from }: { readonly folder: string; readonly from: string }): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (mail: Mail) => {
      const { message } = await composer.sendMail(messageOf(mail, from))
      await writeWhole(folder, fileOf(mail.key), message as Buffer).catch((error: NodeJS.ErrnoException) => {
        throw new MailNotSent(`the outbox cannot be written: ${error.code ?? error.name}`, true)
      })
    },
  }
}
