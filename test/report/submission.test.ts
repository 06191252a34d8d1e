import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AgencyKind, agencyKinds } from '../../src/domain/agency/agency.ts'
import { dayInChina, daysBetween, type PlainDate } from '../../src/domain/calendar/plain-date.ts'
import type { ReportStatus } from '../../src/domain/report/status.ts'
import {
  inGroup,
  type ReportOnItsWay,
  submissionGroups,
  submissionOf,
  timelinessSays,
} from '../../src/domain/report/submission.ts'
import { loadSubmissionDeadlines, parseSubmissionDeadlines } from '../../src/store/submission-deadlines.ts'
import { readText, root } from '../database.ts'

const file = 'data/submission-deadlines.json'
const deadlines = await loadSubmissionDeadlines(join(root, file))

type Step = readonly [on: PlainDate, to: ReportStatus]

/** A report that began as a draft and was moved so. */
function report(...steps: readonly Step[]): ReportOnItsWay {
  const moves = steps.map(([on, to], at) => ({ on, from: steps[at - 1]?.[1] ?? ('draft' as const), to }))
  return { status: steps.at(-1)?.[1] ?? 'draft', moves }
}

function asked(today: PlainDate, has: { report?: ReportOnItsWay; nil?: { on: PlainDate } } = {}) {
  return submissionOf({ kind: 'department', year: 2021, today, deadlines, ...has })
}

const says = (today: PlainDate, has: Parameters<typeof asked>[1] = {}) => {
  const submission = asked(today, has)
  return [submission.state, timelinessSays(submission), submission.owed]
}

describe('The deadline', () => {
  test.each([
    ['department', '2022-01-31', '条例第四十九条'],
    ['government', '2022-03-31', '条例第四十九条'],
    ['township', '2022-01-31', null],
    ['other', '2022-01-31', null],
  ] as const)('of a %s for the report of 2021 is %s', (kind, due, article) => {
    expect(submissionOf({ kind, year: 2021, today: '2022-01-01', deadlines }).due).toBe(due)
    expect(deadlines[kind].article).toBe(article)
  })

  test('is a day in China: the evening before in Greenwich is the day itself', () => {
    expect(dayInChina(new Date('2022-01-31T15:59:59Z'))).toBe('2022-01-31')
    expect(dayInChina(new Date('2022-01-31T16:00:00Z'))).toBe('2022-02-01')
  })
})

describe('A body that has sent nothing', () => {
  test.each([
    ['2022-01-01', 'none', '还有 30 天', true],
    ['2022-01-30', 'none', '还有 1 天', true],
    ['2022-01-31', 'none', '今天到期', true],
    ['2022-02-01', 'none', '逾期 1 天', true],
    ['2022-03-01', 'none', '逾期 29 天', true],
  ])('stands on %s so', (today, ...expected) => {
    expect(says(today)).toEqual(expected)
  })

  test('is not late by a draft of its own that nobody else has', () => {
    expect(says('2022-02-03', { report: report() })).toEqual(['draft', '逾期 3 天', true])
  })
})

describe('A body that has submitted', () => {
  test('on the last day is in time, whenever one looks', () => {
    for (const today of ['2022-01-31', '2022-02-01', '2030-01-01'])
      expect(says(today, { report: report(['2022-01-31', 'submitted']) })).toEqual(['submitted', '按期', false])
  })

  test('a day later is one day late for good', () => {
    const late = report(['2022-02-01', 'submitted'], ['2022-02-20', 'accepted'], ['2022-02-21', 'published'])
    expect(says('2030-01-01', { report: late })).toEqual(['published', '逾期 1 天', false])
    expect(asked('2030-01-01', { report: late }).since).toBe('2022-02-01')
  })

  test('in time and had it returned after the due day is not late, while it mends and once it is back', () => {
    const steps: Step[] = [
      ['2022-01-20', 'submitted'],
      ['2022-02-08', 'returned'],
    ]
    expect(says('2022-02-20', { report: report(...steps) })).toEqual(['returned', '按期报送过，待重新报送', true])
    expect(says('2022-03-01', { report: report(...steps, ['2022-02-25', 'submitted']) })).toEqual([
      'submitted',
      '按期',
      false,
    ])
  })

  test('and had it returned before the due day must be back by then', () => {
    const steps: Step[] = [
      ['2022-01-10', 'submitted'],
      ['2022-01-15', 'returned'],
    ]
    expect(says('2022-01-20', { report: report(...steps) })).toEqual(['returned', '还有 11 天', true])
    expect(says('2022-02-02', { report: report(...steps) })).toEqual(['returned', '逾期 2 天', true])
    expect(says('2022-02-09', { report: report(...steps, ['2022-02-04', 'submitted']) })).toEqual([
      'submitted',
      '逾期 4 天',
      false,
    ])
  })

  test('and took it back itself is owed again', () => {
    const taken = report(['2022-01-10', 'submitted'], ['2022-01-11', 'draft'])
    expect(says('2022-02-01', { report: taken })).toEqual(['draft', '逾期 1 天', true])
  })
})

describe('A report that was collected after it had been published elsewhere', () => {
  test('is neither in time nor late: nobody told us the day', () => {
    for (const collected of [{ status: 'published', moves: [] } as const, report(['2026-05-01', 'published'])])
      expect(says('2026-06-01', { report: collected })).toEqual(['published', '收录的报告，报送日期不详', false])
  })
})

describe('A nil return', () => {
  test('counts like a report: in time, or late by so many days', () => {
    expect(says('2022-06-01', { nil: { on: '2022-01-31' } })).toEqual(['nil', '按期', false])
    expect(says('2022-06-01', { nil: { on: '2022-02-02' } })).toEqual(['nil', '逾期 2 天', false])
  })

  test('stands beside a draft, and gives way to a report that was submitted', () => {
    const nil = { on: '2022-01-05' }
    expect(says('2022-02-01', { report: report(), nil })[0]).toBe('nil')
    expect(says('2022-02-01', { report: report(['2022-01-20', 'submitted']), nil })[0]).toBe('submitted')
  })
})

describe('The groups of the board', () => {
  const groupsOf = (submission: ReturnType<typeof asked>) =>
    Object.keys(submissionGroups).filter((group) => inGroup(submission, group as keyof typeof submissionGroups))

  test.each([
    ['2022-01-01', {}, ['missing']],
    ['2022-02-01', {}, ['missing', 'overdue']],
    ['2022-02-01', { report: report() }, ['missing', 'overdue']],
    ['2022-02-09', { report: report(['2022-02-03', 'submitted']) }, ['submitted', 'late']],
    ['2022-02-09', { nil: { on: '2022-01-05' } }, ['nil']],
    [
      '2022-02-09',
      { report: report(['2022-01-10', 'submitted'], ['2022-01-12', 'returned']) },
      ['returned', 'overdue'],
    ],
  ])('on %s %j stands in %j', (today, has, expected) => {
    expect(groupsOf(asked(today, has))).toEqual(expected)
  })
})

describe('Whatever happens to a report', () => {
  const statuses: readonly ReportStatus[] = ['draft', 'submitted', 'returned', 'accepted', 'published']
  const day = fc.integer({ min: -40, max: 80 }).map((offset) => dayInChina(new Date(Date.UTC(2022, 0, 31 + offset, 4))))
  const way = fc
    .array(fc.tuple(day, fc.constantFrom(...statuses)), { maxLength: 8 })
    .map((steps) => report(...steps.sort(([a], [b]) => (a < b ? -1 : 1))))
  const kind = fc.constantFrom(...(Object.keys(agencyKinds) as AgencyKind[]))

  test('nobody is late before the due day is over, and whoever is owed is late by the days since then', () => {
    fc.assert(
      fc.property(kind, day, way, (of, today, on) => {
        const moves = on.moves.filter((move) => move.on <= today)
        const now = { status: moves.at(-1)?.to ?? ('draft' as const), moves }
        const { lateBy = 0, due, owed } = submissionOf({ kind: of, year: 2021, today, deadlines, report: now })
        if (today <= due) expect(lateBy).toBe(0)
        expect(lateBy).toBeLessThanOrEqual(Math.max(0, daysBetween(due, today)))
        if (owed && moves.length === 0) expect(lateBy).toBe(Math.max(0, daysBetween(due, today)))
      }),
    )
  })

  test('what happens after a body came in changes nothing of how late it was', () => {
    fc.assert(
      fc.property(way, fc.constantFrom(...statuses), (first, next) => {
        const came = submissionOf({ kind: 'department', year: 2021, today: '2022-06-01', deadlines, report: first })
        if (came.owed || came.due >= (first.moves.at(-1)?.on ?? '')) return
        const more = { status: next, moves: [...first.moves, { on: '2022-06-02', from: first.status, to: next }] }
        const later = submissionOf({ kind: 'department', year: 2021, today: '2022-07-01', deadlines, report: more })
        expect(later.lateBy).toBe(came.lateBy)
      }),
    )
  })
})

describe('The file of deadlines', () => {
  test('that lacks a kind, has one twice or names a day that is none is refused, with the place', async () => {
    const good = JSON.parse(await readText(file)) as Record<string, unknown>[]
    const refusal = (value: unknown) => {
      try {
        parseSubmissionDeadlines(JSON.stringify(value), file)
        return ''
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(refusal(good)).toBe('')
    expect(refusal(good.slice(1))).toContain('有且只有一个期限')
    expect(refusal([...good, good[0]])).toContain('有且只有一个期限')
    expect(refusal(good.map((one) => ({ ...one, month: 2, day: 30 })))).toContain('0.day：这个月没有这一天')
    expect(() => parseSubmissionDeadlines('{', file)).toThrow(`${file} 不是有效的 JSON`)
  })
})
