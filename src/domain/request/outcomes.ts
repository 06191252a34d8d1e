import { articles } from '../articles.ts'

/** How a request ends: the closed list, with what the reply says and the article it rests on. */
export interface Outcome {
  readonly says: string
  readonly article: string
  /** 予以公开 … 其他处理: the group of the report that the outcome belongs to. */
  readonly group: keyof typeof outcomeGroups
}

export const outcomeGroups = {
  granted: '予以公开',
  'partly-granted': '部分公开',
  refused: '不予公开',
  unavailable: '无法提供',
  'not-processed': '不予处理',
  otherwise: '其他处理',
} as const satisfies Record<string, string>

const { art2, art14, art15, art16, art30, art35, art36, art37, art38, art39, art42 } = articles

/** Art. 36 and the articles it leads to; the row of the report that counts each is data (`data/outcome-rows.json`). */
export const outcomes = {
  granted: { says: '予以公开', article: `${art36.cite}第（二）项`, group: 'granted' },
  'already-public': { says: '已主动公开，告知获取途径', article: `${art36.cite}第（一）项`, group: 'granted' },
  'partly-granted': { says: '部分公开', article: art37.cite, group: 'partly-granted' },
  'refused.state-secret': { says: '属于国家秘密', article: art14.cite, group: 'refused' },
  'refused.prohibited-by-law': { says: '其他法律行政法规禁止公开', article: art14.cite, group: 'refused' },
  'refused.security-stability': { says: '危及“三安全一稳定”', article: art14.cite, group: 'refused' },
  'refused.third-party-rights': { says: '保护第三方合法权益', article: art15.cite, group: 'refused' },
  'refused.internal-affairs': { says: '属于三类内部事务信息', article: `${art16.cite}第一款`, group: 'refused' },
  'refused.deliberative': { says: '属于四类过程性信息', article: `${art16.cite}第二款`, group: 'refused' },
  'refused.enforcement-file': { says: '属于行政执法案卷', article: `${art16.cite}第二款`, group: 'refused' },
  'refused.registry-query': { says: '属于行政查询事项', article: `${art36.cite}第（七）项`, group: 'refused' },
  'unavailable.not-existing': { says: '经检索，信息不存在', article: `${art36.cite}第（四）项`, group: 'unavailable' },
  'unavailable.not-responsible': {
    says: '不属于本机关负责公开',
    article: `${art36.cite}第（五）项`,
    group: 'unavailable',
  },
  'unavailable.needs-creating': { says: '没有现成信息需要另行制作', article: art38.cite, group: 'unavailable' },
  'unavailable.still-unclear': { says: '补正后申请内容仍不明确', article: art30.cite, group: 'unavailable' },
  'not-processed.petition': { says: '信访举报投诉类申请', article: `${art39.cite}第一款`, group: 'not-processed' },
  'not-processed.repeat': { says: '重复申请', article: `${art36.cite}第（六）项`, group: 'not-processed' },
  'not-processed.published-material': {
    says: '要求提供公开出版物',
    article: `${art39.cite}第二款`,
    group: 'not-processed',
  },
  'not-processed.excessive': { says: '无正当理由大量反复申请', article: art35.cite, group: 'not-processed' },
  'not-processed.reissue': {
    says: '要求行政机关确认或重新出具已获取信息',
    article: art36.cite,
    group: 'not-processed',
  },
  'otherwise.clarification-lapsed': {
    says: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    article: art30.cite,
    group: 'otherwise',
  },
  'otherwise.fee-unpaid': {
    says: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    article: art42.cite,
    group: 'otherwise',
  },
  'otherwise.withdrawn': { says: '申请人撤回申请', article: art36.cite, group: 'otherwise' },
  'otherwise.not-government-information': { says: '非政府信息', article: art2.cite, group: 'otherwise' },
  'otherwise.party-affairs': { says: '党务信息', article: art2.cite, group: 'otherwise' },
  'otherwise.other': { says: '其他', article: art36.cite, group: 'otherwise' },
} as const satisfies Record<string, Outcome>

export type OutcomeId = keyof typeof outcomes

export const outcomeIds = Object.keys(outcomes) as readonly OutcomeId[]

/** Whether a word is the id of an outcome. */
export const isOutcomeId = (word: string): word is OutcomeId => Object.hasOwn(outcomes, word)

/** Rows of the report that count an outcome, by the form's id. */
export type OutcomeRows = Readonly<Record<OutcomeId, Readonly<Record<string, string>>>>
