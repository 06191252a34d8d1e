import { createTransport } from 'nodemailer'
import { type Mail, type Mailer, MailNotSent } from './mailer.ts'
import { messageOf } from './message.ts'

/** Milliseconds; a server that says nothing for so long is not there. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

interface Failure {
  readonly code?: string
  readonly responseCode?: number
  readonly command?: string
}

/** What a server answers may name the addressee; its codes do not. */
function notSent({ code = 'unknown', responseCode, command }: Failure): MailNotSent {
  const words = [code, responseCode, command].filter((word) => word !== undefined)
  // What is wrong with an envelope or a message is wrong with this one alone.
  return new MailNotSent(words.join(' '), !['EENVELOPE', 'EMESSAGE'].includes(code))
}

/** Sends over a server: `smtp://user:password@host:587`, encrypted where the server can; `smtps://` from the start. */
export function createSmtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({ url, ...patience })
  return {
    send: async (mail: Mail) => {
      await transport.sendMail(messageOf(mail, from)).catch((error: Failure) => {
        throw notSent(error)
      })
    },
  }
}
