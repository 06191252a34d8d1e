import { describe, expect, test } from 'vitest'
import { compileYear } from '../../../src/domain/report/compile/compile-year.ts'
import { countedText } from '../../../src/domain/report/compile/counted-text.ts'
import { countsOf, differencesOf } from '../../../src/domain/report/compile/counts.ts'
import type { Dispute } from '../../../src/domain/request/folded.ts'
import { close, type Known, ledgerOf, noClosings, request, rulesOf } from './ledgers.ts'

type CountedIn = 'concluded' | 'filed'

/** 2021 is closed with what was known then; what is counted in the years around it with what is known now. */
function closed2021(then: Known, now: Known, countedIn?: CountedIn) {
  const rules = rulesOf('2021', countedIn)
  const ledger = ledgerOf([now], close([then], noClosings, 2021, rules))
  const counted = (year: number, form: '2019' | '2021' = '2021') => {
    const { cells } = compileYear(ledger, { year, isOver: true }, rulesOf(form, countedIn))
    return Object.keys(cells).filter((key) => (cells[key] ?? 0) > 0 && !/^settled\/|\/total$/.test(key))
  }
  const differences = differencesOf(ledger, 2021, rules).map(({ was, becomes }) => `${was} → ${becomes}`)
  return { counted, differences }
}

const open = request()
const settled = (settledOn: string, settledAs: Known['settledAs']) => request({ settledOn, settledAs })

describe('A request that a closed year counted', () => {
  test.each([
    [
      'and that was settled then after all, is settled in the open year',
      open,
      settled('2021-12-30', 'granted'),
      ['received/natural-person', 'carried-out/natural-person'],
      ['carried-in/natural-person', 'granted/natural-person'],
      [' → granted/natural-person'],
    ],
    [
      'as granted, stays granted when it turns out to have been refused',
      settled('2021-03-20', 'granted'),
      settled('2021-03-20', 'refused.deliberative'),
      ['received/natural-person', 'granted/natural-person'],
      [],
      ['granted/natural-person → refused.deliberative/natural-person'],
    ],
    [
      'as settled, stays so when it turns out to be open',
      settled('2021-03-20', 'granted'),
      open,
      ['received/natural-person', 'granted/natural-person'],
      [],
      ['granted/natural-person → '],
    ],
    [
      'as that of a natural person, keeps the column when it turns out to be a firm',
      open,
      request({ applicantType: 'enterprise' }),
      ['received/natural-person', 'carried-out/natural-person'],
      ['carried-in/natural-person', 'carried-out/natural-person'],
      ['received/natural-person → received/enterprise'],
    ],
    [
      'and that was split then after all (art. 29), leaves in the open year',
      open,
      settled('2021-03-08', null),
      ['received/natural-person', 'carried-out/natural-person'],
      ['carried-in/natural-person', 'otherwise.other/natural-person'],
      ['received/natural-person → '],
    ],
    [
      'and that has not been received at all, stays until it is settled',
      open,
      request({ receivedOn: null }),
      ['received/natural-person', 'carried-out/natural-person'],
      ['carried-in/natural-person', 'carried-out/natural-person'],
      ['received/natural-person → '],
    ],
  ])('%s', (_, then, now, in2021, in2022, differences) => {
    const told = closed2021(then, now)
    expect(told.counted(2021)).toEqual(in2021)
    expect(told.counted(2022)).toEqual(in2022)
    expect(told.differences).toEqual(differences)
  })

  test('keeps its row in the form of the closing, and its outcome in the other form', () => {
    const unpaid = settled('2021-03-20', 'otherwise.fee-unpaid')
    const { counted } = closed2021(unpaid, open)
    expect(counted(2021)).toEqual(['received/natural-person', 'otherwise.fee-unpaid/natural-person'])
    expect(counted(2021, '2019')).toEqual(['received/natural-person', 'otherwise/natural-person'])
  })
})

describe('A request that a closed year did not count', () => {
  const unknown = request({ receivedOn: null })

  test('and that was received then, is received in the open year', () => {
    const { counted, differences } = closed2021(unknown, settled('2021-03-20', 'granted'))
    expect(counted(2021)).toEqual([])
    expect(counted(2022)).toEqual(['received/natural-person', 'granted/natural-person'])
    expect(differences).toEqual([' → received/natural-person', ' → granted/natural-person'])
  })

  test('and that was received before all closed years, is told in the first of them', () => {
    const { counted, differences } = closed2021(unknown, request({ receivedOn: '2019-05-06' }))
    expect([counted(2019), counted(2021)]).toEqual([[], []])
    expect(counted(2022)).toEqual(['received/natural-person', 'carried-out/natural-person'])
    expect(differences).toEqual([' → received/natural-person'])
  })

  test('is told in its own year alone where several years are closed', () => {
    const rules = rulesOf('2021')
    const closings = close([unknown], close([unknown], noClosings, 2021, rules), 2022, rules)
    const ledger = ledgerOf([open], closings)
    expect(differencesOf(ledger, 2021, rules)).toHaveLength(1)
    expect(differencesOf(ledger, 2022, rules)).toEqual([])
  })
})

describe('A dispute that a closed year counted as pending', () => {
  const filed: Dispute = { kind: 'reconsideration', number: '1号', before: '示例市人民政府', filedOn: '2021-11-05' }
  const about = (...disputes: readonly Dispute[]) => request({ receivedOn: null, disputes })
  const decided: Dispute = { ...filed, decidedOn: '2021-12-28', result: 'upheld', ruling: 'upheld' }

  test.each([
    ['concluded', decided, ['reconsideration/upheld'], ['reconsideration/pending → reconsideration/upheld']],
    ['concluded', filed, ['reconsideration/pending'], []],
    ['filed', decided, [], ['reconsideration/pending → reconsideration/upheld']],
    ['filed', filed, [], []],
  ] as const)('when counted as %s, with %o, is counted next year as %j', (countedIn, now, in2022, differences) => {
    const told = closed2021(about(filed), about(now), countedIn)
    expect(told.counted(2021)).toEqual(['reconsideration/pending'])
    expect(told.counted(2022)).toEqual(in2022)
    expect(told.differences).toEqual(differences)
  })

  test('and that never was, stays in the closed year and is not counted any more', () => {
    const { counted, differences } = closed2021(about(filed), about())
    expect([counted(2021), counted(2022)]).toEqual([['reconsideration/pending'], []])
    expect(differences).toEqual(['reconsideration/pending → '])
  })

  test('with a result, is never counted again', () => {
    const { counted } = closed2021(about(decided), about({ ...decided, decidedOn: '2022-02-01' }))
    expect([counted(2021), counted(2022)]).toEqual([['reconsideration/upheld'], []])
  })
})

test('What is hashed has a line for each thing counted, and nobody can type another one into it', () => {
  const dispute: Dispute = {
    kind: 'litigation',
    number: '1号\n2021-0009\treceived',
    before: '示例法院',
    filedOn: '2021-11-05',
  }
  const counts = countsOf(ledgerOf([request({ disputes: [dispute] })]), 2021, rulesOf('2021'))
  expect(countedText(counts, new Map([[1, '2021-0001']]))).toBe(
    '2021-0001\tdispute\t2021-11-05\tlitigation 1号 2021-0009 received\tlitigation-direct/pending\n' +
      '2021-0001\treceived\t2021-03-04\tnatural-person\treceived/natural-person\n',
  )
})
