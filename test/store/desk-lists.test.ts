import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ReportStatus } from '../../src/domain/report/status.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import {
  countDeskReports,
  type DeskFilter,
  type DeskOrder,
  deskOrders,
  findDeskReports,
  findNextReport,
} from '../../src/store/desk-lists.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency, storeReport } from './builders.ts'

const held = useDatabase()
const ids = { city: 0, civil: 0, finance: 0, elsewhere: 0 }

const add = (name: string, parentId: number | null) =>
  appendAgency(held.db, { ...agency, name, shortName: name.slice(-3), parentId })
const bring = (agencyId: number, year: number, status: ReportStatus, broken = false) =>
  storeReport(held.db, { agencyId, year, status, title: `${year}年年报`, ...(broken ? {} : { findings: [] }) })

beforeEach(async () => {
  await emptyTables(held.db)
  ids.city = await add('示例市人民政府', null)
  ids.civil = await add('示例市民政局', ids.city)
  ids.finance = await add('示例市财政局', ids.city)
  ids.elsewhere = await add('别处市民政局', null)
  await bring(ids.civil, 2020, 'published')
  await bring(ids.civil, 2021, 'draft', true)
  await bring(ids.finance, 2020, 'draft')
  await bring(ids.finance, 2021, 'submitted')
  await bring(ids.elsewhere, 2021, 'draft')
})

const list = async (filter: Omit<DeskFilter, 'under'> = {}, order: DeskOrder = 'year') => {
  const page = { order, size: 20, number: 1 }
  const lines = await findDeskReports(held.db, { under: ids.city, ...filter }, page)
  return lines.map((line) => `${line.agencyName.slice(3)} ${line.year}`)
}

describe('The worklist', () => {
  test('holds the reports of a body and of those below it, whatever their status, and no others', async () => {
    expect(await list()).toEqual(['民政局 2021', '财政局 2021', '民政局 2020', '财政局 2020'])
  })

  test('is narrowed by status, broken rules, year and words together', async () => {
    expect(await list({ group: 'draft' })).toEqual(['民政局 2021', '财政局 2020'])
    expect(await list({ group: 'errors' })).toEqual(['民政局 2021'])
    expect(await list({ group: 'draft', year: 2020, words: ['财政'] })).toEqual(['财政局 2020'])
    expect(await list({ words: ['100%'] })).toEqual([])
  })

  test('counts every group, each under the same year and words', async () => {
    const all = { all: 4, draft: 2, submitted: 1, returned: 0, accepted: 0, published: 1, errors: 1 }
    expect(await countDeskReports(held.db, { under: ids.city, group: 'draft' })).toEqual(all)
    expect(await countDeskReports(held.db, { under: ids.city, year: 2021, words: ['民政'] })).toMatchObject({
      all: 1,
      draft: 1,
      published: 0,
    })
  })

  test('shows every report once, page by page, in every order', async () => {
    const order = fc.constantFrom(...(Object.keys(deskOrders) as DeskOrder[]))
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 4 }), async (order, size) => {
        const pages = await Promise.all(
          [1, 2, 3, 4].map((number) => findDeskReports(held.db, { under: ids.city }, { order, size, number })),
        )
        const keys = pages.flat().map(({ agencyId, year }) => `${agencyId}-${year}`)
        expect(keys).toHaveLength(4)
        expect(new Set(keys).size).toBe(4)
      }),
      { numRuns: 16 },
    )
  })
})

describe('Above very many bodies', () => {
  test('the worklist, its counts and the next report are the same', async () => {
    await sql`insert into agency (parent_id, name, short_name, region, kind)
      select ${ids.city}, '示例市第' || n || '局', '第' || n || '局', '示例省示例市', 'department'
      from generate_series(1, 600) n`.execute(held.db)
    expect(await list({ group: 'draft' })).toEqual(['民政局 2021', '财政局 2020'])
    expect(await countDeskReports(held.db, { under: ids.city })).toMatchObject({ all: 4, draft: 2, errors: 1 })
    const after = { agencyId: ids.civil, year: 2021 }
    const asked = { under: ids.city, status: 'draft', after } as const
    expect(await findNextReport(held.db, asked)).toEqual({ agencyId: ids.finance, year: 2020 })
  })
})

describe('The next report to be verified', () => {
  const next = (agencyId: number, year: number) =>
    findNextReport(held.db, { under: ids.city, status: 'draft', after: { agencyId, year } })

  test('follows by year and body, and after the last comes the first', async () => {
    expect(await next(ids.civil, 2021)).toEqual({ agencyId: ids.finance, year: 2020 })
    expect(await next(ids.finance, 2020)).toEqual({ agencyId: ids.civil, year: 2021 })
  })

  test('is none where the report at hand is the only one', async () => {
    const alone = { under: ids.elsewhere, status: 'draft', after: { agencyId: ids.elsewhere, year: 2021 } } as const
    expect(await findNextReport(held.db, alone)).toBeUndefined()
  })
})
