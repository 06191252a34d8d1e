import {
  lockWaitingMail,
  openMail,
  saveMailSent,
  saveMailTrouble,
  type WaitingMail,
} from '../../store/outgoing-mail.ts'
import { CannotOpen } from '../../store/seals.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { Services } from '../services.ts'
import { MailNotSent } from './mailer.ts'

/** After so many times nobody tries any more. */
export const mostTries = 10

const minute = 60_000

/** Milliseconds to wait after a number of failures: 1, 2, 4 … minutes, eight hours in all. */
export const pauseAfter = (tried: number): number => 2 ** (tried - 1) * minute

const troubleOf = (error: unknown): string => {
  if (error instanceof MailNotSent) return error.message
  if (error instanceof CannotOpen) return 'cannot be opened'
  throw error
}

type Sent = 'nothing' | 'sent' | 'not-sent' | 'closed'

/** Sends the mail that has waited longest. It is held meanwhile, so that no other process sends it too. */
function sendOne({ db, seals, mailer, now, log }: Services): Promise<Sent> {
  return inTransaction(db, async (transaction): Promise<Sent> => {
    const mail: WaitingMail | undefined = await lockWaitingMail(transaction, now())
    if (!mail) return 'nothing'
    const key = `agency ${mail.agencyId} ${mail.key}`
    try {
      await mailer.send({ ...openMail(seals, mail), key, at: mail.madeAt })
    } catch (error) {
      const trouble = troubleOf(error)
      const tried = mail.tried + 1
      const at = now()
      const tryAfter = new Date(at.getTime() + pauseAfter(tried))
      const givenUpAt = tried >= mostTries ? at : null
      await saveMailTrouble(transaction, mail, { tried, trouble, tryAfter, givenUpAt })
      log.warn({ mail: key, tried, trouble, givenUp: givenUpAt !== null }, 'a mail was not sent')
      return error instanceof MailNotSent && error.isClosed ? 'closed' : 'not-sent'
    }
    await saveMailSent(transaction, mail, now())
    return 'sent'
  })
}

/** Sends what waits until nothing does, or the way is closed; tells how many went out and how many did not. */
export async function sendWaitingMail(
  services: Services,
  { stop }: { readonly stop?: AbortSignal } = {},
): Promise<{ readonly sent: number; readonly failed: number }> {
  let [sent, failed] = [0, 0]
  for (;;) {
    stop?.throwIfAborted()
    const result = await sendOne(services)
    if (result === 'sent') sent += 1
    else if (result !== 'nothing') failed += 1
    if (result === 'nothing' || result === 'closed') return { sent, failed }
  }
}
