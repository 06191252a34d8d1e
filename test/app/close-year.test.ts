import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { closeYear } from '../../src/app/close-year.ts'
import { checkChain } from '../../src/app/verify-trail.ts'
import { findClosedYear, findClosedYears } from '../../src/store/closed-years.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { type YearWorld, yearWorld } from './year-world.ts'

const held = useDatabase()

const close = (world: YearWorld, year: number, remark = '') =>
  closeYear(world.services, world.head, { agencyId: world.agencyId, year, remark })

/** Three requests over the turn of 2024 and two disputes, as the office knew of them on 10 January 2026. */
async function turnOfYear() {
  const world = await yearWorld(held.db, '2026-01-10')
  const early = await world.received('2024-12-31')
  const late = await world.received('2025-01-02')
  const open = await world.received('2025-12-31')
  await world.withdraw(early, '2025-01-01')
  await world.withdraw(late, '2025-02-03')
  await world.dispute(late, '2025-03-03', '示例复〔2025〕1号')
  await world.dispute(open, '2026-01-05', '示例复〔2026〕1号')
  return { ...world, early, late, open }
}

beforeEach(() => emptyTables(held.db))

describe('A year of a body (art. 50)', () => {
  test('is compiled from its requests and disputes, over the turn of the year', async () => {
    const world = await turnOfYear()
    expect(await world.counted(2024)).toEqual({ 'received/natural-person': 1, 'carried-out/natural-person': 1 })
    expect(await world.counted(2025)).toEqual({
      'received/natural-person': 2,
      'carried-in/natural-person': 1,
      'otherwise.other/natural-person': 2,
      'carried-out/natural-person': 1,
      'reconsideration/pending': 1,
    })
    expect(await world.counted(2026)).toEqual({
      'carried-in/natural-person': 1,
      'carried-out/natural-person': 1,
      'reconsideration/pending': 2,
    })
    expect((await world.compiled(2025)).counts('otherwise.other/total')).toEqual([
      { requestId: world.early.id },
      { requestId: world.late.id },
    ])
    expect((await world.compiled(2026)).state).toBe('under-way')
    expect((await world.counted(2025, '2019'))['otherwise/natural-person']).toBe(2)
  })

  test('that is to come, or of a form that there is not, is refused in a sentence', async () => {
    const world = await turnOfYear()
    await expect(world.compiled(2027)).rejects.toThrow('2027 年还没有到，能统计的最后一年是 2026 年。')
    await expect(world.compiled(2025, '2024')).rejects.toThrow('没有 2024 这种报告格式，现有 2019、2021。')
    await expect(world.compiled(2018)).rejects.toThrow(/2018 年没有全国统一的报告格式/)
  })
})

describe('Closing a year (封账)', () => {
  test('keeps its figures and what they count, with a hash that stands in the trail', async () => {
    const world = await turnOfYear()
    expect(await close(world, 2024)).toMatchObject({ ok: true })
    const before = (await world.compiled(2025)).cells
    const answer = await close(world, 2025, '已与各科室核对')
    const closed = await findClosedYear(held.db, { agencyId: world.agencyId, year: 2025 })
    expect(closed).toMatchObject({ form: '2021', cells: before, person: '示例head', remark: '已与各科室核对' })
    expect(closed?.counted).toBe(
      [
        '2024-0001\tsettled\t2025-01-01\tnatural-person\totherwise.other/natural-person',
        '2025-0001\tdispute\t2025-03-03\treconsideration 示例复〔2025〕1号\treconsideration/pending',
        '2025-0001\treceived\t2025-01-02\tnatural-person\treceived/natural-person',
        '2025-0001\tsettled\t2025-02-03\tnatural-person\totherwise.other/natural-person',
        '2025-0002\treceived\t2025-12-31\tnatural-person\treceived/natural-person',
        '',
      ].join('\n'),
    )
    const hash = createHash('sm3')
      .update(closed?.counted ?? '')
      .digest('hex')
    expect(answer).toEqual({ ok: true, hash })
    const { rows } = await sql<{
      text: string
    }>`select text from trail_link where kind = 'year-closed' order by seq`.execute(held.db)
    expect(rows.map(({ text }) => JSON.parse(text))).toMatchObject([
      { subject: 'year 2024' },
      { subject: 'year 2025', details: { hash, form: '2021', lines: 5, remark: '已与各科室核对' } },
    ])
    expect(await world.compiled(2025)).toMatchObject({ state: 'closed', cells: before, findings: [] })
  })

  test.each([
    ['by anybody but the head of the office', 2024, 'officer', { code: 'not-your-role' }],
    ['from before the law was in force', 2007, 'head', { code: 'before-the-law' }],
    [
      'before it is over',
      2026,
      'head',
      { code: 'year-not-over', says: '2026 年还没有结束，从 2027 年 1 月 1 日起可以封账。' },
    ],
    [
      'before the years before it',
      2025,
      'head',
      { code: 'earlier-open', says: '封账按年度先后进行：请先封 2024 年，再封 2025 年。' },
    ],
  ] as const)('is refused %s', async (_, year, role, refusal) => {
    const world = await turnOfYear()
    const answer = await closeYear(world.services, world[role], { agencyId: world.agencyId, year, remark: '' })
    expect(answer).toMatchObject({ ok: false, code: 'refused', refusal })
    expect(await findClosedYears(held.db, world.agencyId)).toEqual([])
  })

  test('from before the first nation-wide form is kept in the oldest form, so that the years after it can follow', async () => {
    const world = await yearWorld(held.db, '2026-01-10')
    await world.received('2018-12-29')
    expect(await close(world, 2019)).toMatchObject({ refusal: { code: 'earlier-open' } })
    expect([(await close(world, 2018)).ok, (await close(world, 2019)).ok]).toEqual([true, true])
    expect(await findClosedYears(held.db, world.agencyId)).toMatchObject([{ form: '2019' }, { form: '2019' }])
    expect(await world.counted(2019)).toEqual({ 'carried-in/natural-person': 1, 'carried-out/natural-person': 1 })
  })

  test('is refused a second time, also to two who do it at once', async () => {
    const world = await turnOfYear()
    const both = await Promise.all([close(world, 2024), close(world, 2024)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'closed-already' } })
    expect(await close(world, 2023)).toMatchObject({ refusal: { code: 'later-closed' } })
  })

  test('is not there for people of other bodies', async () => {
    const world = await turnOfYear()
    const asked = { agencyId: world.agencyId, year: 2024, remark: '' }
    expect(await closeYear(world.services, world.stranger, asked)).toEqual({ ok: false, code: 'unknown' })
  })

  test('waits for who is just changing a dossier, and counts it as they left it', async () => {
    const world = await turnOfYear()
    await close(world, 2024)
    const other = held.openAnother()
    const services = { ...world.services, db: other }
    const target = { ...world.open, version: 2 }
    const withdrawn = { happened: 'withdrawn', on: '2025-12-31', reason: '不再需要' } as const
    let closing: Promise<unknown> = Promise.resolve()
    const acted = await actOnRequest(services, world.officer, target, 'withdraw', async () => {
      closing = close(world, 2025)
      await new Promise((resolve) => setTimeout(resolve, 300))
      return [withdrawn]
    })
    expect([acted.ok, await closing]).toMatchObject([true, { ok: true }])
    await other.destroy()
    const closed = await findClosedYear(held.db, { agencyId: world.agencyId, year: 2025 })
    expect(closed?.cells['carried-out/total']).toBe(0)
  })

  test('cannot be undone, not even by a way around the program', async () => {
    const world = await turnOfYear()
    await close(world, 2024)
    for (const table of ['closed_year', 'closed_count'])
      await expect(sql`delete from ${sql.ref(table)}`.execute(held.db)).rejects.toThrow()
    await expect(sql`update closed_year set cells = '{}'`.execute(held.owner)).rejects.toThrow()
    expect((await checkChain(held.db, world.agencyId)).broken).toBeUndefined()
  })
})
