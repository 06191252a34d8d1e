import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { importCalendar } from '../../src/app/import-calendar.ts'
import { loadCalendarFiles } from '../../src/store/calendar-files.ts'
import { findCalendarNotices } from '../../src/store/calendar-notices.ts'
import { createCalendars } from '../../src/store/work-calendars.ts'
import { noticeOf2027 } from '../calendar/notice-2027.ts'
import { root, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'

const held = useDatabase()
const files = await loadCalendarFiles(join(root, 'data'))
const person = '示例市云汐区的人'

beforeEach(async () => {
  await held.db.deleteFrom('calendar_notice').execute()
})

describe('A notice that is imported', () => {
  test('makes the year published and its days what the notice says, at once for whoever imported it', async () => {
    const { services } = servicesOn(held.db)
    const before = await services.calendars.current()
    expect([before.isPublished('2027-03-01'), before.isWorkday('2027-02-08')]).toEqual([false, true])
    expect(await importCalendar(services, { json: noticeOf2027, person })).toMatchObject({
      ok: true,
      year: { year: 2027 },
    })
    const after = await services.calendars.current()
    expect([after.isPublished('2027-03-01'), after.isWorkday('2027-02-08')]).toEqual([true, false])
    expect(after.isProvisional('2026-12-20', '2027-01-10')).toBe(false)
    expect(before.isPublished('2027-03-01')).toBe(false)
  })

  test('is stored as it came, with when and by whom', async () => {
    const { services, clock } = servicesOn(held.db)
    await importCalendar(services, { json: noticeOf2027, person })
    expect(await findCalendarNotices(held.db)).toEqual([
      { year: 2027, json: noticeOf2027, importedAt: clock.now, person },
    ])
  })

  test('is seen within a second by a process that was running, and not asked for more often', async () => {
    const other = held.openAnother()
    onTestFinished(() => other.destroy())
    const { services: running, clock } = servicesOn(other)
    expect((await running.calendars.current()).isPublished('2027-01-01')).toBe(false)
    await importCalendar(servicesOn(held.db).services, { json: noticeOf2027, person })
    clock.now = new Date(clock.now.getTime() + 999)
    expect((await running.calendars.current()).isPublished('2027-01-01')).toBe(false)
    clock.now = new Date(clock.now.getTime() + 1)
    expect((await running.calendars.current()).isPublished('2027-01-01')).toBe(true)
  })

  test('again, with other days, takes the place of the first', async () => {
    const other = held.openAnother()
    onTestFinished(() => other.destroy())
    const { services: running, clock } = servicesOn(other)
    const { services } = servicesOn(held.db)
    await importCalendar(services, { json: noticeOf2027, person })
    expect((await running.calendars.current()).isWorkday('2027-01-04')).toBe(true)
    const changed = JSON.parse(noticeOf2027)
    changed.holidays[0].off.push('2027-01-04')
    changed.workdays -= 1
    await importCalendar(services, { json: JSON.stringify(changed), person })
    clock.now = new Date(clock.now.getTime() + 1000)
    expect((await running.calendars.current()).isWorkday('2027-01-04')).toBe(false)
    expect((await findCalendarNotices(held.db)).length).toBe(1)
  })

  test('wins over the file of the same year', async () => {
    const { services } = servicesOn(held.db)
    const file = JSON.parse(readFileSync(join(root, 'data/calendars/2026.json'), 'utf8'))
    file.holidays[0].on = []
    file.workdays -= 1
    expect((await services.calendars.current()).isWorkday('2026-01-04')).toBe(true)
    await importCalendar(services, { json: JSON.stringify(file), person })
    expect((await services.calendars.current()).isWorkday('2026-01-04')).toBe(false)
  })

  test('with faults changes nothing and has them all told', async () => {
    const { services } = servicesOn(held.db)
    const file = { ...JSON.parse(noticeOf2027), workdays: 1, year: 1999 }
    const answer = await importCalendar(services, { json: JSON.stringify(file), person })
    expect(answer.ok ? [] : answer.faults.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['year', 'holidays.0.off.0']),
    )
    expect(await findCalendarNotices(held.db)).toEqual([])
  })
})

describe('The calendars', () => {
  const regional = [
    { region: '演示自治区', on: '2025-03-31', name: '开斋节' },
    { region: '演示自治区示例州', on: '2025-04-02', name: '示例节' },
  ]
  const now = () => new Date('2025-03-01T00:00:00Z')

  test('of a region have the holidays of all that it lies in, and no others', async () => {
    const { current } = createCalendars({ db: held.db, now, ...files, regional })
    const workedIn = async (region?: string) => {
      const { isWorkday } = await current(region)
      return ['2025-03-31', '2025-04-02'].map(isWorkday)
    }
    expect(await workedIn()).toEqual([true, true])
    expect(await workedIn('演示省示例市云汐区')).toEqual([true, true])
    expect(await workedIn('演示自治区示例市')).toEqual([false, true])
    expect(await workedIn('演示自治区示例州云汐县')).toEqual([false, false])
  })

  test('are made once for all regions that keep the same holidays', async () => {
    const { current } = createCalendars({ db: held.db, now, ...files, regional })
    expect(await current('演示省示例市')).toBe(await current())
    expect(await current('演示自治区示例市')).toBe(await current('演示自治区他市'))
  })

  test('of a stored notice that cannot be read are asked for anew the next time', async () => {
    const { current } = createCalendars({ db: held.db, now, ...files })
    await held.db.insertInto('calendar_notice').values({ year: 2027, json: '{}', imported_at: now(), person }).execute()
    await expect(current()).rejects.toThrow('calendar notice of 2027')
    await held.db.deleteFrom('calendar_notice').execute()
    expect((await current()).isWorkday('2025-09-28')).toBe(true)
  })
})
