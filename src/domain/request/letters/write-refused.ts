import { articles } from '../../articles.ts'
import { outcomes } from '../outcomes.ts'
import { choice, text } from './details.ts'
import { type LetterBlock, paragraph } from './paper.ts'
import { citing, explaining, opening, sentence, you } from './phrases.ts'
import { grounds, type RefusalGround } from './refusal-grounds.ts'
import type { LetterSubject } from './subject.ts'
import { writer } from './writer.ts'

const { art14, art15, art16, art32, art36 } = articles

const reason = text('不予公开的理由', `${art36.cite}第（三）项`)

/** A4 不予公开: ground, facts that bear it, decision and reasons (art. 36 item 3; 行政复议法第二十三条 follows as remedies). */
function refusing(subject: LetterSubject, ground: RefusalGround, facts: readonly LetterBlock[], reasons: string) {
  const { because, articles: cited } = grounds[ground]
  return {
    blocks: [
      ...opening(subject),
      paragraph(`经审查，${sentence(because.replace('该信息', `${you(subject)}申请公开的信息`))}`),
      ...facts,
      ...explaining('理由：', reasons),
      paragraph(`根据${citing(...cited)}的规定，本机关决定不予公开。`),
    ],
    grounds: [ground],
  }
}

export const refusedStateSecret = writer(
  { classification: text('定密依据（密级、定密机关和依据）', art14.cite), reason },
  (subject, { classification, reason }) =>
    refusing(subject, 'refused.state-secret', explaining('定密情况：', classification), reason),
)

export const refusedProhibitedByLaw = writer(
  { law: text('禁止公开的法律、行政法规及条款', art14.cite), reason },
  (subject, { law, reason }) =>
    refusing(subject, 'refused.prohibited-by-law', explaining('禁止公开的规定：', law), reason),
)

const dangers = { state: '国家安全', public: '公共安全', economic: '经济安全', social: '社会稳定' } as const

export const refusedSecurityStability = writer(
  { danger: choice('可能危及的方面', art14.cite, dangers), reason },
  (subject, { danger, reason }) =>
    refusing(subject, 'refused.security-stability', [paragraph(`公开该信息可能危及${dangers[danger]}。`)], reason),
)

const rights = { commercial: '商业秘密', privacy: '个人隐私', other: '其他合法权益' } as const

export const refusedThirdPartyRights = writer(
  {
    right: choice('涉及的第三方权益', art15.cite, rights),
    consultation: text('征求第三方意见的结果', art32.cite),
    reason,
  },
  (subject, { right, consultation, reason }) =>
    refusing(
      subject,
      'refused.third-party-rights',
      [paragraph(`该信息涉及第三方的${rights[right]}。`), ...explaining('征求第三方意见的结果：', consultation)],
      reason,
    ),
)

const affairs = { personnel: '人事管理', logistics: '后勤管理', workflow: '内部工作流程' } as const

export const refusedInternalAffairs = writer(
  { affair: choice('内部事务信息的种类', `${art16.cite}第一款`, affairs), reason },
  (subject, { affair, reason }) =>
    refusing(subject, 'refused.internal-affairs', [paragraph(`该信息属于${affairs[affair]}方面的信息。`)], reason),
)

const stages = { discussion: '讨论记录', draft: '过程稿', correspondence: '磋商信函', instruction: '请示报告' } as const

export const refusedDeliberative = writer(
  { stage: choice('过程性信息的种类', outcomes['refused.deliberative'].article, stages), reason },
  (subject, { stage, reason }) =>
    refusing(subject, 'refused.deliberative', [paragraph(`该信息属于${stages[stage]}。`)], reason),
)

export const refusedEnforcementFile = writer(
  { file: text('案卷名称或者执法事项', outcomes['refused.enforcement-file'].article), reason },
  (subject, { file, reason }) =>
    refusing(subject, 'refused.enforcement-file', explaining('该信息所属的案卷：', file), reason),
)
