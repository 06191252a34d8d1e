import type { LetterKind } from '../../../../../domain/request/letters/kinds.ts'
import type { OutcomeId } from '../../../../../domain/request/outcomes.ts'
import type { DossierView } from '../view.ts'

type Beginning = Readonly<Record<string, unknown>>

const issued = ({ letters }: DossierView, kind: LetterKind) => letters.findLast((letter) => letter.kind === kind)

const servedOn = ({ dossier }: DossierView, letterId: number | undefined) =>
  dossier.deliveries.findLast((one) => one.letterId === letterId)?.on

const opinions = ({ dossier }: DossierView) =>
  dossier.parties
    .filter(({ kind }) => kind === 'third-party')
    .map(({ party, agrees, answeredOn }) => {
      if (answeredOn === undefined) return `${party}未在期限内提出意见`
      return `${party}${agrees === true ? '同意公开' : '不同意公开'}`
    })
    .join('；')

/** Where and how was searched in vain. */
function searched({ dossier }: DossierView): Beginning {
  const own = dossier.searches.filter(({ found }) => !found)
  const asked = dossier.sections.filter(({ found }) => found === false)
  return {
    scope: [...own.map(({ where }) => where), ...asked.map(({ section }) => `${section}保管的文件材料`)].join('；'),
    method: [...own.map(({ how }) => how), ...asked.map(({ how = '' }) => how)].join('；'),
  }
}

function lapsed(view: DossierView): Beginning {
  const letter = issued(view, 'clarification-notice')
  const { clarification } = view.dossier
  return {
    noticeNumber: letter?.number ?? '',
    noticeOn: servedOn(view, letter?.id) ?? clarification?.askedOn ?? '',
    until: clarification?.until ?? '',
  }
}

function unpaid(view: DossierView): Beginning {
  const letter = issued(view, 'fee-notice')
  const { fee } = view.dossier
  return {
    noticeNumber: letter?.number ?? '',
    noticeOn: servedOn(view, letter?.id) ?? fee?.noticedOn ?? '',
    amount: fee === undefined ? '' : String(fee.amount),
    until: fee?.until ?? '',
  }
}

const giving = ({ row }: DossierView): Beginning => ({
  way: row.delivery,
  when: '随本答复书一并提供',
  disclosed: [{ title: '', medium: row.medium, pages: '' }],
})

/** What the dossier knows already of what a reply must say. */
function known(outcome: OutcomeId, view: DossierView): Beginning {
  const { clarification, reasons } = view.dossier
  switch (outcome) {
    case 'granted':
    case 'partly-granted':
      return giving(view)
    case 'refused.third-party-rights':
      return { consultation: opinions(view) }
    case 'unavailable.not-existing':
      return searched(view)
    case 'unavailable.still-unclear':
      return { askedOn: clarification?.askedOn ?? '', correctedOn: clarification?.receivedOn ?? '' }
    case 'not-processed.excessive':
      return { askedOn: reasons?.demandedOn ?? '', given: reasons?.text ?? '申请人逾期未说明理由' }
    case 'otherwise.clarification-lapsed':
      return lapsed(view)
    case 'otherwise.fee-unpaid':
      return unpaid(view)
    default:
      return {}
  }
}

/** What the last page of a decision begins with: the draft before, where it ended in the same way. */
export function beginningOfReply(outcome: OutcomeId, view: DossierView): Beginning {
  const { draft, verified } = view.dossier
  if (draft?.outcome === outcome) return draft.details
  return { ...known(outcome, view), ...(verified && { verified: verified.text }) }
}
