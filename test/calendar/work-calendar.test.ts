import { isWorkday as isWorkdayInPackage } from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '../../src/domain/calendar/plain-date.ts'
import { type CalendarYear, createWorkCalendar } from '../../src/domain/calendar/work-calendar.ts'
import { calendarYears, nation } from './data-calendars.ts'

const totals = [
  [2019, 250],
  [2020, 249],
  [2021, 250],
  [2022, 249],
  [2023, 249],
  [2024, 251],
  [2025, 248],
  [2026, 248],
] as const

/** The package takes a text for midnight in Greenwich, which is the day before in America; noon is not. */
const isWorkdayElsewhere = (day: PlainDate) => isWorkdayInPackage(new Date(`${day}T12:00:00`))

describe('The calendar of the State Council', () => {
  test.each(totals)('gives %i as many as %i workdays', (year, workdays) => {
    expect(nation.workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`)).toBe(workdays)
    expect(calendarYears.find((one) => one.year === year)?.workdays).toBe(workdays)
  })

  test('names the notice of every year with its number and its page at www.gov.cn', () => {
    expect(calendarYears.map(({ year }) => year)).toEqual(totals.map(([year]) => year))
    for (const { notices } of calendarYears) {
      for (const { number, paper } of notices)
        expect([number, paper]).toEqual([
          expect.stringMatching(/^国办发明电〔20\d\d〕\d+号$/),
          expect.stringMatching(/^(\d{6}\/)?content_\d{7}$/),
        ])
    }
    expect(calendarYears.map(({ notices }) => notices.length)).toEqual([2, 2, 1, 1, 1, 1, 1, 1])
  })

  test('agrees with the package chinese-days on every day from 2019 to 2026', () => {
    const differing: PlainDate[] = []
    for (let day = '2019-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (nation.isWorkday(day) !== isWorkdayElsewhere(day)) differing.push(day)
    }
    expect(differing).toEqual([])
  })

  test('has 29 December 2018 worked and the Monday after it off, as the notice of 2019 says', () => {
    expect(nation.isWorkday('2018-12-29')).toBe(true)
    expect(nation.isWorkday('2018-12-31')).toBe(false)
    expect(isWorkdayElsewhere('2018-12-29')).toBe(true)
    expect(isWorkdayElsewhere('2018-12-31')).toBe(false)
  })
})

// 法律上开始的当日不计入（民事诉讼法第八十五条）：day 0 is the day of receipt.
const vectors = [
  ['2020-01-20', '2020-02-06', '2020-02-18', '2020-02-25', '2020-03-24'],
  ['2021-12-31', '2022-01-12', '2022-01-24', '2022-01-29', '2022-03-03'],
  ['2023-09-22', '2023-10-09', '2023-10-19', '2023-10-26', '2023-11-23'],
  ['2024-01-31', '2024-02-08', '2024-02-26', '2024-03-04', '2024-04-01'],
  ['2024-09-13', '2024-09-25', '2024-10-11', '2024-10-17', '2024-11-14'],
  ['2025-01-20', '2025-02-05', '2025-02-14', '2025-02-21', '2025-03-21'],
  ['2025-09-25', '2025-10-11', '2025-10-22', '2025-10-29', '2025-11-26'],
  ['2026-02-06', '2026-02-24', '2026-03-05', '2026-03-12', '2026-04-10'],
] as const

describe('A request that came in', () => {
  test.each(vectors)('on %s has its 7th, 15th, 20th and 40th workday on %s, %s, %s and %s', (day, ...reached) => {
    expect([7, 15, 20, 40].map((n) => nation.addWorkdays(day, n))).toEqual(reached)
    expect(reached.map((end) => nation.workdaysBetween(day, end))).toEqual([7, 15, 20, 40])
  })

  test('on the day before the holidays has its first workday after them', () => {
    expect(nation.addWorkdays('2025-09-30', 1)).toBe('2025-10-09')
  })
})

describe('The days on the way', () => {
  test('over National Day 2025 are the holidays and the Saturday made a workday, with their notice', () => {
    const [name, notice] = ['国庆节、中秋节', '2025 年放假通知']
    expect(nation.specialDays('2025-09-28', '2025-10-11')).toEqual([
      ...['01', '02', '03', '06', '07', '08'].map((day) => ({ on: `2025-10-${day}`, kind: 'off', name, notice })),
      { on: '2025-10-11', kind: 'on', name, notice },
    ])
  })

  test('do not hold the first day, and none where the other is not later', () => {
    expect(nation.specialDays('2025-10-11', '2025-10-20')).toEqual([])
    expect(nation.specialDays('2025-10-11', '2025-10-01')).toEqual([])
  })
})

describe('A year without a notice', () => {
  test('follows Monday to Friday and makes what reaches into it provisional', () => {
    expect(nation.isPublished('2026-12-31')).toBe(true)
    expect(nation.isPublished('2027-01-01')).toBe(false)
    expect(nation.addWorkdays('2026-12-30', 3)).toBe('2027-01-04')
    expect(nation.isProvisional('2026-12-30', '2026-12-31')).toBe(false)
    expect(nation.isProvisional('2026-12-30', '2027-01-04')).toBe(true)
    expect(nation.isProvisional('2026-12-31', '2027-01-04')).toBe(true)
  })

  test('matters only from the day after the one counted from', () => {
    expect(nation.isProvisional('2018-12-31', '2019-01-10')).toBe(false)
    expect(nation.isProvisional('2018-12-30', '2019-01-10')).toBe(true)
    expect(nation.isProvisional('2027-01-04', '2027-01-04')).toBe(false)
  })

  test('between two published ones is provisional all the same', () => {
    const gap = createWorkCalendar(calendarYears.filter(({ year }) => year !== 2025))
    expect(gap.isProvisional('2024-12-20', '2026-01-08')).toBe(true)
    expect(gap.isProvisional('2026-01-01', '2026-01-08')).toBe(false)
  })
})

describe('A minority region (放假办法第四条)', () => {
  const region = '演示自治区'
  const kept = createWorkCalendar(calendarYears, [
    { region, on: '2025-03-31', name: '开斋节' },
    { region, on: '2025-06-07', name: '古尔邦节' },
    { region, on: '2025-09-28', name: '示例节' },
    { region, on: '2025-10-01', name: '示例节' },
  ])

  test('has its own holidays off beside those of the nation', () => {
    expect([nation.isWorkday('2025-03-31'), kept.isWorkday('2025-03-31')]).toEqual([true, false])
    expect(kept.addWorkdays('2025-03-28', 1)).toBe('2025-04-01')
    expect(kept.specialDays('2025-03-28', '2025-04-01')).toEqual([
      { on: '2025-03-31', kind: 'off', name: '开斋节', notice: '演示自治区 地方放假规定' },
    ])
  })

  test('has nothing moved by a holiday on a Saturday, and a make-up Sunday off again', () => {
    expect(kept.specialDays('2025-06-03', '2025-06-10')).toEqual([])
    expect([nation.isWorkday('2025-09-28'), kept.isWorkday('2025-09-28')]).toEqual([true, false])
    expect(kept.specialDays('2025-09-30', '2025-10-01').map(({ name }) => name)).toEqual(['国庆节、中秋节'])
  })
})

const days = fc.integer({ min: -800, max: 37_600 }).map((number) => addDays('2000-01-01', number))
const counts = fc.integer({ min: 1, max: 300 })

/** Counts as a clerk would, a finger on every day. */
function countOneByOne(after: PlainDate, upTo: PlainDate): number {
  let count = 0
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) if (nation.isWorkday(day)) count += 1
  return count
}

describe('Counting', () => {
  test('reaches a workday, and counting back to it gives the same number, in and around the century', () => {
    fc.assert(
      fc.property(days, counts, (day, n) => {
        const reached = nation.addWorkdays(day, n)
        expect(nation.isWorkday(reached)).toBe(true)
        expect(nation.workdaysBetween(day, reached)).toBe(n)
        expect(countOneByOne(day, reached)).toBe(n)
      }),
    )
  })

  test('stays on the day for none', () => {
    fc.assert(fc.property(days, (day) => nation.addWorkdays(day, 0) === day))
  })

  test('never ends earlier for a later beginning or for more workdays', () => {
    fc.assert(
      fc.property(days, fc.nat(400), counts, fc.nat(50), (day, later, n, more) => {
        const reached = nation.addWorkdays(day, n)
        expect(nation.addWorkdays(addDays(day, later), n) >= reached).toBe(true)
        expect(nation.addWorkdays(day, n + more) >= reached).toBe(true)
      }),
    )
  })

  test('over two stretches gives the sum of both, and nothing backwards', () => {
    fc.assert(
      fc.property(days, fc.nat(500), fc.nat(500), (first, toSecond, toThird) => {
        const second = addDays(first, toSecond)
        const third = addDays(second, toThird)
        const parts = nation.workdaysBetween(first, second) + nation.workdaysBetween(second, third)
        expect(nation.workdaysBetween(first, third)).toBe(parts)
        expect(nation.workdaysBetween(third, first)).toBe(0)
      }),
    )
  })

  test('changes by the special days alone: weekdays, less those off, and weekends made workdays', () => {
    const plain = createWorkCalendar([] as readonly CalendarYear[])
    fc.assert(
      fc.property(days, fc.nat(900), (after, long) => {
        const upTo = addDays(after, long)
        const moved = nation.specialDays(after, upTo).map(({ kind }) => (kind === 'on' ? 1 : -1) as number)
        const expected = moved.reduce((sum, one) => sum + one, plain.workdaysBetween(after, upTo))
        expect(nation.workdaysBetween(after, upTo)).toBe(expected)
      }),
    )
  })
})
