import type { PlainDate } from '../calendar/plain-date.ts'
import type { ApplicantType, ChannelId } from './channels.ts'
import type { SevenAnswers } from './decision.ts'
import type { ProcedureId, RulingId } from './disputes.ts'
import type { OutcomeId } from './outcomes.ts'

/** Who was asked, as the dossier names them; `third-party`, `co-maker` and `other-organ` stop the count. */
export type AskedKind = 'third-party' | 'co-maker' | 'other-organ'

/** When something happened. */
export interface On {
  /** The day on which it happened, in China. */
  readonly on: PlainDate
}

type Happened<Kind extends string, Details = unknown> = On & { readonly happened: Kind } & Details

/** A ground of a decision; several are kept, the first of them is counted. */
export interface Ground {
  readonly outcome: OutcomeId
  /** What it concerns and why. */
  readonly reason: string
  /** Why the third party whose rights it is about was not asked (art. 32). */
  readonly unconsulted?: string
}

/** How a letter reached its addressee. */
export const deliveryWays = {
  'in-person': '当面领取',
  mail: '邮政寄送',
  'e-mail': '电子邮件',
  online: '网上送达',
  fax: '传真',
  substitute: '委托送达',
} as const satisfies Record<string, string>

export type DeliveryWay = keyof typeof deliveryWays

/** How a dispute ended (art. 51): the columns of the report's fourth section. */
export const disputeResults = {
  upheld: '结果维持',
  overturned: '结果纠正',
  'other-result': '其他结果',
} as const satisfies Record<string, string>

export type DisputeResult = keyof typeof disputeResults

/** What a dispute's decision orders, beside its result. */
export interface Decided {
  readonly number: string
  readonly result: DisputeResult
  /** As the organ or the court put it; the column of the report follows from it. */
  readonly ruling?: RulingId
  /** Last day on which the body has to decide anew, where it is ordered to. */
  readonly anew?: PlainDate
}

/** Kinds of requests: for information (art. 29), or to correct one's own record (art. 41). */
export const requestKinds = { disclosure: '信息公开申请', 'record-correction': '更正申请' } as const satisfies Record<
  string,
  string
>

export type RequestKind = keyof typeof requestKinds

/** Art. 29: what is asked for. Who asks is sealed elsewhere. */
export interface Asks {
  readonly kind: RequestKind
  readonly applicantType: ApplicantType
  /** What it asks for, in a line. */
  readonly subject: string
  /** Name, number or other features by which the information can be found. */
  readonly content: string
  /** Form the information is wanted in. */
  readonly medium: string
  /** How it is to be received. */
  readonly delivery: string
}

/** What the clock reads: the words of the contract from outside. */
export type ClockFact =
  | Happened<'submitted', { readonly channel: ChannelId; readonly asks?: Asks }>
  | Happened<'signed-for'>
  | Happened<'receipt-confirmed'>
  | Happened<'clarification-asked', { readonly items?: string; readonly until?: PlainDate }>
  | Happened<'clarification-received', { readonly text?: string }>
  | Happened<'fee-noticed', { readonly amount?: number; readonly until?: PlainDate; readonly computation?: string }>
  | Happened<'fee-paid', { readonly amount?: number }>
  | Happened<'third-party-asked', Asked>
  | Happened<'third-party-answered', Answered>
  | Happened<'co-maker-asked', Asked>
  | Happened<'co-maker-answered', Answered>
  | Happened<'other-organ-asked', Asked>
  | Happened<'other-organ-answered', Answered>
  | Happened<'extended', { readonly workdays: number; readonly approver?: string; readonly reason?: string }>
  | Happened<'delayed-until', { readonly date: PlainDate; readonly reason?: string }>
  | Happened<
      'replied',
      { readonly outcome?: OutcomeId; readonly grounds?: readonly Ground[]; readonly letterId?: number }
    >

/** Somebody is asked for an opinion. */
export interface Asked {
  readonly party: string
  /** The day on which the letter reached them; their 15 workdays run from it. */
  readonly delivered?: PlainDate
  readonly about?: string
}

/** Somebody gives the opinion asked for. */
export interface Answered {
  readonly party: string
  readonly agrees?: boolean
  readonly text?: string
}

/** What a drafted reply decides. */
export interface Decision {
  readonly outcome: OutcomeId
  readonly grounds: readonly Ground[]
  readonly answers: SevenAnswers
  /** Details of the letter, by the letter's own names. */
  readonly details: Readonly<Record<string, unknown>>
}

/** What the desk keeps besides what the clock reads. */
export type DeskFact =
  | Happened<'extension-proposed', { readonly workdays: number; readonly reason: string }>
  | Happened<'registered', { readonly number: string }>
  | Happened<'clarification-lapsed', { readonly reason: string }>
  | Happened<'reasons-demanded', { readonly about: string; readonly until: PlainDate }>
  | Happened<'reasons-given', { readonly text: string; readonly reasonable: boolean }>
  | Happened<'fee-lapsed'>
  | Happened<
      'section-asked',
      { readonly sectionId: number; readonly section: string; readonly about: string; readonly until: PlainDate }
    >
  | Happened<
      'section-answered',
      {
        readonly sectionId: number
        readonly section: string
        readonly found: boolean
        readonly how: string
        readonly text: string
      }
    >
  | Happened<'chased', { readonly who: string; readonly text: string }>
  | Happened<
      'search-recorded',
      { readonly where: string; readonly how: string; readonly found: boolean; readonly text: string }
    >
  | Happened<
      'assigned',
      {
        readonly sectionId: number | null
        readonly section: string
        readonly accountId: number | null
        readonly handler: string
      }
    >
  | Happened<'drafted', Decision>
  | Happened<'reviewed', { readonly opinion: string }>
  | Happened<'returned', { readonly reason: string }>
  | Happened<'signed-off', { readonly opinion: string }>
  | Happened<
      'letter-issued',
      {
        readonly letterId: number
        readonly kind: string
        readonly number: string
        readonly to: string
        /** How it was to reach them; unknown of letters of earlier versions. */
        readonly way?: DeliveryWay
      }
    >
  | Happened<'served', { readonly letterId: number; readonly way: DeliveryWay; readonly proof: string }>
  | Happened<'withdrawn', { readonly reason: string }>
  | Happened<'transferred', { readonly to: string; readonly reason: string }>
  | Happened<'split', { readonly into: readonly string[] }>
  | Happened<'merged', { readonly into: string }>
  | Happened<
      'record-verified',
      { readonly result: 'corrected' | 'not-corrected' | 'transferred'; readonly text: string }
    >
  | Happened<'noted', { readonly text: string }>
  | Happened<'file-added', { readonly fileId: number; readonly name: string; readonly sha256: string }>
  /** A file that goes to the applicant with the reply. */
  | Happened<'file-enclosed', { readonly fileId: number; readonly name: string }>
  | Happened<'file-redacted', { readonly fileId: number; readonly redactedId: number; readonly marks: number }>
  /** Art. 35: what the applicant gives as reasons; whether they are reasonable is weighed by the office. */
  | Happened<'reasons-received', { readonly text: string }>
  | Happened<'payment-told', { readonly text: string }>
  /** Art. 40: how the applicant wants to receive the information after all. */
  | Happened<'delivery-chosen', { readonly medium: string; readonly delivery: string }>
  | Happened<'answer-rated', { readonly stars: number; readonly text: string }>
  | Happened<'answer-published', { readonly answerId: number; readonly title: string }>
  | Happened<'answer-unpublished', { readonly answerId: number; readonly reason: string }>
  | Happened<
      'reconsideration-filed',
      {
        readonly number: string
        readonly organ: string
        /** The day on which the copy of the application reached the body; its days to answer run from it. */
        readonly notified?: PlainDate
        readonly procedure?: ProcedureId
      }
    >
  | Happened<'reconsideration-answered', { readonly number: string; readonly text?: string }>
  | Happened<'reconsideration-decided', Decided>
  | Happened<
      'litigation-filed',
      {
        readonly number: string
        readonly court: string
        readonly afterReconsideration: boolean
        readonly notified?: PlainDate
        readonly procedure?: ProcedureId
      }
    >
  | Happened<'litigation-answered', { readonly number: string; readonly text?: string }>
  | Happened<'litigation-decided', Decided>

/** Something that happened, dated. Facts are added and never changed; a mistyped one is followed by a correction. */
export type Fact = ClockFact | DeskFact

export type FactKind = Fact['happened']

/** Corrects an earlier entry: it happened on another day, or not at all. */
export type Correction = Happened<
  'entry-corrected',
  { readonly seq: number; readonly to: Fact | null; readonly reason: string }
>

/** A fact as it was entered. */
export interface Entry {
  /** Place among the entries of the dossier, from 1. */
  readonly seq: number
  readonly fact: Fact | Correction
  readonly enteredAt: Date
  /** Name of the person at the time. */
  readonly person: string
  readonly accountId: number | null
}
