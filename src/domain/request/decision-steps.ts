import { articles } from '../articles.ts'
import type { SevenAnswers } from './decision.ts'
import { type OutcomeId, outcomes } from './outcomes.ts'

export type StepId = keyof SevenAnswers

/** One way in which a decision may end, with when it is taken. */
export interface Choice {
  readonly outcome: OutcomeId
  readonly says: string
}

/** Where an answer leads: on to the next step, or to the ways of ending among which one chooses. */
export type Lead = { readonly to: StepId } | { readonly choose: readonly Choice[] }

export interface Step {
  readonly question: string
  readonly help: string
  readonly article: string
  readonly yes: Lead
  readonly no: Lead
}

const { art2, art10, art29, art36, art37 } = articles

const end = (outcome: OutcomeId, says: string = outcomes[outcome].says): Choice => ({ outcome, says })

/** Arts. 36 to 39: the questions that a reply answers one after another, in their order. */
export const steps = {
  clear: {
    question: '申请内容明确吗？',
    help: '写明了名称、文号或者便于查询的其他特征，能够据以检索。不明确的，收到之日起七个工作日内一次性告知补正，不能直接拒绝。',
    article: `${art29.cite}、第三十条`,
    yes: { to: 'ours' },
    no: { choose: [end('unavailable.still-unclear', '已经补正，内容仍不明确，无法检索')] },
  },
  ours: {
    question: '由本机关负责公开吗？',
    help: '谁制作谁公开；从公民、法人和其他组织获取的由保存的机关公开；从其他机关获取的由制作或者最初获取的机关公开。能够确定负责的机关的，告知名称和联系方式。',
    article: `${art10.cite}、第三十六条第（五）项`,
    yes: { to: 'governmentInformation' },
    no: { choose: [end('unavailable.not-responsible', '不由本机关负责公开，说明理由')] },
  },
  governmentInformation: {
    question: '申请的是政府信息吗？',
    help: '政府信息是行政机关在履行行政管理职能过程中制作或者获取的，以一定形式记录、保存的信息。信访、投诉、举报和咨询不是申请获取政府信息。',
    article: `${art2.cite}、第三十九条`,
    yes: { to: 'exists' },
    no: {
      choose: [
        end('not-processed.petition', '以申请的形式信访、投诉、举报，告知相应渠道'),
        end('not-processed.published-material', '要求提供政府公报、报刊、书籍等公开出版物，告知获取的途径'),
        end('otherwise.party-affairs', '属于党务信息'),
        end('otherwise.not-government-information', '不是履行行政管理职能过程中制作或者获取的信息'),
        end('otherwise.other', '属于咨询，或者其他不作为政府信息公开申请处理的事项'),
      ],
    },
  },
  exists: {
    question: '经检索，本机关有现成的这项信息吗？',
    help: '应当检索并留下记录：在哪里、用什么方法、由谁检索。只提供已制作或者获取的信息，需要加工、分析的可以不予提供。',
    article: `${art36.cite}第（四）项、第三十八条`,
    yes: { to: 'alreadyPublic' },
    no: {
      choose: [
        end('unavailable.not-existing', '经检索，没有制作或者获取过这项信息'),
        end('unavailable.needs-creating', '没有现成的，需要对现有信息加工、分析'),
      ],
    },
  },
  alreadyPublic: {
    question: '已经主动公开，或者另有专门的查询办法吗？',
    help: '已主动公开的，告知获取的方式和途径，链接要能直接打开。工商、不动产登记资料等法律、行政法规对获取另有规定的，告知依规定办理。',
    article: `${art36.cite}第（一）项、第（七）项`,
    yes: {
      choose: [
        end('already-public', '已经主动公开，告知获取的方式、途径'),
        end('refused.registry-query', '法律、行政法规对查询有特别规定，告知依规定办理'),
        end('not-processed.published-material', '载于政府公报、报刊、书籍等公开出版物，告知获取的途径'),
      ],
    },
    no: { to: 'refusable' },
  },
  refusable: {
    question: '有依法不予公开的内容吗？',
    help: '以公开为常态、不公开为例外。国家秘密、法律行政法规禁止、三安全一稳定的不予公开；涉及第三方权益的先书面征求意见；内部事务、过程性信息和行政执法案卷可以不予公开。每项都要写明理由。',
    article: '条例第十四条、第十五条、第十六条',
    yes: { to: 'separable' },
    no: { choose: [end('granted', '提供信息，或者告知获取的方式、途径和时间')] },
  },
  separable: {
    question: '能够区分处理吗？',
    help: '去掉不予公开的内容后仍有可以公开的，应当提供可以公开的内容，并对不予公开的内容说明理由。只计部分公开，不另计不予公开。',
    article: art37.cite,
    yes: { choose: [end('partly-granted', '提供可以公开的内容，对其余内容说明理由')] },
    no: {
      choose: [
        end('refused.state-secret', '依法确定为国家秘密'),
        end('refused.prohibited-by-law', '法律、行政法规禁止公开'),
        end('refused.security-stability', '公开后可能危及国家安全、公共安全、经济安全、社会稳定'),
        end('refused.third-party-rights', '涉及商业秘密、个人隐私等，公开会损害第三方合法权益'),
        end('refused.internal-affairs', '人事管理、后勤管理、内部工作流程等内部事务'),
        end('refused.deliberative', '讨论记录、过程稿、磋商信函、请示报告等过程性信息'),
        end('refused.enforcement-file', '行政执法案卷'),
      ],
    },
  },
} as const satisfies Record<StepId, Step>

export const stepIds = Object.keys(steps) as readonly StepId[]

/** Ways of ending that need no answer to the seven questions. */
export const shortCuts: readonly Choice[] = [
  end('not-processed.repeat', '同一申请人就相同内容重复申请，已经答复过'),
  end('not-processed.reissue', '要求确认或者重新出具已经获取的信息'),
  end('not-processed.excessive', '申请数量、频次明显超过合理范围，理由不合理'),
  end('otherwise.clarification-lapsed', '无正当理由逾期不补正'),
  end('otherwise.fee-unpaid', '逾期不缴纳信息处理费'),
  end('otherwise.withdrawn', '申请人撤回申请'),
]

/** Grounds of arts. 14 to 16, on which information or a part of it is withheld. */
export const withheldOn: readonly OutcomeId[] = steps.separable.no.choose.map(({ outcome }) => outcome)
