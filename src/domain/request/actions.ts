import type { DeskAction } from '../agency/rights.ts'
import { articles } from '../articles.ts'
import { disputeActions } from './dispute-actions.ts'
import { type DossierStatus, dossierStatuses } from './dossier.ts'
import type { FactKind } from './facts.ts'

/** Something that may be done with a dossier. */
export interface RequestAction {
  /** The button. */
  readonly says: string
  /** Statuses in which it may be done. */
  readonly in: readonly DossierStatus[]
  /** Kinds of facts that it adds. */
  readonly adds: readonly FactKind[]
  /** Who may is told by the table of rights. */
  readonly right: DeskAction
  readonly article: string
}

/** Something is being found out or weighed; nothing has been drafted. */
const working = ['handling', 'searching', 'consulting'] as const
const waiting = ['awaiting-clarification', 'awaiting-payment'] as const
const beforeReply = [
  'submitted',
  'awaiting-confirmation',
  ...working,
  ...waiting,
  'drafted',
  'reviewed',
  'signed-off',
] as const
const replied = ['replied', 'closed'] as const
const all = Object.keys(dossierStatuses) as readonly DossierStatus[]

const { art29, art30, art31, art32, art33, art34, art35, art36, art37, art41, art42, art44, art45 } = articles

/** Art. 45: what may be done in which status, by whom, and what it adds. Draws the buttons, and makes the server refuse. */
export const requestActions = {
  'confirm-receipt': {
    says: '确认收到',
    in: ['awaiting-confirmation'],
    adds: ['receipt-confirmed', 'signed-for', 'registered'],
    right: 'edit-entry',
    article: art31.cite,
  },
  assign: { says: '分派承办', in: beforeReply, adds: ['assigned'], right: 'assign', article: art45.cite },
  'ask-clarification': {
    says: '告知补正',
    in: working,
    adds: ['clarification-asked'],
    right: 'ask-clarification',
    article: art30.cite,
  },
  'record-clarification': {
    says: '登记补正',
    in: ['awaiting-clarification'],
    adds: ['clarification-received'],
    right: 'record-clarification',
    article: art30.cite,
  },
  'lapse-clarification': {
    says: '逾期未补正',
    in: ['awaiting-clarification'],
    adds: ['clarification-lapsed'],
    right: 'record-clarification',
    article: art30.cite,
  },
  'demand-reasons': {
    says: '要求说明理由',
    in: working,
    adds: ['reasons-demanded'],
    right: 'demand-reasons',
    article: art35.cite,
  },
  'record-reasons': {
    says: '登记理由',
    in: working,
    adds: ['reasons-given'],
    right: 'demand-reasons',
    article: art35.cite,
  },
  'ask-section': {
    says: '请科室检索',
    in: working,
    adds: ['section-asked'],
    right: 'ask-section',
    article: art45.cite,
  },
  'answer-search': {
    says: '反馈检索结果',
    in: working,
    adds: ['section-answered'],
    right: 'answer-search',
    article: art36.cite,
  },
  'record-search': {
    says: '记录检索',
    in: [...working, 'drafted'],
    adds: ['search-recorded'],
    right: 'draft-reply',
    article: art36.cite,
  },
  chase: { says: '催办', in: working, adds: ['chased'], right: 'ask-section', article: art45.cite },
  'ask-third-party': {
    says: '征求第三方意见',
    in: working,
    adds: ['third-party-asked'],
    right: 'consult-third-party',
    article: art32.cite,
  },
  'record-third-party': {
    says: '登记第三方意见',
    in: working,
    adds: ['third-party-answered'],
    right: 'consult-third-party',
    article: art32.cite,
  },
  'ask-co-maker': {
    says: '征求共同制作机关意见',
    in: working,
    adds: ['co-maker-asked'],
    right: 'consult-organ',
    article: art34.cite,
  },
  'record-co-maker': {
    says: '登记共同制作机关意见',
    in: working,
    adds: ['co-maker-answered'],
    right: 'consult-organ',
    article: art34.cite,
  },
  'ask-organ': {
    says: '征求其他机关意见',
    in: working,
    adds: ['other-organ-asked'],
    right: 'consult-organ',
    article: art33.cite,
  },
  'record-organ': {
    says: '登记其他机关意见',
    in: working,
    adds: ['other-organ-answered'],
    right: 'consult-organ',
    article: art33.cite,
  },
  'propose-extension': {
    says: '申请延期',
    in: working,
    adds: ['extension-proposed'],
    right: 'draft-reply',
    article: art33.cite,
  },
  extend: { says: '同意延期', in: working, adds: ['extended'], right: 'extend', article: art33.cite },
  delay: { says: '确定延迟答复期限', in: working, adds: ['delayed-until'], right: 'delay', article: art35.cite },
  'notice-fee': { says: '收费通知', in: working, adds: ['fee-noticed'], right: 'notice-fee', article: art42.cite },
  'record-payment': {
    says: '登记缴费',
    in: ['awaiting-payment'],
    adds: ['fee-paid'],
    right: 'record-payment',
    article: art42.cite,
  },
  'lapse-fee': {
    says: '逾期未缴费',
    in: ['awaiting-payment'],
    adds: ['fee-lapsed'],
    right: 'record-payment',
    article: art42.cite,
  },
  'record-verification': {
    says: '核实更正申请',
    in: working,
    adds: ['record-verified'],
    right: 'decide-outcome',
    article: art41.cite,
  },
  draft: {
    says: '拟写答复',
    in: [...working, 'drafted'],
    adds: ['drafted'],
    right: 'draft-reply',
    article: art36.cite,
  },
  review: { says: '审核通过', in: ['drafted'], adds: ['reviewed'], right: 'review', article: art45.cite },
  return: {
    says: '退回修改',
    in: ['drafted', 'reviewed', 'signed-off'],
    adds: ['returned'],
    right: 'review',
    article: art45.cite,
  },
  'sign-off': { says: '签发', in: ['reviewed'], adds: ['signed-off'], right: 'sign-off', article: art45.cite },
  reply: {
    says: '发出答复',
    in: ['signed-off'],
    adds: ['replied'],
    right: 'issue-letter',
    article: art36.cite,
  },
  'send-letter': {
    says: '制发其他文书',
    in: [...working, ...waiting, 'drafted', 'reviewed', 'signed-off', ...replied],
    adds: [],
    right: 'issue-letter',
    article: art45.cite,
  },
  'correct-letter': {
    says: '更正文书',
    in: [...working, ...waiting, ...replied],
    adds: [],
    right: 'issue-letter',
    article: art45.cite,
  },
  deliver: {
    says: '登记送达',
    in: [...working, ...waiting, ...replied],
    adds: ['served'],
    right: 'record-delivery',
    article: art45.cite,
  },
  withdraw: { says: '申请人撤回', in: beforeReply, adds: ['withdrawn'], right: 'withdraw', article: art45.cite },
  transfer: { says: '转送其他机关', in: beforeReply, adds: ['transferred'], right: 'transfer', article: art41.cite },
  split: { says: '拆分', in: ['submitted', ...working], adds: ['split'], right: 'split', article: art29.cite },
  merge: { says: '并案', in: ['submitted', ...working], adds: ['merged'], right: 'merge', article: art45.cite },
  note: { says: '内部备注', in: all, adds: ['noted'], right: 'note', article: art45.cite },
  'add-file': { says: '添加材料', in: all, adds: ['file-added'], right: 'add-file', article: art45.cite },
  'enclose-file': {
    says: '附入答复',
    in: [...working, 'drafted', 'reviewed', 'signed-off'],
    adds: ['file-enclosed'],
    right: 'redact-file',
    article: art36.cite,
  },
  'publish-answer': {
    says: '公开这件答复',
    in: replied,
    adds: ['answer-published'],
    right: 'publish-answer',
    article: art44.cite,
  },
  // Also while it is decided anew: the page tells what does not stand any more.
  redact: {
    says: '区分处理（遮盖）',
    in: [...working, 'drafted', 'reviewed', 'signed-off'],
    adds: ['file-redacted', 'file-added'],
    right: 'redact-file',
    article: art37.cite,
  },
  'unpublish-answer': {
    says: '撤下已公开的答复',
    in: [...working, ...waiting, 'drafted', 'reviewed', 'signed-off', ...replied],
    adds: ['answer-unpublished'],
    right: 'publish-answer',
    article: art44.cite,
  },
  ...disputeActions,
} as const satisfies Record<string, RequestAction>

export type RequestActionId = keyof typeof requestActions

export const requestActionIds = Object.keys(requestActions) as readonly RequestActionId[]

/** Whether a word is the id of an action. */
export const isRequestAction = (word: string): word is RequestActionId => Object.hasOwn(requestActions, word)

const table: Readonly<Record<RequestActionId, RequestAction>> = requestActions

export const actionOf = (id: RequestActionId): RequestAction => table[id]

/** What may be done with a dossier as it stands, whoever does it. */
export const actionsIn = (status: DossierStatus): readonly RequestActionId[] =>
  requestActionIds.filter((id) => table[id].in.includes(status))
