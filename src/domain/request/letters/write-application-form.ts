import { articles } from '../../articles.ts'
import { applicantTypes } from '../channels.ts'
import { choice, type DetailsOf, optional, text } from './details.ts'
import type { Choice, FormCell } from './paper.ts'
import { writer } from './writer.ts'

const { art29, art40 } = articles

/** Forms in which information is given. */
export const carriers = { paper: '纸质', electronic: '电子文档', other: '其他' } as const
/** Ways in which it is received. */
export const ways = {
  mail: '邮寄',
  'e-mail': '电子邮件',
  collect: '自行领取',
  fax: '传真',
  online: '网上获取',
  onsite: '查阅、抄录',
} as const

const filled = (says: string) => optional(text(says, art29.cite))

/** Nothing has to be filled in: a blank form is for writing by hand. */
const details = {
  name: filled('姓名或者名称'),
  type: optional(choice('申请人类型', art29.cite, applicantTypes)),
  identityKind: filled('身份证明名称'),
  identityNumber: filled('身份证明号码'),
  representative: filled('法定代表人或者负责人'),
  agent: filled('代理人'),
  phone: filled('联系电话'),
  email: filled('电子邮箱'),
  address: filled('通信地址'),
  postcode: filled('邮政编码'),
  information: filled('所需政府信息的名称、文号或者便于查询的其他特征性描述'),
  carrier: optional(choice('获取信息的载体形式', art40.cite, carriers)),
  way: optional(choice('获取信息的方式', art40.cite, ways)),
  appliedOn: filled('申请日期'),
} as const

type Filled = DetailsOf<typeof details>

const label = (words: string, width: number, rowSpan?: number): FormCell => ({
  kind: 'label',
  width,
  text: words,
  ...(rowSpan !== undefined && { rowSpan }),
})
const value = (words: string | undefined, width: number): FormCell => ({ kind: 'value', width, text: words ?? '' })

const choices = (options: Readonly<Record<string, string>>, chosen: string | undefined): readonly Choice[] =>
  Object.entries(options).map(([id, says]) => ({ text: says, chosen: id === chosen }))

const applicantRows = (given: Filled): readonly (readonly FormCell[])[] => [
  [label('申请人信息', 1, 7), label('姓名或者名称', 3), value(given.name, 8)],
  [label('申请人类型', 3), { kind: 'choices', width: 8, options: choices(applicantTypes, given.type) }],
  [label('身份证明名称', 3), value(given.identityKind, 2), label('证件号码', 2), value(given.identityNumber, 4)],
  [label('法定代表人或者负责人', 3), value(given.representative, 3), label('代理人', 2), value(given.agent, 3)],
  [label('联系电话', 3), value(given.phone, 3), label('邮政编码', 2), value(given.postcode, 3)],
  [label('电子邮箱', 3), value(given.email, 8)],
  [label('通信地址', 3), value(given.address, 8)],
]

const contentRows = (given: Filled): readonly (readonly FormCell[])[] => [
  [
    label('所需信息', 1, 3),
    label('名称、文号或者便于查询的其他特征性描述', 3),
    given.information === undefined ? { kind: 'blank', width: 8, lines: 6 } : value(given.information, 8),
  ],
  [label('载体形式', 3), { kind: 'choices', width: 8, options: choices(carriers, given.carrier) }],
  [label('获取方式', 3), { kind: 'choices', width: 8, options: choices(ways, given.way) }],
]

const signing = (given: Filled): readonly FormCell[] => [
  label('申请人签名或者盖章', 4),
  { kind: 'blank', width: 8, lines: 3, below: given.appliedOn ?? '年　　月　　日' },
]

/** 申请表: who asks with proof of identity, what, and in which form and way (art. 29 ¶2). */
export const applicationForm = writer(details, ({ organ }, given) => ({
  addressee: organ.name,
  blocks: [
    { kind: 'form', rows: [...applicantRows(given), ...contentRows(given), signing(given)] },
    {
      kind: 'list',
      items: [
        '请附身份证明。申请人为法人或者其他组织的，附统一社会信用代码证明；委托代理人的，附授权委托书和代理人身份证明。',
        '名称、文号或者特征性描述应当便于行政机关查询；内容不明确的，行政机关将在收到申请之日起7个工作日内一次性告知补正。',
        `填写确有困难的，可以口头提出，由${organ.name}代为填写。地址：${organ.contact.address}；电话：${organ.contact.phone}。`,
      ],
    },
  ],
}))
