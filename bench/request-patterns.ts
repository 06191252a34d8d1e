import { addDays, type PlainDate } from '../src/domain/calendar/plain-date.ts'
import { type Dossier, foldDossier } from '../src/domain/request/dossier.ts'
import type { Asks, Entry, Fact } from '../src/domain/request/facts.ts'
import type { Look } from '../src/domain/request/look.ts'
import { type CachedRow, cachedRow } from '../src/store/request-row.ts'

/** A dossier of which many like it are made. */
export interface Pattern {
  readonly entries: readonly Entry[]
  readonly dossier: Dossier
  readonly row: CachedRow
}

/** Places and matters that nobody has asked about: 4,000 subjects, any two of them a little alike. */
const stems = '甲乙丙丁戊己庚辛壬癸'
const matters = ['用地批复', '征收补偿方案', '规划许可', '环评批复', '行政处罚决定', '财政拨款', '招标文件', '验收意见']
const objects = ['大道', '小区', '学校', '河道', '广场']

function asksOf(at: number): Asks {
  const place = `示例${stems[at % 10]}${stems[Math.floor(at / 10) % 10]}${objects[Math.floor(at / 100) % objects.length]}`
  const subject = `${place}${matters[Math.floor(at / 500) % matters.length]}`
  const applicantType = at % 7 === 0 ? 'enterprise' : 'natural-person'
  const wanted = { medium: '纸质', delivery: '邮寄' }
  return { kind: 'disclosure', applicantType, subject, content: `${subject}的全文及附图、附件`, ...wanted }
}

interface Days {
  readonly first: PlainDate
  /** So many workdays later. */
  readonly after: (workdays: number) => PlainDate
}

const channels = ['counter', 'online', 'signed-mail', 'fax'] as const

function begun(at: number, { first }: Days): readonly Fact[] {
  const channel = channels[at % channels.length] ?? 'counter'
  const received: readonly Fact[] =
    channel === 'counter'
      ? []
      : [{ happened: channel === 'signed-mail' ? 'signed-for' : 'receipt-confirmed', on: first }]
  const registered = { happened: 'registered', on: first, number: '' } as const
  return [{ happened: 'submitted', on: first, channel, asks: asksOf(at) }, ...received, registered]
}

const section = { sectionId: 1, section: '征收科' }

const assigned = ({ after }: Days): Fact => ({
  happened: 'assigned',
  on: after(1),
  ...section,
  accountId: 1,
  handler: '示例承办人',
})

const outcomes = ['granted', 'unavailable.not-existing', 'refused.internal-affairs', 'partly-granted'] as const

/** Four facts or five: that is what an answered request holds where nothing special happened. */
function answered(at: number, days: Days): readonly Fact[] {
  const on = days.after(5 + (at % 16))
  const outcome = outcomes[at % outcomes.length] ?? 'granted'
  const replied = { happened: 'replied', on, outcome, letterId: 1 } as const
  return [...begun(at, days), replied, { happened: 'served', on, letterId: 1, way: 'mail', proof: '' }]
}

const asked = (days: Days): Fact => ({
  happened: 'section-asked',
  on: days.after(1),
  ...section,
  about: '批复原件',
  until: days.after(4),
})

const thirdParty = (days: Days, party: string): Fact => ({
  happened: 'third-party-asked',
  on: days.after(2),
  party,
  delivered: days.after(3),
})

const found = (days: Days): Fact => ({
  happened: 'section-answered',
  on: days.after(3),
  ...section,
  found: true,
  how: '检索档案系统',
  text: '有原件',
})

/** Each of these stands somewhere else against its clock. */
const ways: readonly ((days: Days) => readonly Fact[])[] = [
  (days) => [asked(days), { happened: 'noted', on: days.after(2), text: '已电话沟通' }],
  (days) => [asked(days), thirdParty(days, '示例公司')],
  (days) => [{ happened: 'clarification-asked', on: days.after(2), items: '年份', until: days.after(12) }, asked(days)],
  (days) => [asked(days), found(days), { happened: 'extended', on: days.after(6), workdays: 20, reason: '案情复杂' }],
  (days) => [asked(days), found(days), { happened: 'noted', on: days.after(4), text: '已找到' }],
]

/** Six facts or so. */
const open = (at: number, days: Days): readonly Fact[] => [
  ...begun(at, days),
  assigned(days),
  ...(ways[at % ways.length]?.(days) ?? []),
]

/** All that can stop and restart the count, one after the other: eighteen facts. */
function long(at: number, days: Days): readonly Fact[] {
  const answer = (party: string, on: PlainDate): Fact => ({
    happened: 'third-party-answered',
    on,
    party,
    agrees: false,
  })
  return [
    ...begun(at, days),
    assigned(days),
    { happened: 'clarification-asked', on: days.after(2), items: '年份' },
    { happened: 'clarification-received', on: days.after(6), text: '2024 年' },
    asked({ ...days, after: (workdays) => days.after(workdays + 6) }),
    { ...found(days), on: days.after(9) },
    thirdParty(days, '示例公司'),
    thirdParty(days, '另一家示例公司'),
    answer('示例公司', days.after(12)),
    answer('另一家示例公司', days.after(14)),
    { happened: 'other-organ-asked', on: days.after(10), party: '示例市自然资源局', delivered: days.after(11) },
    { happened: 'other-organ-answered', on: days.after(15), party: '示例市自然资源局' },
    { happened: 'fee-noticed', on: days.after(16), amount: 100, until: days.after(30) },
    { happened: 'fee-paid', on: days.after(18), amount: 100 },
    { happened: 'extended', on: days.after(20), workdays: 20, reason: '案情复杂' },
    { happened: 'noted', on: days.after(21), text: '待审核' },
  ]
}

const kinds = { answered, open, long } as const

/** How many calendar days ago a request of the kind came. */
const ages = {
  answered: (at: number) => 45 + (at % 1000),
  open: (at: number) => at % 33,
  long: (at: number) => 40 + (at % 9),
}

function patternOf(kind: keyof typeof kinds, at: number, look: Look): Pattern {
  const first = look.calendar.addWorkdays(addDays(look.today, -ages[kind](at)), 0)
  const days: Days = { first, after: (workdays) => look.calendar.addWorkdays(first, workdays) }
  const facts = kinds[kind](at, days).filter(({ on }) => on <= look.today)
  const entries = facts.map((fact, index) => ({
    seq: index + 1,
    fact,
    enteredAt: new Date(`${fact.on}T02:00:00Z`),
    person: '示例科员',
    accountId: null,
  }))
  const dossier = foldDossier(entries, look)
  return { entries, dossier, row: cachedRow(dossier, { number: '', today: look.today }) }
}

/** So many dossiers as they stand on the day of the look. */
export const patternsOf = (kind: keyof typeof kinds, count: number, look: Look): readonly Pattern[] =>
  Array.from({ length: count }, (_, at) => patternOf(kind, at, look))
