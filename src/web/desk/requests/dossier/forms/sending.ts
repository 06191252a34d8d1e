import type { LetterAsked } from '../../../../../app/issue-letter.ts'
import { articles } from '../../../../../domain/articles.ts'
import type { PlainDate } from '../../../../../domain/calendar/plain-date.ts'
import { type DeliveryWay, deliveryWays, type Fact } from '../../../../../domain/request/facts.ts'
import { choice, type DetailsOf, day, optional } from '../../../../../domain/request/letters/details.ts'
import type { LetterKind } from '../../../../../domain/request/letters/kinds.ts'
import type { FormAt, Plan } from '../action-form.ts'

const { art45 } = articles

/** How a letter leaves: by one of the ways, or it has left already and is only recorded. */
export const sending = {
  sentBy: choice('送达方式', art45.cite, { ...deliveryWays, own: '文书已另行发出，只作登记' }),
  on: optional(day('另行发出的日期', art45.cite)),
}

type Sending = DetailsOf<typeof sending>

/** What the words of an applicant about delivery come to. */
function wayOf(wanted: string): DeliveryWay {
  if (/自行|领取|当面|现场/.test(wanted)) return 'in-person'
  if (/邮件|邮箱/.test(wanted)) return 'e-mail'
  if (/网/.test(wanted)) return 'online'
  return wanted.includes('传真') ? 'fax' : 'mail'
}

export const sendingLooks = ({ dossier }: FormAt) => ({
  sentBy: { initial: wayOf(dossier.asks?.delivery ?? '') },
  on: { hint: '只在文书已另行发出时填写；由本系统制发的，日期为今天。' },
})

/** A letter of today cannot have gone out on another day. */
export const sendingProblems = ({ sentBy, on }: Sending): Readonly<Record<string, string>> =>
  sentBy !== 'own' && on !== undefined
    ? { on: '由本系统制发的文书，日期为今天。文书已另行发出的，送达方式请选“只作登记”。' }
    : {}

interface Written {
  /** The day that the facts bear. */
  readonly facts: (on: PlainDate) => readonly Fact[]
  readonly letters: readonly { readonly kind: LetterKind; readonly details: unknown }[]
}

/** The letters go out along with the facts, or only the facts are recorded. */
export function sent({ sentBy, on }: Sending, { look }: FormAt, { facts, letters }: Written): Plan {
  if (sentBy === 'own') return { facts: facts(on ?? look.today) }
  const asked: readonly LetterAsked[] = letters.map((letter) => ({ ...letter, sentBy }))
  return { facts: () => facts(look.today), letters: asked }
}
