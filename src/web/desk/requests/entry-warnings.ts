import type { RequestEntered } from '../../../app/register-request.ts'
import type { Services } from '../../../app/services.ts'
import { articles } from '../../../domain/articles.ts'
import { yearOf } from '../../../domain/calendar/plain-date.ts'
import { channels } from '../../../domain/request/channels.ts'
import { workdays } from '../../../domain/request/clock-reading.ts'
import { dossierStatuses } from '../../../domain/request/dossier.ts'
import { freeInMonth } from '../../../domain/request/fees.ts'
import type { Look } from '../../../domain/request/look.ts'
import { bands } from '../../../domain/request/similar.ts'
import { marksOf } from '../../../store/applicants.ts'
import { findApplicantHistory } from '../../../store/same-applicant.ts'
import { findSimilar } from '../../../store/similar-requests.ts'

/** A request that a warning points to. */
export interface PointedTo {
  readonly id: number
  readonly words: string
}

/** Something worth a look before a request is registered; it keeps nobody from it. */
export interface Warning {
  readonly code: string
  readonly says: string
  readonly article?: string
  readonly requests?: readonly PointedTo[]
}

const { art29, art30, art31, art42 } = articles

interface Asked {
  readonly services: Services
  readonly agencyId: number
  readonly entered: RequestEntered
  readonly look: Look
}

const named = ({ number, subject }: { readonly number: string; readonly subject: string }) => `${number}　${subject}`

async function aboutApplicant({ services, agencyId, entered }: Asked): Promise<readonly Warning[]> {
  const marks = marksOf(services.seals, entered.applicant)
  const history = await findApplicantHistory(services.db, agencyId, marks, entered.submittedOn)
  if (history.total === 0) return []
  const { isByName, newest, total, inMonth } = history
  const who = isByName ? '同名的申请人（有一方没有填证件号码，可能不是同一人）' : '同一申请人'
  const requests = newest.map((one) => ({
    id: one.id,
    words: `${named(one)}（${one.submittedOn}，${dossierStatuses[one.status]}）`,
  }))
  const earlier = { code: 'earlier', says: `${who}以前申请过 ${total} 件。`, requests }
  const free = freeInMonth(services.feeRules)
  if (inMonth < free) return [earlier]
  const says = `${who}本月已申请 ${inMonth} 件，这是第 ${inMonth + 1} 件。超过 ${free} 件的，可以依法收取信息处理费。`
  return [earlier, { code: 'many', says, article: art42.cite }]
}

async function alike({ services, agencyId, entered }: Asked): Promise<readonly Warning[]> {
  const { subject, content } = entered.asks
  const { person } = marksOf(services.seals, entered.applicant)
  const asked = { agencyId, subject, content, bands: bands(`${subject} ${content}`), personMark: person }
  const found = await findSimilar(services.db, asked)
  if (found.length === 0) return []
  const requests = found.map((one) => ({
    id: one.id,
    words: `${named(one)}（${one.isSamePerson ? '同一申请人，' : ''}${dossierStatuses[one.status]}）`,
  }))
  return [
    { code: 'similar', says: `有 ${found.length} 件内容相似的申请，可以参照办理，或者看是不是重复申请。`, requests },
  ]
}

function aboutDays({ entered: { channel, submittedOn, receivedOn }, look }: Asked): readonly Warning[] {
  const on = receivedOn ?? (channels[channel].basis === 'submission' ? submittedOn : undefined)
  if (on === undefined) return []
  const since = look.calendar.workdaysBetween(on, look.today)
  const warnings: Warning[] = []
  if (since > workdays.clarificationNotice) {
    const says = `收到申请之日 ${on} 距今已 ${since} 个工作日，超过告知补正的 ${workdays.clarificationNotice} 个工作日，只能按现有内容办理。`
    warnings.push({ code: 'late-entry', says, article: art30.cite })
  }
  if (yearOf(on) < yearOf(look.today)) {
    const says = `收到申请之日在 ${yearOf(on)} 年，计入该年度年报的新收件数。`
    warnings.push({ code: 'past-year', says, article: art31.cite })
  }
  return warnings
}

/** Art. 29: what the law wants in a request and this one lacks; it can be asked for within seven workdays (art. 30). */
function lacking({ entered: { applicant } }: Asked): readonly Warning[] {
  const { identityNumber, identityKind, phone, email, address } = applicant
  const missing = [
    ...(identityNumber === '' ? ['身份证明'] : []),
    ...(phone === '' && email === '' && address === '' ? ['联系方式'] : []),
  ]
  const warnings: Warning[] = []
  if (missing.length > 0)
    warnings.push({
      code: 'lacking',
      says: `没有填${missing.join('和')}。申请里确实没有的，可以登记后在 ${workdays.clarificationNotice} 个工作日内告知补正。`,
      article: art29.cite,
    })
  if (identityKind === '居民身份证' && identityNumber !== '' && !/^\d{17}[\dXx]$/.test(identityNumber))
    warnings.push({ code: 'odd-identity', says: '居民身份证号码应当是 18 位，请与证件核对。' })
  return warnings
}

/** All that is worth a look before a request is registered. */
export async function entryWarnings(asked: Asked): Promise<readonly Warning[]> {
  const [applicant, similar] = await Promise.all([aboutApplicant(asked), alike(asked)])
  return [...aboutDays(asked), ...lacking(asked), ...applicant, ...similar]
}
