import type { PlainDate } from '../calendar/plain-date.ts'
import type { Dossier } from './dossier.ts'
import { openPauses } from './uncounted.ts'

/** Whom a dossier waits for, and until when where a day is set. */
export interface Waiting {
  readonly who: string
  readonly until?: PlainDate
}

const waiting = (who: string, until: PlainDate | undefined): Waiting => ({ who, ...(until !== undefined && { until }) })

const names = (list: readonly string[]) => [...new Set(list)].join('、')

const latest = (days: readonly (PlainDate | undefined)[]) =>
  days.every((day) => day !== undefined) ? days.toSorted().at(-1) : undefined

function consulted({ reading }: Dossier, today: PlainDate): Waiting {
  const open = openPauses(reading.pauses, today)
  return waiting(names(open.map(({ party }) => party)), latest(open.map(({ silentOn }) => silentOn)))
}

function searching({ sections }: Dossier): Waiting {
  const open = sections.filter(({ answeredOn }) => answeredOn === undefined)
  return waiting(names(open.map(({ section }) => section)), open.map(({ until }) => until).toSorted()[0])
}

/** Who is waited for where an extension was proposed; lists find these dossiers by it. */
export const extensionConsent = '负责人同意延期'

/** Whom a dossier waits for on a day; who handles it, where nobody else is to act. */
export function waitingFor(dossier: Dossier, today: PlainDate): Waiting {
  const { status, clarification, reasons, fee, assigned, extensionProposed } = dossier
  if (status === 'awaiting-confirmation') return waiting('申请人确认', undefined)
  if (status === 'awaiting-clarification') return waiting('申请人补正', clarification?.until)
  if (status === 'awaiting-payment')
    return fee?.toldOn === undefined ? waiting('申请人缴费', fee?.until) : waiting('核对缴费', undefined)
  if (extensionProposed && (status === 'handling' || status === 'searching' || status === 'consulting'))
    return waiting(extensionConsent, undefined)
  if (status === 'consulting') return consulted(dossier, today)
  if (status === 'searching') return searching(dossier)
  if (status === 'drafted') return waiting('审核人', undefined)
  if (status === 'reviewed') return waiting('签发人', undefined)
  if (status === 'signed-off' || status === 'replied') return waiting('公开工作机构', undefined)
  if (status !== 'handling') return waiting('', undefined)
  if (reasons?.receivedOn !== undefined && reasons.givenOn === undefined) return waiting('审查申请人的理由', undefined)
  return waiting(assigned?.section ?? '', undefined)
}
