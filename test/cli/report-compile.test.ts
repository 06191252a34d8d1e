import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/main.ts'
import { yearWorld } from '../app/year-world.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { ioInMemory } from './report-io.ts'

const held = useDatabase()
const body = '示例市云汐区人民政府办公室'
const notAsked = () => Promise.reject(new Error('not asked for'))

beforeEach(() => emptyTables(held.db))

/** What is said of a body with one request of each of two years, one of them given up, and a dispute. */
async function compile(...args: readonly string[]) {
  const { services, received, withdraw, dispute, agencyId } = await yearWorld(held.db, '2026-01-10')
  await received('2024-12-30')
  const late = await received('2025-01-02')
  await withdraw(late, '2025-02-03')
  await dispute(late, '2025-03-03', '示例复〔2025〕1号')
  const told = ioInMemory('no threads', { withLibrary: (work) => work(services) })
  const line = args.map((word) => (word === 'ID' ? String(agencyId) : word))
  const commands = { version: '0', io: told.io, serve: notAsked, work: notAsked }
  const status = await runCommand(['report', 'compile', ...line], commands)
  return { status, out: told.out(), err: told.err() }
}

describe('gongkai report compile', () => {
  test('prints sections three and four as they are counted', async () => {
    const { status, out, err } = await compile('--body', body, '--year', '2025')
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^示例市云汐区人民政府办公室 {2}2025 年 {2}（2021 年格式）\n没有封账\n/)
    expect(out).toMatch(/一、本年新收政府信息公开申请数量 +1 +0 +0 +0 +0 +0 +1\n/)
    expect(out).toMatch(/二、上年结转政府信息公开申请数量 +1 +0 +0 +0 +0 +0 +1\n/)
    expect(out).toMatch(/四、结转下年度继续办理 +1 +0 +0 +0 +0 +0 +1\n/)
    expect(out).toMatch(/行政复议 +0 +0 +0 +1 +1\n/)
    expect(out).not.toContain('二、主动公开')
    expect(out).not.toContain('?')
    expect(out).toMatch(/核验结果：没有发现问题\n$/)
  })

  test('names with --cells the requests that each figure counts', async () => {
    const { out } = await compile('--body', 'ID', '--year', '2025', '--cells')
    expect(out).toContain('一、本年新收政府信息公开申请数量，自然人（1）：2025-0001\n')
    expect(out).toContain('四、结转下年度继续办理，总计（1）：2024-0001\n')
  })

  test('writes JSON as report read does, with the numbers of the requests of every cell', async () => {
    const { status, out } = await compile('--body', body, '--year', '2025', '--form', '2019', '--json')
    const report = JSON.parse(out)
    expect(status).toBe(0)
    expect(report).toMatchObject({
      agency: body,
      year: 2025,
      form: '2019',
      state: 'over',
      cells: { 'received/total': 1, 'otherwise/natural-person': 1, 'granted/total': 0, 'reconsideration/pending': 1 },
      findings: [],
      requests: {
        'received/total': ['2025-0001'],
        'carried-in/natural-person': ['2024-0001'],
        'reconsideration/pending': ['2025-0001'],
        'granted/total': [],
      },
    })
    expect(Object.keys(report.requests)).toEqual(Object.keys(report.cells))
    expect(report.cells['rules/made']).toBeUndefined()
  })

  test.each([
    [['--year', '25', 'x'], /不知道“x”是什么意思；要用 --body 写明机关；要用 --year 写明年度，四位数字。用法见/],
    [['--body', '不存在的机关', '--year', '2025'], /库里没有“不存在的机关”这个机关/],
    [['--body', body, '--year', '2031'], /2031 年还没有到，能统计的最后一年是 2026 年。/],
    [['--body', body, '--year', '2025', '--form', '2020'], /没有 2020 这种报告格式，现有 2019、2021。/],
    [['--colour'], /不认识选项 --colour/],
  ])('refuses %j in a sentence, with exit status 2', async (args, says) => {
    const { status, out, err } = await compile(...args)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('explains itself', async () => {
    expect(await compile('--help')).toMatchObject({ status: 0, out: expect.stringContaining('第二部分不由本系统统计') })
  })
})
