import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCalendarFiles, loadCalendarYears, mergeYears } from '../../src/store/calendar-files.ts'
import { readCalendarYear, readRegionalHolidays, sayCalendarFaults } from '../../src/store/calendar-reader.ts'
import { folderWith } from '../cli/report-io.ts'
import { root } from '../database.ts'
import { calendarYears } from './data-calendars.ts'

const of2025 = readFileSync(join(root, 'data/calendars/2025.json'), 'utf8')

/** The file of 2025 with something done to it. */
function changed(change: (file: ReturnType<typeof JSON.parse>) => void) {
  const file = JSON.parse(of2025)
  change(file)
  return readCalendarYear(JSON.stringify(file))
}

const saysOf = (read: ReturnType<typeof readCalendarYear>) =>
  read.ok ? [] : read.faults.map(({ place, says }) => [place, says])

describe('The calendar files of the program', () => {
  test('are read whole, oldest first, and without a regional holiday', async () => {
    expect(await loadCalendarFiles(join(root, 'data'))).toEqual({ years: calendarYears, regional: [] })
  })

  test('give way to another file of the same year', () => {
    const other = { year: 2025, notices: [], holidays: [], workdays: 261 }
    const merged = mergeYears(calendarYears, [other])
    expect(merged.filter(({ year }) => year === 2025)).toEqual([other])
    expect(merged.length).toBe(calendarYears.length)
  })

  test('stop the start where the name of a file is that of another year', async () => {
    const folder = folderWith({ '2024.json': of2025 })
    await expect(loadCalendarYears(folder)).rejects.toThrow(/2024\.json 写的是 2025 年，文件名应当是 2025\.json/)
  })

  test('stop the start with every fault of a file', async () => {
    const folder = folderWith({ '2025.json': of2025.replace('2025-01-26', '2025-01-27').replace('"元旦"', '""') })
    await expect(loadCalendarYears(folder)).rejects.toThrow(
      /2 处错误：\n {2}holidays\.0\.name：.+\n {2}holidays\.1\.on/,
    )
  })
})

describe('A notice file', () => {
  test('is taken as it is where it holds no fault, a mark of byte order before it or not', () => {
    const read = readCalendarYear(`\ufeff${of2025}`)
    expect(read.ok && read.value).toEqual(JSON.parse(of2025))
  })

  test('may move days of the December before, as the notice of 2019 did', () => {
    expect(readCalendarYear(readFileSync(join(root, 'data/calendars/2019.json'), 'utf8')).ok).toBe(true)
  })

  test('has all the faults of its days told at once, each at its place', () => {
    const read = changed(({ holidays }) => {
      holidays[0].off.push('2025-01-04')
      holidays[1].on.push('2025-01-27')
      holidays[2].off.push('2026-04-03')
      holidays[3].off.push('2025-05-01')
      holidays[4].on.push('2024-11-30')
    })
    expect(saysOf(read)).toEqual([
      ['holidays.0.off.1', '2025-01-04 是星期六，本来就不上班，不要写在 off 里'],
      ['holidays.1.on.2', '2025-01-27 是星期一，本来就上班，不要写在 on 里'],
      ['holidays.2.off.1', '2026-04-03 不在 2025 年（因元旦调休的，可以写上一年12月的日期）'],
      ['holidays.3.off.3', '2025-05-01 写了两次'],
      ['holidays.4.on.0', '2024-11-30 不在 2025 年（因元旦调休的，可以写上一年12月的日期）'],
    ])
  })

  test('has faults of its shape and of its days told together', () => {
    const read = changed((file) => {
      file.workdays = '248'
      file.colour = 'red'
      file.notices = [{ title: '通知' }]
      file.holidays[0].off[0] = '2025-02-30'
      file.holidays[1].off[0] = '2025-01-25'
    })
    const places = saysOf(read).map(([place]) => place)
    expect(places.sort()).toEqual(['', 'holidays.0.off.0', 'holidays.1.off.0', 'notices.0', 'workdays'])
    expect(saysOf(read).flat().join('\n')).toContain('不是日历上有的日期')
  })

  test('is refused where its days do not give its number of workdays', () => {
    const read = changed(({ holidays }) => holidays[1].on.pop())
    expect(saysOf(read)).toEqual([['workdays', '写的是 248 个工作日，按所列日期全年有 247 个']])
  })

  test.each(['', '{"year": ', 'null', '[]', '"2025"'])('is refused where it is “%s”', (text) => {
    expect(saysOf(readCalendarYear(text)).length).toBeGreaterThan(0)
  })

  test('is refused for a year that we do not count', () => {
    const read = readCalendarYear(of2025.replaceAll('2025', '2125'))
    expect(saysOf(read).map(([place]) => place)).toContain('year')
  })
})

describe('A file of regional holidays (放假办法第四条)', () => {
  const holiday = { region: '演示自治区', on: '2025-03-31', name: '开斋节' }

  test('names region, day and holiday', () => {
    const read = readRegionalHolidays(JSON.stringify([holiday]))
    expect(read).toEqual({ ok: true, value: [holiday] })
  })

  test('has all its faults told at once', () => {
    const read = readRegionalHolidays(
      JSON.stringify([
        { ...holiday, on: '2025-3-31' },
        { ...holiday, region: ' ' },
      ]),
    )
    expect(read.ok ? '' : sayCalendarFaults(read.faults)).toMatch(/^ {2}0\.on：不是.+\n {2}1\.region：.+$/)
  })
})
