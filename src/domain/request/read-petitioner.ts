import type { PlainDate } from '../calendar/plain-date.ts'
import { type ApplicantType, applicantTypes } from './channels.ts'
import { birthDateOf, isCreditCode, plainNumber, yearsBetween } from './identity-numbers.ts'
import { type FieldReader, fieldReader, type Read, type Typed } from './read-fields.ts'

/** Papers by which a person is identified (art. 29 ¶2 (1)). */
export const identityKinds = {
  'resident-card': '居民身份证',
  passport: '护照',
  'hong-kong-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  other: '其他有效证件',
} as const satisfies Record<string, string>

/** Who fills in the form. */
export const actors = {
  self: '本人（本单位）申请',
  agent: '委托代理人申请',
  guardian: '监护人代未成年人等申请',
} as const satisfies Record<string, string>

export type ActsAs = keyof typeof actors

/** Art. 43: help for who has difficulty in reading, seeing or hearing. */
export const helps = {
  helpLargePrint: '大字材料',
  helpVoice: '电话口述告知',
  helpWriting: '请工作人员代为填写或者补充',
} as const satisfies Record<string, string>

/** Who asks, with all that is sealed; what does not apply is empty. */
export interface Petitioner {
  readonly applicantType: ApplicantType
  readonly actsAs: ActsAs
  readonly applicant: {
    readonly name: string
    readonly identityKind: string
    readonly identityNumber: string
    readonly contactPerson: string
    readonly phone: string
    readonly email: string
    readonly address: string
    readonly postcode: string
    readonly agent: string
    readonly guardian: string
    readonly help: string
  }
}

const phoneForm = {
  is: (text: string) => /^[\d+\-()（）转 ]{5,40}$/.test(text),
  says: '请填写电话号码，只用数字、横线和空格。',
}
const emailForm = {
  is: (text: string) => /^[^\s@<>"，,;；]+@[^\s@<>"，,;；]+\.[^\s@<>"，,;；]+$/.test(text),
  says: '请填写完整的电子邮箱，如 name@example.com。',
}
const postcodeForm = { is: (text: string) => /^\d{6}$/.test(text), says: '邮政编码是六位数字。' }

/** 民法典第十七条、第二十三条: under eighteen a guardian acts; from sixteen on some act for themselves (第十八条). */
const actsAlone = 16
const ofAge = 18

interface Person {
  readonly kind: keyof typeof identityKinds
  readonly number: string
}

function readIdentity(fields: FieldReader, kindName: string, numberName: string): Person {
  const kind = fields.choice(kindName, identityKinds, '请选择证件类型。')
  const number = plainNumber(fields.line(numberName, { most: 50, lacks: '请填写证件号码。' }))
  if (kind === 'resident-card' && number !== '' && birthDateOf(number) === undefined)
    fields.wrong(numberName, '居民身份证号码不对：应为 18 位，请核对出生日期和最后一位。')
  else if (number !== '' && !/^[A-Z\d()/-]{5,50}$/.test(number))
    fields.wrong(numberName, '证件号码只有字母、数字和横线，至少 5 位。')
  return { kind, number }
}

function checkAge(fields: FieldReader, { kind, number }: Person, actsAs: ActsAs, today: PlainDate): void {
  const born = kind === 'resident-card' ? birthDateOf(number) : undefined
  if (born === undefined) return
  const age = yearsBetween(born, today)
  if (born > today) fields.wrong('identityNumber', '证件号码里的出生日期在今天之后，请核对。')
  else if (age < actsAlone && actsAs !== 'guardian')
    fields.wrong('actsAs', `申请人未满 ${ofAge} 周岁，请由监护人代为申请（民法典第二十三条）。`)
}

function readNatural(fields: FieldReader, actsAs: ActsAs, today: PlainDate) {
  const name = fields.line('name', { most: 100, lacks: '请填写申请人的姓名，与证件一致。' })
  const identity = readIdentity(fields, 'identityKind', 'identityNumber')
  checkAge(fields, identity, actsAs, today)
  return { name, identityKind: identityKinds[identity.kind], identityNumber: identity.number, contactPerson: '' }
}

function readOrganisation(fields: FieldReader) {
  const name = fields.line('name', { most: 100, lacks: '请填写单位名称，与登记证书一致。' })
  const number = plainNumber(fields.line('identityNumber', { most: 50, lacks: '请填写统一社会信用代码。' }))
  if (number !== '' && !isCreditCode(number))
    fields.wrong('identityNumber', '统一社会信用代码不对：应为 18 位，没有字母 I、O、S、V、Z，请核对最后一位。')
  const contactPerson = fields.line('contactPerson', { most: 50, lacks: '请填写联系人姓名。' })
  return { name, identityKind: '统一社会信用代码', identityNumber: number, contactPerson }
}

/** While nobody knows whether it is a person or an organisation, neither is asked for what the other has. */
function readUnnamedKind(fields: FieldReader) {
  const name = fields.line('name', { most: 100, lacks: '请填写姓名或者名称，与证件一致。' })
  const identityNumber = fields.line('identityNumber', { most: 50, lacks: '请填写证件号码。' })
  return { name, identityKind: '', identityNumber, contactPerson: '' }
}

function readApplicant(fields: FieldReader, type: string, actsAs: ActsAs, today: PlainDate) {
  if (type === 'natural-person') return readNatural(fields, actsAs, today)
  if (!Object.hasOwn(applicantTypes, type)) return readUnnamedKind(fields)
  if (actsAs === 'guardian') fields.wrong('actsAs', '单位申请的，请选择本单位或者委托代理人申请。')
  return readOrganisation(fields)
}

/** Whoever acts for the applicant, in one line as the paper form has it. */
function readOther(fields: FieldReader, says: string): string {
  const name = fields.line('otherName', { most: 50, lacks: `请填写${says}的姓名。` })
  const { kind, number } = readIdentity(fields, 'otherIdentityKind', 'otherIdentityNumber')
  const phone = fields.line('otherPhone', { most: 40, lacks: `请填写${says}的联系电话。`, form: phoneForm })
  return `${name}，${identityKinds[kind]} ${number}，电话 ${phone}`
}

function readContact(fields: FieldReader, delivery: string | undefined) {
  const phone = fields.line('phone', { most: 40, form: phoneForm })
  const email = fields.line('email', {
    most: 100,
    lacks: delivery === 'e-mail' && '您选择了用电子邮件接收，请填写电子邮箱。',
    form: emailForm,
  })
  const address = fields.line('address', {
    most: 200,
    lacks: delivery === 'mail' && '您选择了邮寄，请填写能收到信的通信地址。',
  })
  const postcode = fields.line('postcode', { most: 6, form: postcodeForm })
  if (phone === '' && email === '') fields.wrong('phone', '请填写联系电话或者电子邮箱：收到申请之日要与您确认。')
  return { phone, email, address, postcode }
}

function readHelp(fields: FieldReader, typed: Typed): string {
  const wanted = Object.entries(helps).flatMap(([name, says]) => (typed[name] ? [says] : []))
  const more = fields.line('helpMore', { most: 200 })
  return [...wanted, ...(more === '' ? [] : [more])].join('；')
}

/** Art. 29 ¶2 (1): who asks, with proof of identity and contact; all that is wrong at once. */
export function readPetitioner(typed: Typed, today: PlainDate): Read<Petitioner> {
  const fields = fieldReader(typed)
  const applicantType = fields.choice('applicantType', applicantTypes, '请选择申请人类型。')
  const actsAs = fields.choice('actsAs', actors, '请选择由谁申请。')
  const who = readApplicant(fields, applicantType, actsAs, today)
  const contact = readContact(fields, typed.delivery)
  const agent = actsAs === 'agent' ? readOther(fields, '代理人') : ''
  const guardian = actsAs === 'guardian' ? readOther(fields, '监护人') : ''
  const help = readHelp(fields, typed)
  return fields.read({ applicantType, actsAs, applicant: { ...who, ...contact, agent, guardian, help } })
}
