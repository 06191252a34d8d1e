import { beforeEach, describe, expect, it } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { runCommand } from '../../src/cli/main.ts'
import { findCalendarNotices } from '../../src/store/calendar-notices.ts'
import { noticeOf2027 } from '../calendar/notice-2027.ts'
import { useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { folderWith, ioInMemory } from './report-io.ts'

const held = useDatabase()

const notAsked = () => Promise.reject(new Error('not asked for'))

async function calendar(args: readonly string[], more: Partial<CliIo> = {}) {
  const told = ioInMemory('no threads', more)
  const commands = { version: '0', io: told.io, serve: notAsked, work: notAsked }
  const status = await runCommand(['calendar', ...args], commands)
  return { status, out: told.out(), err: told.err() }
}

const fileOf = (content: string) => `${folderWith({ '2027.json': content })}/2027.json`
const well = (out: string) => ({ status: 0, out, err: '' })

describe('gongkai calendar add', () => {
  it.each([
    ['2025-09-25', '20', '2025-10-29'],
    ['2025-01-20', '7', '2025-02-05'],
    ['2021-12-31', '20', '2022-01-29'],
    ['2025-10-01', '0', '2025-10-01'],
  ])('tells that the workday after %s with the number %s is %s', async (day, n, reached) => {
    expect(await calendar(['add', day, n])).toEqual(well(`${reached}\n`))
  })

  it('marks a date as provisional in a year without a notice', async () => {
    expect(await calendar(['add', '2026-12-20', '20'])).toEqual(well('2027-01-15 provisional\n'))
    expect(await calendar(['add', '2027-01-04', '0'])).toEqual(well('2027-01-04 provisional\n'))
    expect(await calendar(['add', '2026-12-20', '9'])).toEqual(well('2026-12-31\n'))
  })

  it('counts by a notice that is given with it', async () => {
    const file = fileOf(noticeOf2027)
    expect(await calendar(['add', '2026-12-20', '20', '--calendar', file])).toEqual(well('2027-01-18\n'))
    expect(await calendar(['add', '2027-02-04', '1', '--calendar', file])).toEqual(well('2027-02-15\n'))
  })

  it('tells everything that is wrong at once and counts nothing', async () => {
    const file = fileOf(noticeOf2027.replace('"2027-01-01"', '"2027-01-02"'))
    const { status, out, err } = await calendar([
      'add',
      '2025-02-30',
      'twenty',
      '--calendar',
      file,
      '--calendar',
      'none',
    ])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/“2025-02-30”不是日历上有的日期.*\n“twenty”不能作为工作日数.*\n文件 .*2027\.json 有 1 处错误/)
    expect(err).toMatch(/ {2}holidays\.0\.off\.0：2027-01-02 是星期六.*\n文件 none 打不开/)
  })

  it.each([
    [[], /要写一个日期和一个工作日数，收到 0 项/],
    [['2025-13-01'], /收到 1 项.*\n“2025-13-01”不是/],
    [['2025-01-01', '1', '2'], /收到 3 项/],
    [['2025-01-01', '1.5'], /“1\.5”不能作为工作日数/],
    [['1899-01-01', '10000'], /“1899-01-01”不在 1949 年到 2199 年之间.*\n“10000”/],
    [['2025-01-01', '1', '--fast'], /不认识选项 --fast/],
  ])('refuses %j with status 2 and the way to its help', async (args, says) => {
    const { status, out, err } = await calendar(['add', ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    expect(err).toMatch(/用法见 gongkai calendar add --help。\n$/)
  })
})

describe('gongkai calendar between', () => {
  it.each([
    ['2025-09-25', '2025-10-29', '20'],
    ['2018-12-31', '2019-12-31', '250'],
    ['2025-10-29', '2025-09-25', '0'],
    ['2026-12-20', '2027-01-15', '20'],
  ])('counts after %s up to and including %s: %s', async (after, upTo, count) => {
    expect(await calendar(['between', after, upTo])).toEqual(well(`${count}\n`))
  })

  it('tells the faults of both days', async () => {
    const { status, err } = await calendar(['between', '2025-2-1', 'today'])
    expect(status).toBe(2)
    expect(err).toMatch(/“2025-2-1”不是.*\n“today”不是.*\n用法见 gongkai calendar between --help/)
  })
})

describe('gongkai calendar import', () => {
  const withLibrary: CliIo['withLibrary'] = (work) => work(servicesOn(held.db).services)
  const importing = (args: readonly string[]) => calendar(['import', ...args], { withLibrary })
  beforeEach(async () => {
    await held.db.deleteFrom('calendar_notice').execute()
  })

  it('stores the notice with the name of who brings it', async () => {
    const said = '已导入 2027 年放假通知：全年 248 个工作日，放假的工作日 18 天，调休上班 5 天。\n'
    expect(await importing([fileOf(noticeOf2027), '--by', '示例科 某某某'])).toEqual(well(said))
    expect(await findCalendarNotices(held.db)).toMatchObject([
      { year: 2027, json: noticeOf2027, person: '示例科 某某某' },
    ])
    await importing([fileOf(noticeOf2027)])
    expect(await findCalendarNotices(held.db)).toMatchObject([{ year: 2027, person: '命令行' }])
  })

  it('tells all faults of a file and stores nothing', async () => {
    const file = fileOf(noticeOf2027.replace('"2027-01-01"', '"2027-01-02","2027-02-30"'))
    const { status, out, err } = await importing([file])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/有 2 处错误，没有导入：\n {2}holidays\.0\.off\.1：.*\n {2}holidays\.0\.off\.0：/)
    expect(await findCalendarNotices(held.db)).toEqual([])
  })

  it.each([
    [[], /一次导入一个文件，收到 0 个/],
    [['a.json', 'b.json', '--by', ' '], /收到 2 个.*\n--by 要写导入人的姓名/],
    [['none.json'], /文件 none\.json 打不开/],
  ])('refuses %j before it opens the library', async (args, says) => {
    const { status, err } = await calendar(['import', ...args])
    expect(status).toBe(2)
    expect(err).toMatch(says)
  })
})

describe('gongkai calendar', () => {
  it.each([[[]], [['add']], [['between']], [['import']]])('explains itself: %j', async (command) => {
    const { status, out, err } = await calendar([...command, '--help'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain(['gongkai calendar', ...command].join(' '))
  })

  it.each([[[]], [['subtract', '2025-01-01', '1']]])('refuses %j in a sentence', async (args) => {
    const { status, err } = await calendar(args)
    expect(status).toBe(2)
    expect(err).toMatch(/^[^\n]+gongkai calendar --help。\n$/)
  })
})
