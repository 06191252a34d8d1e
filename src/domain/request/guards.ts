import { articles } from '../articles.ts'
import type { Refusal } from '../refusal.ts'
import { actionOf, actionsIn, type RequestActionId, requestActions } from './actions.ts'
import { readClock, workdays } from './clock-reading.ts'
import { type Dossier, dossierStatuses } from './dossier.ts'
import type { Fact } from './facts.ts'
import type { Look } from './look.ts'
import { type outcomeGroups, outcomes } from './outcomes.ts'

/** Who does it. */
export interface Doer {
  readonly accountId: number
}

type Guard = (dossier: Dossier, look: Look, doer: Doer) => Refusal | undefined

const { art30, art32, art33, art34, art35, art41, art42, art44, art45, art51 } = articles

const refusal = (code: string, article: string, says: string): Refusal => ({ code, says, article })

/** Art. 30: once, within seven workdays of receipt. */
const mayAskClarification: Guard = ({ clarification, reading }, { calendar, today }) => {
  if (clarification)
    return refusal(
      'asked-already',
      art30.cite,
      `不能补正：${clarification.askedOn} 已一次性告知过。可以与申请人电话沟通后直接办理。`,
    )
  const { receivedOn } = reading
  if (receivedOn === undefined || calendar.workdaysBetween(receivedOn, today) <= workdays.clarificationNotice)
    return undefined
  const last = calendar.addWorkdays(receivedOn, workdays.clarificationNotice)
  return refusal(
    'too-late',
    art30.cite,
    `不能补正：应当在收到申请之日起 7 个工作日内告知，已于 ${last} 届满。请按现有内容办理。`,
  )
}

const clarificationLapsed: Guard = ({ clarification }, { today }) => {
  const until = clarification?.until
  if (until !== undefined && today <= until)
    return refusal('not-yet', art30.cite, `补正期限到 ${until}，还没有届满。请等到次日，或者登记申请人的补正。`)
  return undefined
}

const feeLapsed: Guard = ({ fee }, { today }) => {
  if (fee?.until !== undefined && today <= fee.until)
    return refusal('not-yet', art42.cite, `缴费期限到 ${fee.until}，还没有届满。请等到次日，或者登记缴费。`)
  return undefined
}

/** Four eyes: who drafted a reply neither reviews it nor signs it off. */
const notOwnDraft: Guard = ({ draft }, _, { accountId }) =>
  draft?.accountId === accountId
    ? refusal('own-draft', art45.cite, '答复由您拟写，请由另一位有权的人审核、签发。')
    : undefined

const mayExtend: Guard = ({ reading }) =>
  reading.extended
    ? refusal(
        'extended-already',
        art33.cite,
        `不能延期：${reading.extended.on} 已延长 ${reading.extended.workdays} 个工作日，只能延长一次。请在截止日前答复。`,
      )
    : undefined

const asked =
  (kind: Dossier['parties'][number]['kind'], article: string, words: string): Guard =>
  ({ parties }) =>
    parties.some((party) => party.kind === kind && party.answeredOn === undefined)
      ? undefined
      : refusal('nobody-asked', article, `没有等待答复的${words}。请先发出征求意见书。`)

/**
 * Art. 32: what a third party does not agree to is disclosed only when they have been told in writing what and why; a
 * reply that keeps back their part does not disclose it.
 */
const thirdPartyTold: Guard = ({ draft, parties, entries }) => {
  const group = draft && outcomes[draft.outcome].group
  if (!draft || (group !== 'granted' && group !== 'partly-granted')) return undefined
  if (draft.grounds.some(({ outcome }) => outcome === 'refused.third-party-rights')) return undefined
  const objecting = parties.filter(({ kind, agrees }) => kind === 'third-party' && agrees === false)
  const told = entries.filter(
    ({ fact }) => fact.happened === 'letter-issued' && fact.kind === 'third-party-disclosure-notice',
  )
  if (told.length >= objecting.length) return undefined
  const names = objecting.map(({ party }) => party).join('、')
  return refusal(
    'third-party-untold',
    art32.cite,
    `${names}不同意公开，决定公开的，应当先将公开的内容和理由书面告知。请先制发“政府信息公开告知书”，或者改为部分公开、不予公开。`,
  )
}

/** 行政复议法第六十四条: the period of an order to decide anew is the order's own; nothing stops or lengthens it. */
const notAnew =
  (guard: Guard): Guard =>
  (dossier, look, doer) => {
    const { anew, reply } = dossier
    if (!anew || reply) return guard(dossier, look, doer)
    const says = `复议决定或者裁判责令在 ${anew.until} 前重新处理，期限不能延长，也不因补正、收费停止计算。请直接办理。`
    return refusal('anew', art51.cite, says)
  }

const free: Guard = () => undefined

const publishable = ['granted', 'partly-granted', 'refused'] as const satisfies readonly (keyof typeof outcomeGroups)[]

/** Art. 44: what was disclosed or refused can be of use to others; once. */
const mayPublish: Guard = ({ reply, draft, published, asks }) => {
  if (published)
    return refusal('published-already', art44.cite, `${published.on} 已经公开。要改动的，先撤下，再重新公开。`)
  const outcome = reply?.outcome ?? draft?.outcome
  const group = outcome && outcomes[outcome].group
  if (asks?.kind === 'disclosure' && publishable.some((one) => one === group)) return undefined
  return refusal('not-publishable', art44.cite, '只有予以公开、部分公开、不予公开的答复可以公开给其他人。')
}

/** What the law asks beyond the status. */
const guards: { readonly [Id in RequestActionId]?: Guard } = {
  'publish-answer': mayPublish,
  'ask-clarification': notAnew(mayAskClarification),
  'lapse-clarification': clarificationLapsed,
  'lapse-fee': feeLapsed,
  reply: thirdPartyTold,
  'record-reasons': ({ reasons }) =>
    reasons && reasons.givenOn === undefined
      ? undefined
      : refusal('not-demanded', art35.cite, '没有要求申请人说明理由。请先发出说明理由告知书。'),
  'demand-reasons': notAnew(({ reasons }) =>
    reasons ? refusal('demanded-already', art35.cite, `${reasons.demandedOn} 已要求申请人说明理由。`) : undefined,
  ),
  'record-third-party': asked('third-party', art32.cite, '第三方'),
  'record-co-maker': asked('co-maker', art34.cite, '共同制作机关'),
  'record-organ': asked('other-organ', art33.cite, '其他机关'),
  'answer-search': ({ sections }) =>
    sections.some(({ answeredOn }) => answeredOn === undefined)
      ? undefined
      : refusal('nobody-asked', art45.cite, '没有等待反馈的科室。请先请科室检索。'),
  'propose-extension': notAnew(mayExtend),
  extend: notAnew(mayExtend),
  'notice-fee': notAnew(free),
  review: notOwnDraft,
  'sign-off': notOwnDraft,
  delay: notAnew(({ reasons }) =>
    reasons?.reasonable === true
      ? undefined
      : refusal('no-good-reasons', art35.cite, '先要求申请人说明理由；理由合理的，才能确定延迟答复的期限。'),
  ),
  'record-verification': ({ verified, asks }) => {
    if (asks?.kind !== 'record-correction')
      return refusal('no-correction', art41.cite, '这是信息公开申请，不是更正申请。请拟写答复。')
    return verified ? refusal('verified-already', art41.cite, `${verified.on} 已核实。可以更正登记。`) : undefined
  },
}

function wrongStatus(id: RequestActionId, { status }: Dossier): Refusal {
  const { says, article } = actionOf(id)
  const possible = actionsIn(status).map((other) => requestActions[other].says)
  const instead = possible.length === 0 ? '' : `现在可以：${possible.slice(0, 8).join('、')}。`
  return refusal('wrong-status', article, `“${dossierStatuses[status]}”的案卷不能“${says}”。${instead}`)
}

/** Why an action cannot be done with a dossier as it stands, and what can be done instead; undefined where it can. */
export function refusalOf(id: RequestActionId, dossier: Dossier, look: Look, doer: Doer): Refusal | undefined {
  if (!actionOf(id).in.includes(dossier.status)) return wrongStatus(id, dossier)
  return guards[id]?.(dossier, look, doer)
}

/**
 * Why new facts cannot have happened: on a day to come, before the request came, or against the clock (a second
 * extension, an answer nobody asked for).
 */
export function impossibleFacts(dossier: Dossier, news: readonly Fact[], look: Look): readonly Refusal[] {
  const before = dossier.entries.map(({ fact }) => fact)
  const from = dossier.reading.submittedOn ?? ''
  const days = news.flatMap(({ on }) => {
    if (on > look.today) return [refusal('not-yet', art45.cite, `${on} 还没有到，不能登记以后的事。`)]
    return on < from ? [refusal('too-early', art45.cite, `${on} 早于申请提交之日 ${from}。`)] : []
  })
  if (days.length > 0) return days
  // Faults that stood there before are not the new facts' own.
  const known = new Set(dossier.reading.faults.map(({ says }) => says))
  const faults = readClock([...before, ...news], look).faults.filter(({ says }) => !known.has(says))
  return faults.map(({ says, article = art33.cite }) => refusal('against-clock', article, `${says}。`))
}
