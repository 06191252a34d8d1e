import type { PlainDate } from '../calendar/plain-date.ts'
import { type ApplicantType, applicantTypes } from './channels.ts'
import { type Asks, type RequestKind, requestKinds } from './facts.ts'
import { carriers, ways } from './letters/write-application-form.ts'
import { proposeSubject } from './propose-subject.ts'
import { fieldReader, type Problems, type Read, type Typed } from './read-fields.ts'
import { type Petitioner, readPetitioner } from './read-petitioner.ts'

/** Steps of the form on the portal, in their order, with their fields. */
export const submissionSteps = {
  what: { says: '申请内容', fields: ['kind', 'title', 'documentNumber', 'features'] },
  how: { says: '获取方式', fields: ['medium', 'delivery'] },
  who: {
    says: '您的信息',
    fields: [
      'applicantType',
      'name',
      'identityKind',
      'identityNumber',
      'contactPerson',
      'phone',
      'email',
      'address',
      'postcode',
      'actsAs',
      'otherName',
      'otherIdentityKind',
      'otherIdentityNumber',
      'otherPhone',
      'helpLargePrint',
      'helpVoice',
      'helpWriting',
      'helpMore',
    ],
  },
} as const satisfies Record<string, { readonly says: string; readonly fields: readonly string[] }>

export type SubmissionStep = keyof typeof submissionSteps

/** The step on which a field stands. */
export const stepOf = (field: string): SubmissionStep | undefined =>
  (Object.keys(submissionSteps) as SubmissionStep[]).find((step) =>
    (submissionSteps[step].fields as readonly string[]).includes(field),
  )

/** What is asked for (art. 29 ¶2 (2)). */
export interface Wanted {
  readonly kind: RequestKind
  readonly title: string
  readonly documentNumber: string
  readonly features: string
}

/** In which form and way (art. 29 ¶2 (3), art. 40). */
export interface Receiving {
  readonly medium: keyof typeof carriers
  readonly delivery: keyof typeof ways
}

/** Words that fit any paper: by them alone nothing can be found. */
const fillers =
  /相关|有关|全部|所有|任何|一切|政府|信息|公开|申请|材料|文件|资料|情况|内容|档案|记录|的|和|及|等|与|请|我|要|想/gu

const isVague = (text: string) => !/[\p{L}\p{N}]/u.test(text.replace(fillers, ''))

/** Art. 29 ¶2 (2): a name, a number or other features, by which the information can be searched for. */
export function readWanted(typed: Typed): Read<Wanted> {
  const { line, lines, choice, wrong, read } = fieldReader(typed)
  const kind = choice('kind', requestKinds, '请选择申请类别。')
  const title = line('title', { most: 200 })
  const documentNumber = line('documentNumber', { most: 100 })
  const features = lines('features', { most: 3000 })
  const given = `${title}${documentNumber}${features}`
  if (given === '') wrong('title', '请写明所需信息的名称、文号或者其他特征，至少填一项。')
  else if (isVague(given))
    wrong('title', '只写“相关材料”这样的话，我们无法检索。请写明名称、文号、时间、地点或者事项。')
  return read({ kind, title, documentNumber, features })
}

/** Ways that can carry what is on paper, and what is electronic. */
const waysOf: Readonly<Record<keyof typeof carriers, readonly (keyof typeof ways)[]>> = {
  paper: ['mail', 'collect', 'onsite'],
  electronic: ['e-mail', 'online', 'collect', 'mail'],
  other: ['mail', 'e-mail', 'collect', 'online', 'onsite'],
}

/** Ways that are offered on the portal; whoever wants a fax tells its number at the counter or by phone. */
const { fax: _fax, ...offered } = ways
export const offeredWays = offered

/** Art. 29 ¶2 (3), art. 40: form and way, which must fit together. */
export function readReceiving(typed: Typed): Read<Receiving> {
  const { choice, wrong, read } = fieldReader(typed)
  const medium = choice('medium', carriers, '请选择载体形式。')
  const delivery = choice('delivery', offeredWays, '请选择获取方式。')
  const fitting = waysOf[medium]
  if (fitting && ways[delivery] && !fitting.includes(delivery))
    wrong(
      'delivery',
      `${carriers[medium]}不能通过“${ways[delivery]}”取得，可以选${fitting.map((way) => `“${ways[way]}”`).join('、')}。`,
    )
  return read({ medium, delivery })
}

/** A request as it was written on the portal, whole and right. */
export interface Submission {
  readonly asks: Asks
  readonly petitioner: Petitioner
}

const contentOf = ({ title, documentNumber, features }: Wanted) =>
  [
    ...(title === '' ? [] : [`名称：${title}`]),
    ...(documentNumber === '' ? [] : [`文号：${documentNumber}`]),
    ...(features === '' ? [] : [title === '' && documentNumber === '' ? features : `其他特征：${features}`]),
  ].join('\n')

function asksOf(wanted: Wanted, { medium, delivery }: Receiving, applicantType: ApplicantType): Asks {
  const { kind, title, documentNumber, features } = wanted
  const subject = proposeSubject(title || documentNumber || features)
  return {
    kind,
    applicantType,
    subject,
    content: contentOf(wanted),
    medium: carriers[medium],
    delivery: ways[delivery],
  }
}

const problemsIn = (...all: readonly Read<unknown>[]): Problems =>
  Object.assign({}, ...all.map((one) => (one.ok ? {} : one.problems)))

/** Art. 29 ¶2: the whole request; all that is wrong with it at once. */
export function readSubmission(typed: Typed, today: PlainDate): Read<Submission> {
  const wanted = readWanted(typed)
  const receiving = readReceiving(typed)
  const who = readPetitioner(typed, today)
  if (!wanted.ok || !receiving.ok || !who.ok) return { ok: false, problems: problemsIn(wanted, receiving, who) }
  const { applicantType } = who.value
  return {
    ok: true,
    value: { asks: asksOf(wanted.value, receiving.value, applicantType), petitioner: who.value },
  }
}

/** Kinds of applicants as the form groups them. */
export const isOrganisation = (type: string | undefined): boolean =>
  type !== undefined && type !== 'natural-person' && Object.hasOwn(applicantTypes, type)
