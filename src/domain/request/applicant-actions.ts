import { articles } from '../articles.ts'
import type { Refusal } from '../refusal.ts'
import { actionOf } from './actions.ts'
import { type Dossier, type DossierStatus, dossierStatuses } from './dossier.ts'
import type { FactKind } from './facts.ts'

/** Something that an applicant may do with a request of their own. */
export interface ApplicantAction {
  /** The button. */
  readonly says: string
  /** What it means in law, for whoever is about to do it. */
  readonly gist: string
  /** Statuses in which it may be done. */
  readonly in: readonly DossierStatus[]
  /** Kinds of facts that it adds. */
  readonly adds: readonly FactKind[]
  readonly article: string
}

const { art29, art30, art35, art36, art40, art42, art45 } = articles

/** What the desk, too, may record only while there is no reply. */
const beforeReply = actionOf('withdraw').in

/** Arts. 29 to 42, 45: what an applicant may do in which status, and what it adds. Draws the buttons, and makes the server refuse. */
export const applicantActions = {
  clarify: {
    says: '提交补正',
    gist: '请按补正告知书列出的事项写明。答复期限自收到补正之日起重新计算；无正当理由逾期不补正的，视为放弃申请。',
    in: ['awaiting-clarification'],
    adds: ['clarification-received', 'file-added'],
    article: art30.cite,
  },
  'give-reasons': {
    says: '说明理由',
    gist: '申请的数量、频次明显超过合理范围的，行政机关可以要求说明理由；理由不合理的，告知不予处理。',
    in: actionOf('record-reasons').in,
    adds: ['reasons-received'],
    article: art35.cite,
  },
  'tell-payment': {
    says: '告知已缴费',
    gist: '机关核对到账后登记缴费；缴清的次日起，答复期限重新计算二十个工作日。',
    in: ['awaiting-payment'],
    adds: ['payment-told'],
    article: art42.cite,
  },
  'choose-delivery': {
    says: '变更获取方式',
    gist: '机关根据申请的要求和信息保存的实际情况，确定提供信息的具体形式。',
    in: beforeReply,
    adds: ['delivery-chosen'],
    article: art40.cite,
  },
  'add-file': {
    says: '补充材料',
    gist: '与这件申请有关的证明、说明。提交后不能替换，只能另外补充。',
    in: beforeReply,
    adds: ['file-added'],
    article: art29.cite,
  },
  withdraw: {
    says: '撤回申请',
    gist: '撤回后这件申请不再办理，不能恢复；以后需要，可以重新申请。',
    in: beforeReply,
    adds: ['withdrawn'],
    article: art36.cite,
  },
  rate: {
    says: '评价这次答复',
    gist: '评价一次，提交后不能修改。评价只用来改进工作，不影响您的权利，也不是投诉、行政复议。',
    in: ['replied', 'closed'],
    adds: ['answer-rated'],
    article: art45.cite,
  },
} as const satisfies Record<string, ApplicantAction>

export type ApplicantActionId = keyof typeof applicantActions

export const applicantActionIds = Object.keys(applicantActions) as readonly ApplicantActionId[]

/** Whether a word is the id of an action. */
export const isApplicantAction = (word: string): word is ApplicantActionId => Object.hasOwn(applicantActions, word)

const table: Readonly<Record<ApplicantActionId, ApplicantAction>> = applicantActions

export const applicantActionOf = (id: ApplicantActionId): ApplicantAction => table[id]

const refusal = (code: string, article: string, says: string): Refusal => ({ code, says, article })

/** What is asked for, or done once, beyond the status. */
const guards: { readonly [Id in ApplicantActionId]?: (dossier: Dossier) => Refusal | undefined } = {
  'give-reasons': ({ reasons }) => {
    if (!reasons) return refusal('not-demanded', art35.cite, '机关没有要求您说明理由，不必提交。')
    const on = reasons.receivedOn ?? reasons.givenOn
    if (on === undefined) return undefined
    return refusal('given-already', art35.cite, `理由已于 ${on} 提交。还有补充的，请用“${table['add-file'].says}”。`)
  },
  'tell-payment': ({ fee }) =>
    fee?.toldOn === undefined
      ? undefined
      : refusal('told-already', art42.cite, `已于 ${fee.toldOn} 告知，机关正在核对，不必再次提交。`),
  rate: ({ rating }) =>
    rating ? refusal('rated-already', art45.cite, `已于 ${rating.on} 评价，只能评价一次。`) : undefined,
}

const isIn = (id: ApplicantActionId, { status }: Dossier) => table[id].in.includes(status)

/** What an applicant may do with a request as it stands. */
export const applicantActionsIn = (dossier: Dossier): readonly ApplicantActionId[] =>
  applicantActionIds.filter((id) => isIn(id, dossier) && guards[id]?.(dossier) === undefined)

/** Statuses that are the body's own affair are one to the applicant. */
export const publicStatus = (status: DossierStatus): string =>
  ['searching', 'drafted', 'reviewed', 'signed-off'].includes(status)
    ? dossierStatuses.handling
    : dossierStatuses[status]

function wrongStatus(id: ApplicantActionId, dossier: Dossier): Refusal {
  const { says, article } = table[id]
  const possible = applicantActionsIn(dossier).map((other) => table[other].says)
  const instead = possible.length === 0 ? '' : `现在可以：${possible.join('、')}。`
  return refusal('wrong-status', article, `申请${publicStatus(dossier.status)}，不能${says}。${instead}`)
}

/** Why an applicant cannot do something now, and what can be done instead; undefined where they can. */
export function applicantRefusal(id: ApplicantActionId, dossier: Dossier): Refusal | undefined {
  return isIn(id, dossier) ? guards[id]?.(dossier) : wrongStatus(id, dossier)
}
