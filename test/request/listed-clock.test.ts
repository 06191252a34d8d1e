import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createWorkCalendar } from '../../src/domain/calendar/work-calendar.ts'
import { clockOf } from '../../src/domain/request/clock.ts'
import { readClock } from '../../src/domain/request/clock-reading.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { type KeptClock, listedClock } from '../../src/domain/request/listed-clock.ts'
import { loadCalendarFiles } from '../../src/store/calendar-files.ts'
import { root } from '../database.ts'

const { years } = await loadCalendarFiles(join(root, 'data'))
const calendar = createWorkCalendar(years)
const rules = { lamp: { red: 0, amber: 5 }, reasonsPause: false }
const at = (today: string) => ({ calendar, today, rules })

/** What a list keeps of a history as it was read on a day. */
function kept(facts: readonly Fact[], day: string): KeptClock {
  const reading = readClock(facts, at(day))
  const clock = clockOf(reading, at(day))
  const silentOn = reading.pauses.at(-1)?.silentOn ?? null
  return {
    isOpen: reading.repliedOn === undefined,
    state: clock.state,
    dueOn: clock.dueOn ?? null,
    pausedSince: clock.pausedSince ?? null,
    waitingUntil: clock.state === 'paused' ? silentOn : null,
    repliedOn: reading.repliedOn ?? null,
    overdueBy: clock.overdueBy ?? null,
  }
}

const submitted = { happened: 'submitted', on: '2025-03-03', channel: 'counter' } as const
const asked = { happened: 'third-party-asked', on: '2025-03-25', party: '某公司', delivered: '2025-03-25' } as const

describe('A row that was written earlier', () => {
  test.each(['2025-03-03', '2025-03-24', '2025-03-28', '2025-03-31', '2025-04-01', '2025-04-30'])(
    'tells on %s what its facts tell on that day (art. 33)',
    (today) => {
      const facts = [submitted]
      const { state, lamp, remaining, overdueBy } = clockOf(readClock(facts, at(today)), at(today))
      expect(listedClock(kept(facts, '2025-03-03'), at(today))).toEqual(
        JSON.parse(JSON.stringify({ state, lamp, remaining, overdueBy })),
      )
    },
  )

  test.each(['2025-03-25', '2025-04-15', '2025-04-16', '2025-04-17', '2025-05-30'])(
    'stands still while the third party may answer, and goes on by itself when it is silent: %s (art. 32)',
    (today) => {
      const facts = [submitted, asked]
      const { state, lamp, remaining, overdueBy } = clockOf(readClock(facts, at(today)), at(today))
      expect(listedClock(kept(facts, '2025-03-25'), at(today))).toMatchObject(
        JSON.parse(JSON.stringify({ state, lamp, remaining, overdueBy })),
      )
    },
  )

  test('counts the days for which it stands still', () => {
    expect(listedClock(kept([submitted, asked], '2025-03-25'), at('2025-03-29'))).toMatchObject({ pausedFor: 4 })
  })

  test('is never late while the applicant is waited for, whatever the day (arts. 30, 42)', () => {
    const clarified = { happened: 'clarification-asked', on: '2025-03-06' } as const
    expect(listedClock(kept([submitted, clarified], '2025-03-06'), at('2025-09-01'))).toEqual({
      state: 'awaiting-clarification',
      lamp: 'idle',
    })
  })

  test('keeps how late the reply was', () => {
    const replied = { happened: 'replied', on: '2025-04-02' } as const
    expect(listedClock(kept([submitted, replied], '2025-04-02'), at('2025-09-01'))).toMatchObject({
      state: 'overdue',
      lamp: 'red',
      overdueBy: 2,
    })
  })
})
