import { articles } from '../articles.ts'
import type { Refusal } from '../refusal.ts'
import type { OnFile } from './decision.ts'
import type { OutcomeId } from './outcomes.ts'

/** What must stand in the dossier before a decision may end in a certain way. */
interface Need extends Refusal {
  readonly isMet: (onFile: OnFile) => boolean
}

const { art30, art35, art36, art42 } = articles

const clarified: Need = {
  code: 'not-clarified',
  says: '不能直接以内容不明确答复：先一次性告知补正，收到补正后仍不明确的才作此答复。',
  article: art30.cite,
  isMet: ({ clarification }) => clarification?.receivedOn !== undefined,
}

const searched: Need = {
  code: 'not-searched',
  says: '没有未检索到信息的检索记录：先请科室检索或者登记检索情况，写明范围和方法。',
  article: `${art36.cite}第（四）项`,
  isMet: ({ searches, sections }) =>
    searches.some(({ found }) => !found) || sections.some(({ found }) => found === false),
}

const reasonsDemanded: Need = {
  code: 'reasons-not-demanded',
  says: '不能直接以大量反复申请不予处理：先要求申请人说明理由，理由不合理或者到期不说明的才作此答复。',
  article: art35.cite,
  isMet: ({ reasons, today }) =>
    reasons !== undefined && (reasons.givenOn === undefined ? today > reasons.until : reasons.reasonable === false),
}

const clarificationLapsed: Need = {
  code: 'clarification-not-lapsed',
  says: '没有登记逾期未补正：补正期限届满、没有正当理由不补正的，先登记逾期，再作此答复。',
  article: art30.cite,
  isMet: ({ clarification }) => clarification?.lapsedOn !== undefined && clarification.receivedOn === undefined,
}

const feeLapsed: Need = {
  code: 'fee-not-lapsed',
  says: '没有登记逾期未缴费：缴费期限届满的，先登记逾期，再作此答复。',
  article: art42.cite,
  isMet: ({ fee }) => fee?.lapsedOn !== undefined && fee.paidOn === undefined,
}

const withdrawn: Need = {
  code: 'not-withdrawn',
  says: '没有登记申请人撤回：先登记撤回的日期和方式。',
  article: art36.cite,
  isMet: ({ ended }) => ended?.how === 'withdrawn',
}

const needs: { readonly [Id in OutcomeId]?: Need } = {
  'unavailable.still-unclear': clarified,
  'unavailable.not-existing': searched,
  'not-processed.excessive': reasonsDemanded,
  'otherwise.clarification-lapsed': clarificationLapsed,
  'otherwise.fee-unpaid': feeLapsed,
  'otherwise.withdrawn': withdrawn,
}

/** What the dossier lacks for a way of ending. */
export function lackingFor(outcome: OutcomeId, onFile: OnFile): readonly Refusal[] {
  const need = needs[outcome]
  if (!need || need.isMet(onFile)) return []
  const { isMet: _, ...refusal } = need
  return [refusal]
}
