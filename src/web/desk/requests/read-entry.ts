import { z } from 'zod'
import type { RequestEntered } from '../../../app/register-request.ts'
import type { Section } from '../../../domain/agency/section.ts'
import { isPlainDate, type PlainDate } from '../../../domain/calendar/plain-date.ts'
import { applicantTypes, type ChannelId, channels } from '../../../domain/request/channels.ts'
import { requestKinds } from '../../../domain/request/facts.ts'
import { proposeSubject } from '../../../domain/request/propose-subject.ts'
import { holdsControls } from '../../../domain/unseen.ts'
import type { FieldProblems } from '../../fields.tsx'

/** Art. 40: forms in which information is given, and ways of giving it. */
export const media = ['纸质', '电子文档', '其他'] as const
export const deliveryWishes = ['自行领取', '邮寄', '电子邮件', '传真', '网上获取', '查阅、抄录'] as const

/** The Regulations came into force on this day. */
const firstDay: PlainDate = '2008-05-01'

const text = (most: number) => z.string().trim().max(most, `最多 ${most} 个字。`).default('')
const line = (most: number) => text(most).refine((given) => !holdsControls(given), '有看不见的控制字符，请重新输入。')
const saysSomething = (given: string) => /[\p{L}\p{N}]/u.test(given)
const filled = (says: string, most: number) => line(most).refine(saysSomething, says)
/** As the applicant wrote it, in lines; what was pasted along unseen is no part of it. */
const asWritten = (says: string, most: number) =>
  text(most)
    .transform((given) => given.replace(/[^\P{Cc}\t\r\n]|\p{Bidi_Control}/gu, ''))
    .refine(saysSomething, says)
const perhaps = (form: RegExp, says: string, most: number) =>
  line(most).refine((text) => text === '' || form.test(text), says)
const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as [Key, ...Key[]]
const oneOf = <Key extends string>(keys: readonly [Key, ...Key[]], says: string) => z.enum(keys, says)
const day = z
  .string()
  .default('')
  .refine((text) => text === '' || isPlainDate(text), '请填写存在的日期，如 2025-03-03。')

const schema = z.object({
  kind: oneOf(keysOf(requestKinds), '请选择申请类别。'),
  channel: oneOf(keysOf(channels), '请选择申请渠道。'),
  submittedOn: day.refine((text) => text !== '', '请填写提交日期。'),
  receivedOn: day,
  applicantType: oneOf(keysOf(applicantTypes), '请选择申请人类型。'),
  name: filled('请填写申请人的姓名或者名称。', 100),
  identityKind: line(30),
  identityNumber: line(50),
  phone: perhaps(/^[\d+\-()（）转 ]{5,40}$/, '请填写电话号码，只用数字、横线和空格。', 40),
  email: perhaps(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, '请填写完整的电子邮箱，如 name@example.com。', 100),
  address: line(200),
  postcode: perhaps(/^\d{6}$/, '邮政编码是六位数字。', 6),
  agent: line(100),
  content: asWritten('请填写申请的内容：名称、文号，或者能找到它的其他特征。', 5_000),
  subject: line(100),
  medium: oneOf(media, '请选择载体形式。'),
  delivery: oneOf(deliveryWishes, '请选择获取方式。'),
  section: z.string().default(''),
})

export type Fields = Readonly<Record<string, string>>

export type EntryRead =
  | { readonly ok: true; readonly entered: RequestEntered; readonly section: Section | undefined }
  | { readonly ok: false; readonly problems: FieldProblems }

/** What the field of the second day is for, by the channel. */
export const receiptFields = {
  submission: '',
  signature: '签收日期',
  confirmation: '与申请人确认收到的日期',
} as const

/** Art. 31: whether the two days can be, and whether the second one is there where it must. */
function wrongDays({ channel, submittedOn = '', receivedOn = '' }: Fields, today: PlainDate): FieldProblems {
  const problems: Record<string, string> = {}
  if (isPlainDate(submittedOn)) {
    if (submittedOn > today) problems.submittedOn = '提交日期在今天之后，请核对。'
    else if (submittedOn < firstDay) problems.submittedOn = `条例自 ${firstDay} 起施行，提交日期不能更早。`
  }
  const basis = Object.hasOwn(channels, channel ?? '') ? channels[channel as ChannelId].basis : undefined
  if (receivedOn === '') return basis === 'signature' ? { ...problems, receivedOn: '请填写签收日期。' } : problems
  if (!isPlainDate(receivedOn)) return problems
  if (basis === 'submission' && receivedOn !== submittedOn)
    problems.receivedOn = '当面提交的，提交之日就是收到申请之日，这里不用填。'
  else if (receivedOn > today) problems.receivedOn = '这个日期在今天之后，请核对。'
  else if (receivedOn < submittedOn) problems.receivedOn = `这个日期早于提交日期 ${submittedOn}，请核对。`
  return problems
}

/** Reads the form by which staff enter a request: all that is wrong at once, or the request. */
export function readEntry(fields: Fields, today: PlainDate, sections: readonly Section[]): EntryRead {
  const chosen = sections.find(({ id, isClosed }) => String(id) === fields.section && !isClosed)
  const wrongSection = fields.section && !chosen ? { section: '请在列表里选择科室。' } : {}
  const read = schema.safeParse(fields)
  const faults = (read.success ? [] : read.error.issues).map(({ path, message }) => [String(path[0]), message] as const)
  // Of several faults of a field the first is told; the days are looked at whatever else is wrong.
  const problems = { ...wrongDays(fields, today), ...wrongSection, ...Object.fromEntries(faults.toReversed()) }
  if (!read.success || Object.keys(problems).length > 0) return { ok: false, problems }
  const {
    kind,
    channel,
    submittedOn,
    receivedOn,
    applicantType,
    content,
    medium,
    delivery,
    section: _,
    ...rest
  } = read.data
  const { subject, ...applicant } = rest
  const asks = { kind, applicantType, subject: subject || proposeSubject(content), content, medium, delivery }
  const came = { channel, submittedOn, ...(receivedOn !== '' && { receivedOn }) }
  return { ok: true, entered: { ...came, asks, applicant }, section: chosen }
}
