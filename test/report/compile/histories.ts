import fc from 'fast-check'
import { addDays, yearOf } from '../../../src/domain/calendar/plain-date.ts'
import { type ApplicantType, applicantTypes } from '../../../src/domain/request/channels.ts'
import { rulingIds } from '../../../src/domain/request/disputes.ts'
import { foldDossier } from '../../../src/domain/request/dossier.ts'
import type { Correction, Entry, Fact } from '../../../src/domain/request/facts.ts'
import { outcomeIds } from '../../../src/domain/request/outcomes.ts'
import { settlementOf } from '../../../src/domain/request/settlement.ts'
import { nation as calendar } from '../../calendar/data-calendars.ts'
import { rules as clockRules } from '../../request/clock-builder.ts'
import { lastOf, toldHistories } from '../../request/histories.ts'
import { type Known, request } from './ledgers.ts'

export const types = Object.keys(applicantTypes) as ApplicantType[]
export const years = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]

const outcome = fc.constantFrom(...outcomeIds)
const ends = ['replied', 'withdrawn', 'transferred', 'split', 'merged'] as const

/** How a request may end, so many days after the last that is told of it. */
const ending = fc.record({ how: fc.constantFrom(...ends), outcome, after: fc.nat(500) })

const dispute = fc.record({
  isCourt: fc.boolean(),
  number: fc.constantFrom('示例1号', '示例2号'),
  after: fc.nat(500),
  afterReconsideration: fc.boolean(),
  ruling: fc.option(fc.constantFrom(...rulingIds), { nil: undefined }),
  decided: fc.nat(800),
})

function disputeFacts(from: string, drawn: typeof dispute extends fc.Arbitrary<infer D> ? D : never): readonly Fact[] {
  const { isCourt, number, after, afterReconsideration, ruling, decided } = drawn
  const on = addDays(from, after)
  const filed: Fact = isCourt
    ? { happened: 'litigation-filed', on, number, court: '示例法院', afterReconsideration }
    : { happened: 'reconsideration-filed', on, number, organ: '示例市人民政府' }
  const happened = isCourt ? 'litigation-decided' : 'reconsideration-decided'
  const end = { happened, on: addDays(on, decided), number, result: 'upheld', ruling } as Fact
  return ruling === undefined ? [filed] : [filed, end]
}

/** Strikes an entry or moves it to another day. */
const correction = fc.record({ of: fc.nat(30), strikes: fc.boolean(), by: fc.integer({ min: -500, max: 500 }) })

function correctionOf(
  facts: readonly Fact[],
  { of, strikes, by }: { of: number; strikes: boolean; by: number },
): Correction {
  const seq = (of % facts.length) + 1
  const fact = facts[seq - 1] as Fact
  const to = strikes ? null : ({ ...fact, on: addDays(fact.on, by) } as Fact)
  return { happened: 'entry-corrected', on: '2028-01-01', seq, to, reason: '登记有误' }
}

function knownOf(facts: readonly Entry['fact'][], applicantType: ApplicantType): Known {
  const by = { enteredAt: new Date('2028-01-01T02:00:00Z'), person: '示例经办人', accountId: null }
  const entries = facts.map((fact, at): Entry => ({ seq: at + 1, fact, ...by }))
  const dossier = foldDossier(entries, { calendar, today: '2028-12-31', rules: clockRules })
  const { receivedOn = null } = dossier.clock
  return request({ applicantType, receivedOn, ...settlementOf(dossier), disputes: dossier.disputes })
}

/** Moments at which a body's requests are looked at. */
export const stages = 4

/** A request at each of some moments: facts come one after the other, and corrections of any of them. */
const foldedStages = fc
  .record({
    told: toldHistories,
    ending: fc.option(ending),
    disputes: fc.array(dispute, { maxLength: 3 }),
    corrections: fc.array(correction, { maxLength: 3 }),
    type: fc.constantFrom(...types),
    laterType: fc.constantFrom(...types),
    known: fc.array(fc.nat(100), { minLength: stages - 1, maxLength: stages - 1 }),
  })
  .map(({ told, ending: end, disputes, corrections, type, laterType, known }): readonly Known[] => {
    const last = lastOf(told.facts)
    const endFacts = end ? [{ happened: end.how, on: addDays(last, end.after), outcome: end.outcome } as Fact] : []
    const facts = [...told.facts, ...endFacts, ...disputes.flatMap((one) => disputeFacts(last, one))]
    const entered = [...facts, ...corrections.map((one) => correctionOf(facts, one))]
    const shares = [...known].sort((one, other) => one - other)
    const partly = shares.map((share) => knownOf(entered.slice(0, Math.ceil((entered.length * share) / 100)), type))
    return [...partly, knownOf(entered, laterType)]
  })

/** Whatever one may hear of a request, and later instead of it. */
const day = fc.nat(3200).map((days) => addDays('2018-06-01', days))
const anyStages = fc.array(
  fc
    .record({
      receivedOn: fc.option(day),
      settledOn: fc.option(day),
      settledAs: fc.option(outcome),
      type: fc.constantFrom(...types),
    })
    .map(({ receivedOn, settledOn, settledAs, type }) =>
      request({ receivedOn, settledOn, settledAs: settledOn === null ? null : settledAs, applicantType: type }),
    ),
  { minLength: stages, maxLength: stages },
)

/** A body's requests, and after which moments which years are closed, one by one. */
export const bodies = fc.record({
  requests: fc.array(fc.oneof({ weight: 2, arbitrary: foldedStages }, anyStages), { minLength: 1, maxLength: 8 }),
  closings: fc.array(fc.nat(3), { minLength: stages, maxLength: stages }),
  from: fc.constantFrom(2018, 2019, 2021),
  form: fc.constantFrom('2019' as const, '2021' as const),
  countedIn: fc.constantFrom('concluded' as const, 'filed' as const),
})

/** What is known at a moment. */
export const at = (requests: readonly (readonly Known[])[], stage: number) => requests.map((one) => one[stage] as Known)

/** Years are closed one after the other, from the first of which anything is known. */
export function firstToClose(known: readonly Known[], otherwise: number): number {
  const days = known.flatMap(({ receivedOn, disputes }) =>
    [receivedOn ?? [], disputes.map(({ filedOn }) => filedOn)].flat(),
  )
  return Math.min(...days.map(yearOf), otherwise)
}
