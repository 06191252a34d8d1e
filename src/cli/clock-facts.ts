import * as z from 'zod/mini'
import { isPlainDate, yearOf } from '../domain/calendar/plain-date.ts'
import type { ClockFact } from '../domain/request/facts.ts'
import { outcomeIds } from '../domain/request/outcomes.ts'

/** Something wrong in what was given; one line to print. */
export interface Line {
  /** Place among the facts, from 0; -1 for what concerns no single one. */
  readonly index: number
  readonly says: string
}

/** The facts that can be read, and all that is wrong with the others. */
export interface ReadFacts {
  readonly facts: readonly ClockFact[]
  /** Place of each readable fact among those given. */
  readonly places: readonly number[]
  readonly faults: readonly Line[]
  /** Names in facts that say nothing to the clock: told, and passed over. */
  readonly strange: readonly Line[]
  /** What happened in the facts that cannot be read; `unknown` where that itself cannot. */
  readonly unread: ReadonlySet<string>
}

/** Years for which days are counted: longer than any regulation on disclosure has been in force. */
export const years = { first: 2000, last: 2099 } as const

/** Whether a text is a day that the clock counts with. */
export const isCountable = (text: string): boolean =>
  isPlainDate(text) && yearOf(text) >= years.first && yearOf(text) <= years.last

export const noDay = `不是日历上有的日期，日期要写成 2025-01-31 这样，年份从 ${years.first} 到 ${years.last}`

const day = z.string(noDay).check(z.refine(isCountable, noDay))
const words = z.optional(z.string('应当是文字'))
const amount = z.optional(z.number('应当是数'))
const laterDay = z.optional(day)

/** Ways of the contract; over the telephone a request is written down for the applicant and comes as another. */
const channels = ['counter', 'signed-mail', 'ordinary-mail', 'online', 'fax', 'e-mail'] as const

const asked = {
  party: z.string('应当是文字').check(z.minLength(1, '不能是空的')),
  delivered: laterDay,
  about: words,
}
const answered = { party: asked.party, agrees: z.optional(z.boolean('应当是 true 或者 false')), text: words }

type Shape = Readonly<Record<string, z.ZodMiniType>>

/** What each fact says besides its day. */
const shapes: { readonly [Kind in ClockFact['happened']]: Shape } = {
  submitted: { channel: z.enum(channels, `不是提交的方式，可以写 ${channels.join('、')}`) },
  'signed-for': {},
  'receipt-confirmed': {},
  'clarification-asked': { items: words, until: laterDay },
  'clarification-received': { text: words },
  'fee-noticed': { amount, until: laterDay, computation: words },
  'fee-paid': { amount },
  'third-party-asked': asked,
  'third-party-answered': answered,
  'co-maker-asked': asked,
  'co-maker-answered': answered,
  'other-organ-asked': asked,
  'other-organ-answered': answered,
  extended: { workdays: z.number('应当是数'), approver: words, reason: words },
  'delayed-until': { date: day, reason: words },
  replied: { outcome: z.optional(z.enum(outcomeIds, '不是办理结果')) },
}

const kinds = Object.keys(shapes) as ClockFact['happened'][]
const happened = z.enum(kinds, `不是这里的事实，可以写 ${kinds.join('、')}`)

const readers = new Map<unknown, z.ZodMiniType>(
  kinds.map((kind) => [kind, z.object({ happened, on: day, ...shapes[kind] })]),
)
const anyReader = z.looseObject({ happened, on: day }, '应当是一个对象，写明 happened 和 on')

/** Reads the facts of a request as they are told from outside; all faults at once. */
export function readClockFacts(text: string): ReadFacts {
  const given = factsIn(text)
  if (typeof given === 'string')
    return { facts: [], places: [], faults: [{ index: -1, says: given }], strange: [], unread: new Set() }
  const facts: ClockFact[] = []
  const places: number[] = []
  const faults: Line[] = []
  const strange: Line[] = []
  const unread = new Set<string>()
  for (const [index, value] of given.entries()) {
    const reader = readers.get((value as { happened?: unknown } | null)?.happened)
    const read = (reader ?? anyReader).safeParse(value)
    if (read.success) {
      facts.push(read.data as ClockFact)
      places.push(index)
      strange.push(...strangeIn(value as object, read.data as object, index))
      continue
    }
    unread.add(reader ? (value as ClockFact).happened : 'unknown')
    faults.push(...read.error.issues.flatMap((issue) => linesOf(issue, value, index)))
  }
  return { facts, places, faults, strange, unread }
}

/** Names that the reader did not take. */
function strangeIn(given: object, taken: object, index: number): readonly Line[] {
  const names = Object.keys(given).filter((name) => !Object.hasOwn(taken, name))
  return names.map((name) => ({ index, says: `${placeOf(index)}：不认识 ${shown(name)} 这一项，没有用到` }))
}

const wanted = '应当是 {"facts": […]} 这样的 JSON'

/** The list, or what is wrong with the text as a whole. */
function factsIn(text: string): readonly unknown[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return `不是有效的 JSON，${wanted}。`
  }
  const read = z.object({ facts: z.array(z.unknown()) }).safeParse(value)
  if (!read.success) return `${wanted}，facts 是事实的列表。`
  return read.data.facts.length > 0 ? read.data.facts : 'facts 里一件事实也没有，至少要有 submitted。'
}

/** What one fault of the reader says. */
function linesOf(issue: z.core.$ZodIssue, value: unknown, index: number): readonly Line[] {
  const [name] = issue.path
  if (name === undefined) return [{ index, says: `${placeOf(index)}：${issue.message}` }]
  const place = `${placeOf(index)}.${String(name)}`
  if (!Object.hasOwn(value as object, name)) return [{ index, says: `${place}：缺少这一项` }]
  return [{ index, says: `${place}：${shown((value as Record<PropertyKey, unknown>)[name])} ${issue.message}` }]
}

export const placeOf = (index: number) => `facts[${index}]`

/** A value as it was written, on one line and not too long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
