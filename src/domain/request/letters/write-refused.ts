import { articles } from '../../articles.ts'
import { outcomes } from '../outcomes.ts'
import { choice, text } from './details.ts'
import { type LetterBlock, paragraph } from './paper.ts'
import { citing, explaining, opening, you } from './phrases.ts'
import { grounds, type RefusalGround } from './refusal-grounds.ts'
import type { LetterSubject } from './subject.ts'
import { writer } from './writer.ts'

const { art14, art15, art32, art36 } = articles

const reason = text('不予公开的理由', `${art36.cite}第（三）项`)

/** Why it is withheld, in one sentence that ends what is said of 您申请公开的信息; and the facts that bear it. */
interface Refusing {
  readonly ground: RefusalGround
  readonly because: string
  readonly facts?: readonly LetterBlock[]
  readonly reason: string
}

/** A4 不予公开: ground, facts, reasons and decision (art. 36 item 3). */
const refusing = (subject: LetterSubject, { ground, because, facts = [], reason }: Refusing) => ({
  blocks: [
    ...opening(subject),
    paragraph(`经审查，${you(subject)}申请公开的信息${because}。`),
    ...facts,
    ...explaining('理由：', reason),
    paragraph(`根据${citing(...grounds[ground].articles)}的规定，本机关决定不予公开。`),
  ],
  grounds: [ground],
})

export const refusedStateSecret = writer(
  { classification: text('定密依据（密级、定密机关和依据）', art14.cite), reason },
  (subject, { classification, reason }) =>
    refusing(subject, {
      ground: 'refused.state-secret',
      because: '依法确定为国家秘密',
      facts: explaining('定密情况：', classification),
      reason,
    }),
)

export const refusedProhibitedByLaw = writer(
  { law: text('禁止公开的法律、行政法规及条款', art14.cite), reason },
  (subject, { law, reason }) =>
    refusing(subject, {
      ground: 'refused.prohibited-by-law',
      because: '属于法律、行政法规禁止公开的政府信息',
      facts: explaining('禁止公开的规定：', law),
      reason,
    }),
)

const dangers = { state: '国家安全', public: '公共安全', economic: '经济安全', social: '社会稳定' } as const

export const refusedSecurityStability = writer(
  { danger: choice('可能危及的方面', art14.cite, dangers), reason },
  (subject, { danger, reason }) =>
    refusing(subject, {
      ground: 'refused.security-stability',
      because: `公开后可能危及${dangers[danger]}`,
      reason,
    }),
)

const rights = { commercial: '商业秘密', privacy: '个人隐私', other: '其他合法权益' } as const

export const refusedThirdPartyRights = writer(
  {
    right: choice('涉及的第三方权益', art15.cite, rights),
    consultation: text('征求第三方意见的结果', art32.cite),
    reason,
  },
  (subject, { right, consultation, reason }) =>
    refusing(subject, {
      ground: 'refused.third-party-rights',
      because: `涉及第三方的${rights[right]}，公开会对第三方合法权益造成损害`,
      facts: explaining('征求第三方意见的结果：', consultation),
      reason,
    }),
)

const affairs = { personnel: '人事管理', logistics: '后勤管理', workflow: '内部工作流程' } as const

export const refusedInternalAffairs = writer(
  { affair: choice('内部事务信息的种类', outcomes['refused.internal-affairs'].article, affairs), reason },
  (subject, { affair, reason }) =>
    refusing(subject, {
      ground: 'refused.internal-affairs',
      because: `属于行政机关的内部事务信息中${affairs[affair]}方面的信息`,
      reason,
    }),
)

const stages = { discussion: '讨论记录', draft: '过程稿', correspondence: '磋商信函', instruction: '请示报告' } as const

export const refusedDeliberative = writer(
  { stage: choice('过程性信息的种类', outcomes['refused.deliberative'].article, stages), reason },
  (subject, { stage, reason }) =>
    refusing(subject, {
      ground: 'refused.deliberative',
      because: `属于行政机关在履行行政管理职能过程中形成的${stages[stage]}，为过程性信息，法律、法规、规章未规定应当公开`,
      reason,
    }),
)

export const refusedEnforcementFile = writer(
  { file: text('案卷名称或者执法事项', outcomes['refused.enforcement-file'].article), reason },
  (subject, { file, reason }) =>
    refusing(subject, {
      ground: 'refused.enforcement-file',
      because: '属于行政执法案卷信息，法律、法规、规章未规定应当公开',
      facts: explaining('该信息所属的案卷：', file),
      reason,
    }),
)
