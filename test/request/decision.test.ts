import { describe, expect, test } from 'vitest'
import { checkDecision } from '../../src/domain/request/check-decision.ts'
import {
  keptAnswers,
  nextStep,
  type OnFile,
  possibleOutcomes,
  type SevenAnswers,
  strayAnswers,
  unanswered,
} from '../../src/domain/request/decision.ts'
import { type StepId, shortCuts, stepIds, steps, withheldOn } from '../../src/domain/request/decision-steps.ts'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import type { Decision, Fact } from '../../src/domain/request/facts.ts'
import { type OutcomeId, outcomeIds } from '../../src/domain/request/outcomes.ts'
import { nation } from '../calendar/data-calendars.ts'
import {
  answered,
  asked,
  clarificationAsked,
  clarificationReceived,
  feeNoticed,
  rules,
  submitted,
} from './clock-builder.ts'

const look = { calendar: nation, rules, today: '2025-06-30' }
const received = submitted('2025-03-03')

/** A dossier in which these things happened, as one decides on a day. */
function onFileAfter(facts: readonly Fact[], today = look.today): OnFile {
  const entries = facts.map((fact, at) => ({
    seq: at + 1,
    fact,
    enteredAt: new Date('2025-06-30T01:00:00Z'),
    person: '示例甲',
    accountId: 1,
  }))
  return { ...foldDossier(entries, { ...look, today }), today }
}

const plain = onFileAfter([received])

/** Answers up to and including the step, all `yes` or `no` as the path to it asks for, the step itself as told. */
function answersTo(id: StepId, last: boolean): SevenAnswers {
  const path = stepIds.slice(0, stepIds.indexOf(id))
  const straight = path.map((step) => [step, 'to' in steps[step].yes])
  return { ...unanswered, ...Object.fromEntries(straight), [id]: last }
}

const searchRecorded = (found: boolean): Fact => ({
  happened: 'search-recorded',
  on: '2025-03-10',
  where: '档案室',
  how: '按文号检索',
  found,
  text: '',
})

describe('The seven steps', () => {
  test('are asked one after another in the order of the law', () => {
    expect(nextStep(unanswered)).toBe('clear')
    expect(stepIds.map((id) => nextStep(answersTo(id, 'to' in steps[id].yes)))).toEqual([
      'ours',
      'governmentInformation',
      'exists',
      'alreadyPublic',
      'refusable',
      'separable',
      undefined,
    ])
  })

  test('come to an end with something to choose on every path', () => {
    for (let bits = 0; bits < 128; bits += 1) {
      const answers = Object.fromEntries(
        stepIds.map((id, at) => [id, (bits & (1 << at)) > 0]),
      ) as unknown as SevenAnswers
      expect(nextStep(answers)).toBeUndefined()
      expect(possibleOutcomes(answers, plain).length).toBeGreaterThan(shortCuts.length)
    }
  })

  test('ask in a question, help in a sentence and cite their articles', () => {
    for (const { question, help, article } of Object.values(steps)) {
      expect(question).toMatch(/？$/)
      expect(help).toMatch(/。$/)
      expect(article).toMatch(/^条例第/)
    }
  })

  test('forget later answers when an earlier one is changed', () => {
    const changed = { ...answersTo('separable', true), ours: false }
    expect(strayAnswers(changed)).toEqual([
      'governmentInformation',
      'exists',
      'alreadyPublic',
      'refusable',
      'separable',
    ])
    expect(keptAnswers(changed)).toEqual(answersTo('ours', false))
  })
})

/** Where each outcome is reached: by which answer, or by none. */
const ways: readonly (readonly [StepId | 'short-cut', boolean, readonly OutcomeId[]])[] = [
  ['clear', false, ['unavailable.still-unclear']],
  ['ours', false, ['unavailable.not-responsible']],
  [
    'governmentInformation',
    false,
    [
      'not-processed.petition',
      'not-processed.published-material',
      'otherwise.party-affairs',
      'otherwise.not-government-information',
      'otherwise.other',
    ],
  ],
  ['exists', false, ['unavailable.not-existing', 'unavailable.needs-creating']],
  ['alreadyPublic', true, ['already-public', 'refused.registry-query', 'not-processed.published-material']],
  ['refusable', false, ['granted']],
  ['separable', true, ['partly-granted']],
  ['separable', false, withheldOn],
]
const withoutSteps = shortCuts.map(({ outcome }) => outcome)

describe('Every outcome', () => {
  test.each(ways)('of the step %s answered %s is offered', (id, answer, expected) => {
    const offered = possibleOutcomes(answersTo(id as StepId, answer), plain).map(({ outcome }) => outcome)
    expect(offered).toEqual([...expected, ...withoutSteps])
  })

  test('is reached by a path or a short cut', () => {
    const reached = new Set([...ways.flatMap(([, , ids]) => ids), ...withoutSteps])
    expect([...reached].sort()).toEqual([...outcomeIds].sort())
  })
})

const pathTo = (outcome: OutcomeId): SevenAnswers => {
  const way = ways.find(([, , ids]) => ids.includes(outcome))
  return way ? answersTo(way[0] as StepId, way[1]) : unanswered
}

/** A decision for an outcome with all that is asked of it. */
const decided = (outcome: OutcomeId, more: Partial<Decision> = {}): Decision => ({
  outcome,
  answers: pathTo(outcome),
  details: {},
  grounds: withheldOn.includes(outcome) ? [{ outcome, reason: '理由' }] : [],
  ...more,
})

const codes = (decision: Decision, onFile: OnFile) => checkDecision(decision, onFile).map(({ code }) => code)

describe('A decision', () => {
  const free = outcomeIds.filter(
    (id) =>
      withheldOn.includes(id) === false && !['unavailable.not-existing', 'unavailable.still-unclear'].includes(id),
  )
  test.each(free.filter((id) => pathTo(id) !== unanswered && id !== 'partly-granted'))(
    'that ends in %s needs no more than the answers that lead there',
    (outcome) => {
      expect(checkDecision(decided(outcome), plain)).toEqual([])
    },
  )

  test('needs the answers first, and an outcome to which they lead', () => {
    expect(checkDecision(decided('granted', { answers: answersTo('exists', true) }), plain)).toEqual([
      expect.objectContaining({ code: 'unfinished', says: expect.stringContaining(steps.alreadyPublic.question) }),
    ])
    const [wrong] = checkDecision(decided('granted', { answers: answersTo('ours', false) }), plain)
    expect(wrong).toMatchObject({ code: 'not-led-to', says: expect.stringContaining('“不属于本机关负责公开”') })
  })

  test('may hold no answers to steps that were not reached', () => {
    const answers = { ...answersTo('ours', false), separable: true }
    expect(codes(decided('unavailable.not-responsible', { answers }), plain)).toEqual(['stray-answer'])
  })

  test('that all is wrong with is told all of it', () => {
    const answers = { ...answersTo('ours', false), separable: true }
    const grounds = [{ outcome: 'refused.third-party-rights', reason: ' ' } as const]
    expect(codes(decided('refused.deliberative', { answers, grounds }), plain)).toEqual([
      'stray-answer',
      'not-led-to',
      'no-reason',
      'other-ground-first',
      'not-consulted',
    ])
  })
})

interface NeedRow {
  readonly outcome: OutcomeId
  readonly code: string
  readonly lacking: readonly (readonly Fact[])[]
  readonly enough: readonly (readonly Fact[])[]
}

const section = { sectionId: 1, section: '示例科室' }
const demanded: Fact = {
  happened: 'reasons-demanded',
  on: '2025-03-10',
  about: '一月内申请四十件',
  until: '2025-03-24',
}
const given = (reasonable: boolean): Fact => ({ happened: 'reasons-given', on: '2025-03-20', text: '研究', reasonable })

const needs: readonly NeedRow[] = [
  {
    outcome: 'unavailable.still-unclear',
    code: 'not-clarified',
    lacking: [[], [clarificationAsked('2025-03-06')]],
    enough: [[clarificationAsked('2025-03-06'), clarificationReceived('2025-03-20')]],
  },
  {
    outcome: 'unavailable.not-existing',
    code: 'not-searched',
    lacking: [[], [searchRecorded(true)]],
    enough: [
      [searchRecorded(false)],
      [
        { happened: 'section-asked', on: '2025-03-10', ...section, about: '预算', until: '2025-03-14' },
        { happened: 'section-answered', on: '2025-03-12', ...section, found: false, how: '全文检索', text: '' },
      ],
    ],
  },
  {
    outcome: 'not-processed.excessive',
    code: 'reasons-not-demanded',
    lacking: [[], [demanded, given(true)]],
    enough: [[demanded], [demanded, given(false)]],
  },
  {
    outcome: 'otherwise.clarification-lapsed',
    code: 'clarification-not-lapsed',
    lacking: [[], [clarificationAsked('2025-03-06')]],
    enough: [
      [clarificationAsked('2025-03-06'), { happened: 'clarification-lapsed', on: '2025-03-21', reason: '逾期未补正' }],
    ],
  },
  {
    outcome: 'otherwise.fee-unpaid',
    code: 'fee-not-lapsed',
    lacking: [[], [feeNoticed('2025-03-06')]],
    enough: [[feeNoticed('2025-03-06'), { happened: 'fee-lapsed', on: '2025-04-08' }]],
  },
  {
    outcome: 'otherwise.withdrawn',
    code: 'not-withdrawn',
    lacking: [[]],
    enough: [[{ happened: 'withdrawn', on: '2025-03-12', reason: '已自行查到' }]],
  },
]

describe('What the dossier must hold for an outcome', () => {
  test.each(needs)('$outcome: else $code', ({ outcome, code, lacking, enough }) => {
    const offered = (facts: readonly Fact[]) =>
      possibleOutcomes(pathTo(outcome), onFileAfter([received, ...facts])).find((one) => one.outcome === outcome)
    for (const facts of lacking) {
      expect(codes(decided(outcome), onFileAfter([received, ...facts]))).toEqual([code])
      expect(offered(facts)?.lacks).toEqual([expect.objectContaining({ code })])
    }
    for (const facts of enough) {
      expect(codes(decided(outcome), onFileAfter([received, ...facts]))).toEqual([])
      expect(offered(facts)?.lacks).toEqual([])
    }
  })

  test('reasons are waited for until their day is over (art. 35)', () => {
    const onFile = (today: string) => onFileAfter([received, demanded], today)
    expect(codes(decided('not-processed.excessive'), onFile('2025-03-24'))).toEqual(['reasons-not-demanded'])
    expect(codes(decided('not-processed.excessive'), onFile('2025-03-25'))).toEqual([])
  })
})

describe('What is withheld (arts. 14–16, 37)', () => {
  const own = withheldOn.filter((id) => id !== 'refused.third-party-rights')

  test.each(own)('on the ground %s has its reason', (outcome) => {
    expect(codes(decided(outcome), plain)).toEqual([])
    expect(codes(decided(outcome, { grounds: [{ outcome, reason: '' }] }), plain)).toEqual(['no-reason'])
    expect(codes(decided(outcome, { grounds: [] }), plain)).toEqual(['no-ground'])
  })

  test('may have several grounds, of which the first is counted', () => {
    const grounds = [
      { outcome: 'refused.deliberative', reason: '讨论记录' },
      { outcome: 'refused.internal-affairs', reason: '人事管理' },
    ] as const
    expect(codes(decided('refused.deliberative', { grounds }), plain)).toEqual([])
    expect(codes(decided('refused.internal-affairs', { grounds }), plain)).toEqual(['other-ground-first'])
  })

  test('in part is counted as partly granted alone, with a ground for each part', () => {
    const grounds = [{ outcome: 'refused.enforcement-file', reason: '执法案卷' }] as const
    expect(codes(decided('partly-granted', { grounds }), plain)).toEqual([])
    expect(codes(decided('partly-granted'), plain)).toEqual(['no-ground'])
    expect(codes(decided('partly-granted', { grounds: [{ outcome: 'granted', reason: '公开' }] }), plain)).toEqual([
      'no-ground-of-refusal',
    ])
  })

  test('is nothing where all is granted', () => {
    const grounds = [{ outcome: 'refused.deliberative', reason: '讨论记录' }] as const
    expect(codes(decided('granted', { grounds }), plain)).toEqual(['foreign-ground'])
  })
})

describe('A third party’s rights (arts. 15, 32)', () => {
  const ask = asked('third-party', '2025-03-10')
  const reply = (agrees: boolean): Fact => ({ ...answered('third-party', '2025-03-14'), agrees }) as Fact
  const decision = decided('refused.third-party-rights')

  test('are weighed after the third party was asked in writing, or with the reason why it was not', () => {
    expect(codes(decision, plain)).toEqual(['not-consulted'])
    const grounds = [
      { outcome: 'refused.third-party-rights', reason: '个人隐私', unconsulted: '无法取得联系' },
    ] as const
    expect(codes({ ...decision, grounds }, plain)).toEqual([])
  })

  test('are not weighed while it may still answer', () => {
    expect(codes(decision, onFileAfter([received, ask], '2025-03-28'))).toEqual(['third-party-open'])
    expect(codes(decision, onFileAfter([received, ask], '2025-03-31'))).toEqual([])
  })

  test('are no ground once it agrees', () => {
    expect(codes(decision, onFileAfter([received, ask, reply(false)]))).toEqual([])
    expect(codes(decision, onFileAfter([received, ask, reply(true)]))).toEqual(['third-party-agrees'])
  })
})

test('Problems cite an article and end as sentences', () => {
  const all = outcomeIds.flatMap((outcome) =>
    checkDecision(decided(outcome, { answers: unanswered, grounds: [] }), plain),
  )
  expect(all.length).toBeGreaterThan(20)
  for (const { says, article } of all) {
    expect(says).toMatch(/。$/)
    expect(article).toMatch(/^条例第/)
  }
})
