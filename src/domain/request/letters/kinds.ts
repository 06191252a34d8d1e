import { articles } from '../../articles.ts'
import { type OutcomeId, outcomes } from '../outcomes.ts'

/** What came of an application to correct a record about oneself (art. 41). */
export const recordResults = {
  corrected: '予以更正',
  'not-corrected': '不予更正',
  transferred: '转送有权更正的机关处理',
} as const satisfies Record<string, string>

export type RecordResult = keyof typeof recordResults

export interface KindOfLetter {
  /** Behind the organ's name. */
  readonly title: string
  /** Stands behind the organ's short code in the number, as 复 in 云汐公复〔2025〕12号; without one it has no number. */
  readonly word: string | undefined
  /** Who gets it; `file`: it stays in the dossier or goes along with another letter. */
  readonly to: 'applicant' | 'third-party' | 'organ' | 'file'
  /** Number of the model in the canonical list of forms and letters. */
  readonly model: string
  readonly articles: readonly string[]
  /** When it is written. */
  readonly trigger: string
  /** Whether it tells how to apply for reconsideration and go to court; process notices do not. */
  readonly remedies: boolean
  /** Template in data/letters. */
  readonly look: 'letter' | 'receipt' | 'form' | 'envelope'
}

const { art2, art29, art30, art31, art32, art33, art34, art35, art36, art40, art41, art42, art45, art51 } = articles

const notice = <const Row extends Pick<KindOfLetter, 'title' | 'word' | 'to' | 'model' | 'articles' | 'trigger'>>(
  row: Row,
) => ({ look: 'letter', remedies: false, ...row }) as const

/** A reply to the applicant (art. 36); the outcome says when it is written. */
const reply = <const Model extends string>(model: Model, outcome: OutcomeId, ...more: readonly string[]) =>
  ({
    title: '政府信息公开申请答复书',
    word: '复',
    to: 'applicant',
    model,
    articles: [...new Set([outcomes[outcome].article, ...more])],
    trigger: outcomes[outcome].says,
    remedies: true,
    look: 'letter',
  }) as const

const recordReply = (result: RecordResult) =>
  ({
    title: '政府信息更正申请答复书',
    word: '复',
    to: 'applicant',
    model: 'A16',
    articles: [art41.cite],
    trigger: `更正申请核实后${recordResults[result]}`,
    remedies: true,
    look: 'letter',
  }) as const

const refused = `${art36.cite}第（三）项`

/** All letters and papers of a request for information. */
export const letterKinds = {
  'application-form': {
    ...notice({
      title: '政府信息公开申请表',
      word: undefined,
      to: 'file',
      model: 'T1',
      articles: [art29.cite],
      trigger: '提出申请',
    }),
    look: 'form',
  },
  receipt: {
    ...notice({
      title: '政府信息公开申请登记回执',
      word: '回',
      to: 'applicant',
      model: 'T2',
      articles: [art31.cite, art33.cite],
      trigger: '收到申请',
    }),
    look: 'receipt',
  },
  'clarification-notice': notice({
    title: '政府信息公开申请补正告知书',
    word: '补',
    to: 'applicant',
    model: 'T3',
    articles: [art30.cite],
    trigger: '申请内容不明确，收到之日起七个工作日内一次性告知',
  }),
  'reasons-notice': notice({
    title: '政府信息公开申请说明理由告知书',
    word: '说',
    to: 'applicant',
    model: 'T4',
    articles: [art35.cite],
    trigger: '申请的数量、频次明显超过合理范围',
  }),
  'delay-notice': notice({
    title: '政府信息公开申请延迟答复告知书',
    word: '迟',
    to: 'applicant',
    model: 'delay',
    articles: [art35.cite],
    trigger: '申请理由合理，但是无法在法定期限内答复',
  }),
  'extension-notice': notice({
    title: '政府信息公开申请延期答复告知书',
    word: '延',
    to: 'applicant',
    model: 'T5',
    articles: [`${art33.cite}第二款`],
    trigger: '不能在二十个工作日内答复，经公开工作机构负责人同意',
  }),
  'third-party-consultation': notice({
    title: '政府信息公开征求意见书',
    word: '征',
    to: 'third-party',
    model: 'T6',
    articles: [art32.cite],
    trigger: '公开可能损害第三方合法权益',
  }),
  'consultation-notice': notice({
    title: '政府信息公开征求意见告知书',
    word: '知',
    to: 'applicant',
    model: 'T7',
    articles: [`${art33.cite}第三款`],
    trigger: '正在征求第三方或者其他机关意见',
  }),
  'third-party-disclosure-notice': {
    ...notice({
      title: '政府信息公开告知书',
      word: '告',
      to: 'third-party',
      model: 'T8',
      articles: [art32.cite, art51.cite],
      trigger: '第三方不同意或者未答复，决定予以公开',
    }),
    remedies: true,
  },
  'co-maker-consultation': notice({
    title: '政府信息公开征求意见函',
    word: '征',
    to: 'organ',
    model: 'T9',
    articles: [art34.cite],
    trigger: '申请公开的信息由多个机关共同制作',
  }),
  'co-agency-letter': notice({
    title: '政府信息公开协办函',
    word: '协',
    to: 'organ',
    model: 'T10',
    articles: [`${art33.cite}第三款`],
    trigger: '需要其他机关协助',
  }),
  'fee-notice': notice({
    title: '政府信息公开信息处理费缴费通知书',
    word: '费',
    to: 'applicant',
    model: 'T11',
    articles: [art42.cite],
    trigger: '申请的数量、频次明显超过合理范围，决定收取信息处理费',
  }),
  'reply.already-public': reply('A1', 'already-public'),
  'reply.granted': reply('A2', 'granted', art40.cite),
  'reply.partly-granted': reply('A3', 'partly-granted', refused),
  'reply.refused.state-secret': reply('A4', 'refused.state-secret', refused),
  'reply.refused.prohibited-by-law': reply('A4', 'refused.prohibited-by-law', refused),
  'reply.refused.security-stability': reply('A4', 'refused.security-stability', refused),
  'reply.refused.third-party-rights': reply('A4', 'refused.third-party-rights', art32.cite, refused),
  'reply.refused.internal-affairs': reply('A4', 'refused.internal-affairs', refused),
  'reply.refused.deliberative': reply('A4', 'refused.deliberative', refused),
  'reply.refused.enforcement-file': reply('A4', 'refused.enforcement-file', refused),
  'reply.unavailable.not-existing': reply('A5', 'unavailable.not-existing'),
  'reply.unavailable.not-responsible': reply('A6', 'unavailable.not-responsible'),
  'reply.not-processed.repeat': reply('A7', 'not-processed.repeat'),
  'reply.refused.registry-query': reply('A8', 'refused.registry-query'),
  'reply.unavailable.needs-creating': reply('A9', 'unavailable.needs-creating'),
  'reply.not-processed.petition': reply('A10', 'not-processed.petition'),
  'reply.not-processed.published-material': reply('A11', 'not-processed.published-material'),
  'reply.not-processed.excessive': reply('A12', 'not-processed.excessive'),
  'reply.unavailable.still-unclear': reply('A13', 'unavailable.still-unclear'),
  'reply.otherwise.clarification-lapsed': reply('A14', 'otherwise.clarification-lapsed'),
  'reply.otherwise.fee-unpaid': reply('A14', 'otherwise.fee-unpaid'),
  'reply.otherwise.withdrawn': reply('A14', 'otherwise.withdrawn'),
  'reply.otherwise.not-government-information': reply('A15', 'otherwise.not-government-information'),
  'reply.otherwise.party-affairs': reply('A15', 'otherwise.party-affairs'),
  'reply.otherwise.other': reply('A15', 'otherwise.other'),
  'reply.not-processed.reissue': reply('A15', 'not-processed.reissue', art2.cite),
  'reply.corrected': recordReply('corrected'),
  'reply.not-corrected': recordReply('not-corrected'),
  'reply.transferred': recordReply('transferred'),
  'correcting-letter': notice({
    title: '政府信息公开申请文书更正告知书',
    word: '更',
    to: 'applicant',
    model: 'correction',
    articles: [art36.cite],
    trigger: '已发出的文书有误',
  }),
  'review-sheet': {
    ...notice({
      title: '政府信息公开申请答复审批单',
      word: undefined,
      to: 'file',
      model: 'review',
      articles: [art45.cite],
      trigger: '答复送审',
    }),
    look: 'form',
  },
  'delivery-receipt': {
    ...notice({
      title: '政府信息公开文书送达回证',
      word: undefined,
      to: 'file',
      model: 'delivery',
      articles: [art45.cite],
      trigger: '送达文书',
    }),
    look: 'form',
  },
  envelope: {
    ...notice({
      title: '信封',
      word: undefined,
      to: 'file',
      model: 'envelope',
      articles: [art45.cite],
      trigger: '邮寄文书',
    }),
    look: 'envelope',
  },
} as const satisfies { readonly [Kind in `reply.${OutcomeId | RecordResult}`]: KindOfLetter } & Record<
  string,
  KindOfLetter
>

export type LetterKind = keyof typeof letterKinds

export type ReplyKind = Extract<LetterKind, `reply.${string}`>

export const isLetterKind = (word: string): word is LetterKind => Object.hasOwn(letterKinds, word)

/** The reply that tells an outcome, or what came of an application to correct a record. */
export const replyKindOf = <Id extends OutcomeId | RecordResult>(id: Id) => `reply.${id}` as const

/** A letter's number, as 云汐公复〔2025〕12号: the organ's short code (代字), the word of the kind, year and serial. */
export const letterNumber = (
  word: string,
  { numberWord, year, serial }: { readonly numberWord: string; readonly year: number; readonly serial: number },
): string => `${numberWord}${word}〔${year}〕${serial}号`
