import type { SevenAnswers } from '../domain/request/decision.ts'
import { unanswered } from '../domain/request/decision.ts'
import type { Decision, Ground } from '../domain/request/facts.ts'
import { type OutcomeId, outcomes } from '../domain/request/outcomes.ts'
import type { NumberedRequest } from './demo-past.ts'

/** Letters that a reply refers to, by number and day. */
export interface EarlierLetter {
  readonly number: string
  readonly on: string
}

export interface Earlier {
  /** The notice by which the applicant was asked to clarify. */
  readonly clarification?: EarlierLetter | undefined
  /** The reply to the request that this one repeats. */
  readonly reply?: EarlierLetter | undefined
}

type Story = NumberedRequest

const [yes, no] = [true, false] as const

const there = { clear: yes, ours: yes, governmentInformation: yes, exists: yes } as const

/** Answers to the seven questions that lead to each way of ending. */
const answersTo: { readonly [Id in OutcomeId]?: Partial<SevenAnswers> } = {
  granted: { ...there, alreadyPublic: no, refusable: no },
  'already-public': { ...there, alreadyPublic: yes },
  'partly-granted': { ...there, alreadyPublic: no, refusable: yes, separable: yes },
  'refused.internal-affairs': { ...there, alreadyPublic: no, refusable: yes, separable: no },
  'unavailable.not-existing': { ...there, exists: no },
  'unavailable.needs-creating': { ...there, exists: no },
  'unavailable.not-responsible': { clear: yes, ours: no },
  'unavailable.still-unclear': { clear: no },
  'otherwise.not-government-information': { clear: yes, ours: yes, governmentInformation: no },
  'otherwise.party-affairs': { clear: yes, ours: yes, governmentInformation: no },
}

const giving = ({ subject }: Story) => ({
  disclosed: [{ title: subject, medium: '纸质', pages: 2 + (subject.length % 9) }],
  way: '提供纸质复印件，按申请人要求的方式送达',
  when: '随本答复书一并提供',
})

/** What is withheld, written as 依据：内容. */
function withheldIn({ more }: Story): { readonly outcome: OutcomeId; readonly title: string; readonly reason: string } {
  const [outcome = '', title = ''] = more.split('：')
  const reason =
    outcome === 'refused.third-party-rights'
      ? '属于个人隐私，公开会损害他人合法权益'
      : '属于研究过程中形成的内容，不是最后的决定'
  return { outcome: outcome as OutcomeId, title, reason }
}

const unclear = '经补正，仍没有写明文件的名称、文号、年份或者其他便于查询的特征'

type Write = (story: Story, earlier: Earlier) => Readonly<Record<string, unknown>>

/** What each reply tells, by the details of its letter. */
const details: { readonly [Id in OutcomeId]?: Write } = {
  granted: giving,
  'already-public': ({ subject, more }) => ({ published: [{ title: subject, where: more }] }),
  'partly-granted': (story) => {
    const { outcome, title, reason } = withheldIn(story)
    return { ...giving(story), refused: [{ title, ground: outcome, reason }] }
  },
  'refused.internal-affairs': ({ more }) => ({ affair: more, reason: '仅用于机关内部管理，不对外发生效力' }),
  'unavailable.not-existing': () => ({ scope: searchedIn, method: '以名称、年份和地名为关键词检索，并人工核对目录' }),
  'unavailable.not-responsible': ({ more }) => ({
    reason: `该信息由${more}制作、保存`,
    responsible: { name: more, contact: '000-0000000' },
  }),
  'unavailable.needs-creating': () => ({ reason: '各年登记分别保存，没有按所申请的口径汇总、分析过' }),
  'unavailable.still-unclear': ({ clarification }) => ({
    askedOn: clarification?.askedOn,
    correctedOn: clarification?.receivedOn,
    unclear,
  }),
  'not-processed.repeat': (_, { reply }) => ({ earlierNumber: reply?.number, earlierOn: reply?.on }),
  'otherwise.clarification-lapsed': ({ clarification: asked }, { clarification }) => ({
    noticeNumber: clarification?.number,
    noticeOn: clarification?.on,
    until: asked?.until,
  }),
  'otherwise.not-government-information': ({ more }) => ({ reason: more }),
  'otherwise.party-affairs': ({ more }) => ({ reason: more }),
}

export const searchedIn = '本机关档案室、公文处理系统的全部文件'

function groundsOf(story: Story): readonly Ground[] {
  if (story.outcome === 'refused.internal-affairs')
    return [{ outcome: story.outcome, reason: `${story.subject}仅用于机关内部管理` }]
  if (story.outcome !== 'partly-granted') return []
  const { outcome, title, reason } = withheldIn(story)
  const unconsulted =
    outcome === 'refused.third-party-rights' ? { unconsulted: '遮盖个人信息后提供，不影响第三方' } : {}
  return [{ outcome, reason: `${title}${reason}`, ...unconsulted }]
}

/** What the reply to a request decides (arts. 36 to 39), and what its letter says. */
export function replyTo(story: Story, earlier: Earlier): Decision {
  const { outcome } = story
  return {
    outcome,
    grounds: groundsOf(story),
    answers: { ...unanswered, ...answersTo[outcome] },
    details: details[outcome]?.(story, earlier) ?? { reason: outcomes[outcome].says },
  }
}
