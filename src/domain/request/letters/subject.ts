import { articles } from '../../articles.ts'
import type { PlainDate } from '../../calendar/plain-date.ts'
import type { ApplicantType } from '../channels.ts'
import type { DeliveryWay } from '../facts.ts'
import type { OutcomeId } from '../outcomes.ts'
import type { MissingDetail } from './details.ts'
import { type LetterKind, letterKinds } from './kinds.ts'

/** The organ that writes; what its disclosure office has not filled in is empty. */
export interface LetterOrgan {
  readonly name: string
  /** To whom one applies for reconsideration (行政复议法第二十四条至第二十八条). */
  readonly reconsiderationOrgan: string
  /** Where one goes to court. */
  readonly court: string
  /** Where one files for reconsideration online; told where a letter is served over the internet. */
  readonly onlineReview?: string
  readonly contact: {
    readonly person: string
    readonly phone: string
    readonly address: string
    readonly postcode: string
  }
  /** Outcomes whose replies tell no remedies here; only some may be left silent. */
  readonly withoutRemedies?: readonly OutcomeId[]
}

export interface LetterRequest {
  /** Of the dossier. */
  readonly number: string
  /** 收到申请之日 (art. 31). */
  readonly receivedOn: PlainDate
  /** Why that day, as 以双方确认之日为收到申请之日. */
  readonly receiptBasis: string
  /** In words, as 互联网. */
  readonly channel: string
  /** As the applicant put it. */
  readonly content: string
  /** How the applicant clarified it when it was unclear (art. 30); the limit of the reply runs from this day. */
  readonly clarified?: { readonly on: PlainDate; readonly text: string }
  /** Form and way wanted, in words. */
  readonly formWanted: string
}

export interface LetterApplicant {
  readonly name: string
  readonly type: ApplicantType
  readonly address: string
  readonly postcode: string
}

/** What every letter of a dossier is written from. */
export interface LetterSubject {
  readonly organ: LetterOrgan
  readonly request: LetterRequest
  readonly applicant: LetterApplicant
  /** The day that the letter bears. */
  readonly today: PlainDate
  readonly sentBy: DeliveryWay
  /** Number of the letter; a draft has none. */
  readonly number?: string
  readonly draft: boolean
  /** 抄送. */
  readonly copiesTo?: readonly string[]
}

type Need = readonly [field: string, value: string, says: string]

const officeNeeds = ({ organ }: LetterSubject): readonly Need[] => [
  ['organ.name', organ.name, '机关名称'],
  ['organ.contact.person', organ.contact.person, '联系人'],
  ['organ.contact.phone', organ.contact.phone, '联系电话'],
  ['organ.contact.address', organ.contact.address, '办公地址'],
]

const dossierNeeds = ({ request, applicant }: LetterSubject): readonly Need[] => [
  ['request.number', request.number, '申请编号'],
  ['request.receivedOn', request.receivedOn, '收到申请之日'],
  ['request.content', request.content, '申请公开的内容'],
  ['applicant.name', applicant.name, '申请人姓名或者名称'],
]

const receiptNeeds = ({ request }: LetterSubject): readonly Need[] => [
  ['request.channel', request.channel, '申请的提交方式'],
  ['request.receiptBasis', request.receiptBasis, '确定收到申请之日的依据'],
]

const envelopeNeeds = ({ applicant, organ }: LetterSubject): readonly Need[] => [
  ['applicant.address', applicant.address, '申请人通信地址'],
  ['applicant.postcode', applicant.postcode, '申请人邮政编码'],
  ['organ.contact.postcode', organ.contact.postcode, '本机关邮政编码'],
]

const numberNeed = ({ number = '' }: LetterSubject): readonly Need[] => [['number', number, '发文字号']]

const blanks = (needs: readonly Need[], where: string, article: string): readonly MissingDetail[] =>
  needs
    .filter(([, value]) => value.trim() === '')
    .map(([field, , says]) => ({ field, says: `尚未填写${says}，请在${where}中填写。`, article }))

const { art12, art29, art31, art36 } = articles

/** What a letter of the kind needs of the dossier and of the organ's office, and is empty. */
export function missingInSubject(kind: LetterKind, subject: LetterSubject): readonly MissingDetail[] {
  const { word } = letterKinds[kind]
  const isForm = kind === 'application-form'
  return [
    ...blanks(officeNeeds(subject), '信息公开工作机构资料', art12.cite),
    ...(isForm ? [] : blanks(dossierNeeds(subject), '案卷', art29.cite)),
    ...(kind === 'receipt' ? blanks(receiptNeeds(subject), '案卷', art31.cite) : []),
    ...(kind === 'envelope' ? blanks(envelopeNeeds(subject), '案卷或者信息公开工作机构资料', art29.cite) : []),
    ...(word === undefined || subject.draft ? [] : blanks(numberNeed(subject), '文书', art36.cite)),
  ]
}
