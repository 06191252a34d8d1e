import { articles } from '../articles.ts'
import type { OutcomeId } from '../request/outcomes.ts'

/** Why a part of a file is not given out. */
export interface RedactionGround {
  /** What stands in the box. */
  readonly label: string
  /** What it covers, for whoever chooses. */
  readonly says: string
  readonly article: string
  /** The ground of the reply that it belongs to. */
  readonly outcome: OutcomeId
}

const { art14, art15, art16, art36 } = articles

/** Arts. 14 to 16 and 36 (7): on what a part may be kept back (art. 37). */
export const redactionGrounds = {
  'personal-privacy': {
    label: '个人隐私',
    says: '身份证号、电话、住址、账号等',
    article: art15.cite,
    outcome: 'refused.third-party-rights',
  },
  'trade-secret': {
    label: '商业秘密',
    says: '公开会损害第三方的技术、报价等经营信息',
    article: art15.cite,
    outcome: 'refused.third-party-rights',
  },
  'third-party-rights': {
    label: '第三方权益',
    says: '其他公开会损害第三方合法权益的内容',
    article: art15.cite,
    outcome: 'refused.third-party-rights',
  },
  'state-secret': {
    label: '国家秘密',
    says: '依法确定为国家秘密的',
    article: art14.cite,
    outcome: 'refused.state-secret',
  },
  'prohibited-by-law': {
    label: '法律禁止公开',
    says: '法律、行政法规另有规定的',
    article: art14.cite,
    outcome: 'refused.prohibited-by-law',
  },
  'security-stability': {
    label: '三安全一稳定',
    says: '可能危及国家安全、公共安全、经济安全、社会稳定的',
    article: art14.cite,
    outcome: 'refused.security-stability',
  },
  'internal-affairs': {
    label: '内部事务信息',
    says: '人事管理、后勤管理、内部工作流程',
    article: `${art16.cite}第一款`,
    outcome: 'refused.internal-affairs',
  },
  deliberative: {
    label: '过程性信息',
    says: '讨论记录、过程稿、磋商信函、请示报告',
    article: `${art16.cite}第二款`,
    outcome: 'refused.deliberative',
  },
  'enforcement-file': {
    label: '行政执法案卷',
    says: '行政执法中形成的案卷信息',
    article: `${art16.cite}第二款`,
    outcome: 'refused.enforcement-file',
  },
  'registry-query': {
    label: '行政查询事项',
    says: '工商、不动产登记资料等，另有专门查询办法',
    article: `${art36.cite}第（七）项`,
    outcome: 'refused.registry-query',
  },
} as const satisfies Record<string, RedactionGround>

export type RedactionGroundId = keyof typeof redactionGrounds

export const redactionGroundIds = Object.keys(redactionGrounds) as readonly RedactionGroundId[]

/** Whether a word is the id of a ground. */
export const isRedactionGround = (word: string): word is RedactionGroundId => Object.hasOwn(redactionGrounds, word)
