import { articles } from '../articles.ts'

/** How the day of receipt follows from the way a request came: on its own day, when signed for, or when confirmed. */
export type ReceiptBasis = 'submission' | 'signature' | 'confirmation'

export interface Channel {
  readonly says: string
  readonly basis: ReceiptBasis
  readonly article: string
}

const { art31counter, art31mail, art31online } = articles

/** Art. 31: ways a request comes; a day the applicant has not confirmed starts no clock where confirmation is needed. */
export const channels = {
  counter: { says: '当面', basis: 'submission', article: art31counter.cite },
  'signed-mail': { says: '邮寄（挂号、特快专递等须签收的）', basis: 'signature', article: art31mail.cite },
  'ordinary-mail': { says: '平常信函', basis: 'confirmation', article: art31mail.cite },
  online: { says: '互联网', basis: 'confirmation', article: art31online.cite },
  fax: { says: '传真', basis: 'confirmation', article: art31online.cite },
  'e-mail': { says: '电子邮件', basis: 'confirmation', article: art31online.cite },
  phone: { says: '电话（口头申请，代为填写）', basis: 'confirmation', article: art31online.cite },
} as const satisfies Record<string, Channel>

export type ChannelId = keyof typeof channels

/** Kinds of applicants: the columns of the report. */
export const applicantTypes = {
  'natural-person': '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  'public-welfare': '社会公益组织',
  'legal-services': '法律服务机构',
  'other-organisation': '其他',
} as const satisfies Record<string, string>

export type ApplicantType = keyof typeof applicantTypes
