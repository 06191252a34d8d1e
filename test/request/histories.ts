import fc from 'fast-check'
import { addDays, type PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { type ChannelId, channels } from '../../src/domain/request/channels.ts'
import type { AskedKind, Fact } from '../../src/domain/request/facts.ts'
import { answered, asked, clarificationAsked, clarificationReceived, extended, submitted } from './clock-builder.ts'
import type { Question, Told } from './clock-oracle.ts'

const kinds: readonly AskedKind[] = ['third-party', 'co-maker', 'other-organ']

/** Days over all published years and a little beyond. */
const firstDays = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2018-11-01', days))

const question = fc.record({
  kind: fc.constantFrom(...kinds),
  asked: fc.nat(70),
  delivery: fc.nat(5),
  answer: fc.option(fc.nat(50), { nil: undefined }),
})

/** Histories that can be, in the oracle's words, with the day on which one looks. */
export const toldHistories = fc
  .record({
    first: firstDays,
    clarified: fc.option(fc.tuple(fc.nat(10), fc.nat(40)), { nil: undefined }),
    questions: fc.array(question, { maxLength: 6 }),
    extension: fc.option(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { nil: undefined }),
    later: fc.nat(60),
  })
  .map(({ first, clarified, questions, extension, later }) => {
    const restartOn = clarified && addDays(first, clarified[0] + clarified[1])
    const told: Told = {
      receivedOn: first,
      ...(restartOn !== undefined && { restartOn }),
      questions: questions.map((it) => questionOf(first, it)),
      ...(extension && { extended: { on: addDays(restartOn ?? first, extension[0]), workdays: extension[1] } }),
    }
    const facts = factsOf(told, clarified && addDays(first, clarified[0]))
    return { told, facts, today: addDays(lastOf(facts), later) }
  })

interface Drawn {
  readonly kind: AskedKind
  readonly asked: number
  readonly delivery: number
  readonly answer: number | undefined
}

function questionOf(first: PlainDate, { kind, asked: after, delivery, answer }: Drawn): Question {
  const on = addDays(first, after)
  const answeredOn = answer === undefined ? {} : { answeredOn: addDays(on, answer) }
  return { kind, on, delivered: addDays(on, delivery), ...answeredOn }
}

export const lastOf = (facts: readonly Fact[]) => facts.reduce((day, { on }) => (on > day ? on : day), '')

function factsOf({ receivedOn, restartOn, questions, extended: more }: Told, askedOn?: PlainDate): readonly Fact[] {
  return [
    submitted(receivedOn),
    ...(restartOn !== undefined && askedOn !== undefined
      ? [clarificationAsked(askedOn), clarificationReceived(restartOn)]
      : []),
    ...questions.flatMap(({ kind, on, delivered, answeredOn }, at) => [
      asked(kind, on, `机关${at}`, delivered),
      ...(answeredOn === undefined ? [] : [answered(kind, answeredOn, `机关${at}`)]),
    ]),
    ...(more ? [extended(more.on, more.workdays)] : []),
  ]
}

const days = fc.nat(120).map((after) => addDays('2025-01-10', after))
const party = fc.constantFrom('甲', '乙', 'constructor', '')
const plainKinds = [
  'signed-for',
  'receipt-confirmed',
  'clarification-asked',
  'clarification-received',
  'fee-noticed',
  'fee-paid',
  'replied',
] as const

const channel = fc.constantFrom(...(Object.keys(channels) as ChannelId[]))

/** Facts of every kind, possible together or not. */
export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ happened: fc.constant('submitted' as const), on: days, channel }),
  { weight: 3, arbitrary: fc.record({ happened: fc.constantFrom(...plainKinds), on: days }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...kinds), days, party, fc.option(days, { nil: undefined }))
      .map(([kind, on, who, delivered]) => asked(kind, on, who, delivered)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...kinds), days, party).map(([kind, on, who]) => answered(kind, on, who)),
  },
  fc.record({ happened: fc.constant('extended' as const), on: days, workdays: fc.integer({ min: -2, max: 22 }) }),
  fc.record({ happened: fc.constant('delayed-until' as const), on: days, date: days }),
  fc.record({ happened: fc.constant('withdrawn' as const), on: days, reason: fc.constant('') }),
)

/** Any history behind a submission over the counter. */
export const anyHistory = fc
  .array(anyFact, { maxLength: 14 })
  .map((facts): readonly Fact[] => [
    submitted('2025-01-10'),
    ...facts.filter(({ happened }) => happened !== 'submitted'),
  ])

export const anyDay = fc.nat(200).map((after) => addDays('2025-01-05', after))
