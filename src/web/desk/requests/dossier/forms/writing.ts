import { articles } from '../../../../../domain/articles.ts'
import { deliveryWays } from '../../../../../domain/request/facts.ts'
import { choice, type Details, type DetailsOf } from '../../../../../domain/request/letters/details.ts'
import { otherLetters } from '../../../../../domain/request/letters/issued-by.ts'
import { isLetterKind, type LetterKind, letterKinds } from '../../../../../domain/request/letters/kinds.ts'
import { correctingLetter } from '../../../../../domain/request/letters/write-correcting-letter.ts'
import { detailsOf } from '../../../../../domain/request/letters/write-letter.ts'
import { outcomes } from '../../../../../domain/request/outcomes.ts'
import { type FormAt, form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { sendingLooks } from './sending.ts'

const { art45 } = articles

const titles = (kinds: readonly LetterKind[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, letterKinds[kind].title]))

const chosenKind = ({ chosen }: FormAt): LetterKind => {
  const { kind = '' } = chosen
  return isLetterKind(kind) ? kind : 'receipt'
}

function reviewBeginning({ dossier: { clock, draft, review, signature, searches } }: DossierView) {
  const said = (step: string, by: typeof review) =>
    by ? { step, opinion: by.opinion, person: by.person, on: by.on } : { step }
  return {
    replyDue: clock.dueOn ?? '',
    search: searches.map(({ where, how, text }) => `${where}，${how}：${text}`).join('\n'),
    proposal: draft ? outcomes[draft.outcome].says : '',
    grounds: draft?.grounds.map(({ outcome, reason }) => `${outcomes[outcome].says}：${reason}`).join('\n') ?? '',
    steps: [said('审核', review), said('签发', signature)],
  }
}

/** What the dossier knows already of what a letter must say. */
function beginningOf(at: FormAt): Readonly<Record<string, unknown>> {
  const { dossier, letters, look } = at
  switch (chosenKind(at)) {
    case 'receipt':
      return { replyDue: dossier.clock.dueOn ?? '' }
    case 'consultation-notice':
      return { from: dossier.parties.at(-1)?.askedOn ?? look.today }
    case 'delivery-receipt':
      return {
        documents: letters.flatMap(({ title, number }) => (number === null ? [] : [{ title, number }])),
        place: at.office.address,
      }
    case 'review-sheet':
      return reviewBeginning(at)
    default:
      return {}
  }
}

const way = { sentBy: choice('送达方式', art45.cite, deliveryWays) }

const numbered = ({ letters }: DossierView) => letters.filter(({ number }) => number !== null)

const chosenLetter = (at: FormAt) => numbered(at).find(({ id }) => String(id) === at.chosen.letter)

const { reason, corrections } = correctingLetter.details

/** Letters that change nothing in the dossier's course. */
export const writing = {
  'send-letter': form({
    gist: '制发的文书编号存档，不能再改；写错的，另发更正告知书。',
    writes: true,
    choose: () => ({ name: 'kind', says: '制发哪种文书', options: titles(otherLetters) }),
    fields: (at): Details => ({ ...detailsOf(chosenKind(at)), ...way }),
    looks: (at) => ({
      ...Object.fromEntries(Object.entries(beginningOf(at)).map(([name, initial]) => [name, { initial }])),
      sentBy: sendingLooks(at).sentBy,
    }),
    plan: (values, at) => {
      const { sentBy, ...details } = values as DetailsOf<typeof way>
      return { facts: () => [], letters: [{ kind: chosenKind(at), details, sentBy }] }
    },
  }),
  'correct-letter': form({
    gist: '已发出的文书有误的，发更正告知书，原文书保留不动。',
    writes: true,
    lacks: (at) => (numbered(at).length === 0 ? '没有已经发出的文书。' : undefined),
    choose: (at) => ({
      name: 'letter',
      says: '更正哪份文书',
      options: Object.fromEntries(numbered(at).map(({ id, number, title }) => [String(id), `${number}　${title}`])),
    }),
    fields: () => ({ reason, corrections, ...way }),
    looks: (at) => ({ sentBy: sendingLooks(at).sentBy }),
    plan: ({ sentBy, ...said }, at) => {
      const letter = chosenLetter(at)
      if (!letter) throw new Error('A letter was corrected that was not chosen')
      const { title, number, issuedOn, id } = letter
      const details = { earlierTitle: title, earlierNumber: number, earlierOn: issuedOn, ...said }
      return { facts: () => [], letters: [{ kind: 'correcting-letter', details, sentBy, correctsId: id }] }
    },
  }),
}
