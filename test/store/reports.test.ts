import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { readSearchWords } from '../../src/domain/report/search-words.ts'
import { findFacets } from '../../src/store/public-facets.ts'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { findSourceText } from '../../src/store/report-sources.ts'
import { appendReports, findReport } from '../../src/store/reports.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency, report, storeReport, text } from './builders.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const firstPage = { size: 20, number: 1 }

describe('A stored report', () => {
  test('comes back as it went in: figures, blanks, places, findings, claims, doubts', async () => {
    const agencyId = await storeReport(held.db)
    const found = await findReport(held.db, { agencyId, year: 2021, publishedOnly: true })
    expect(found).toEqual({
      id: expect.any(Number),
      agency: { ...agency, id: agencyId },
      year: 2021,
      title: report.title,
      reading: report.reading,
      claims: report.claims,
      findings: report.findings,
      asRead: report.reading,
      decisions: { corrections: new Map(), judgements: new Map() },
      source: { kind: 'text', fileName: '年报.txt', sha256: '07'.repeat(32) },
      demonstration: false,
      invented: false,
      status: 'published',
      version: 1,
      changedAt: report.importedAt,
      submittedAt: null,
      publishedAt: report.importedAt,
    })
  })

  test('tells a figure from a blank cell, and both from one that is absent', async () => {
    await storeReport(held.db)
    const { cells, read_cells } = await held.db
      .selectFrom('report_content')
      .select(['cells', 'read_cells'])
      .executeTakeFirstOrThrow()
    expect(cells).toEqual({
      'fees/amount': 736.5,
      'received/enterprise': 8,
      'received/natural-person': 117,
      'received/research': null,
      'received/total': 125,
    })
    expect(read_cells).toBeNull()
  })

  test('keeps its source text, with places that still point to the same characters', async () => {
    const damaged = text.replace('民政', '民\0')
    const agencyId = await storeReport(held.db, {
      paper: { kind: 'text', text: damaged, simplified: damaged, blocks: [] },
    })
    const found = await findReport(held.db, { agencyId, year: 2021, publishedOnly: true })
    const source = found && (await findSourceText(held.db, found))
    expect(source?.text).toBe(text.replace('民政', '民\ufffd'))
    const place = found?.reading.sources['received/natural-person']
    expect(source?.text.slice(place?.start, place?.end)).toBe('117')
  })

  test('has no source text when it was read from our own JSON', async () => {
    const { paper: _, ...withoutPaper } = report
    const agencyId = await storeReport(held.db)
    await held.db.deleteFrom('report').execute()
    const file = { ...report.file, kind: 'json' } as const
    await held.db
      .transaction()
      .execute((transaction) => appendReports(transaction, [{ ...withoutPaper, file, agencyId }]))
    const found = await findReport(held.db, { agencyId, year: 2021, publishedOnly: true })
    expect(found?.source.kind).toBe('json')
    expect(found && (await findSourceText(held.db, found))).toBeUndefined()
  })

  test('cannot stand beside a second one of the same body and year', async () => {
    const agencyId = await storeReport(held.db)
    await expect(storeReport(held.db, { agencyId })).rejects.toThrow(/unique/)
  })

  test('is hidden from the public until it is published', async () => {
    const agencyId = await storeReport(held.db, { status: 'draft' })
    expect(await findReport(held.db, { agencyId, year: 2021, publishedOnly: true })).toBeUndefined()
    expect(await findReport(held.db, { agencyId, year: 2021, publishedOnly: false })).toBeDefined()
    expect(await findPublishedReports(held.db, {}, firstPage)).toEqual({ reports: [], total: 0 })
    expect((await findFacets(held.db)).total).toBe(0)
  })
})

describe('The list of reports', () => {
  test('counts findings by severity and doubts of the reading', async () => {
    const agencyId = await storeReport(held.db)
    const { reports, total } = await findPublishedReports(held.db, {}, firstPage)
    expect(total).toBe(1)
    expect(reports).toEqual([
      {
        agencyId,
        year: 2021,
        title: report.title,
        form: '2021',
        agencyName: '云溪区民政局',
        region: '示例省示例市云溪区',
        demonstration: false,
        invented: false,
        publishedAt: report.importedAt,
        status: 'published',
        errors: 1,
        warnings: 0,
        hints: 1,
        problems: 1,
      },
    ])
  })

  test('finds by words of body, region, title and year, all of which must be there', async () => {
    const agencyId = await storeReport(held.db)
    await storeReport(held.db, { agencyId, year: 2020, title: '云溪区民政局2020年年报' })
    const yearsFor = async (words: string[]) =>
      (await findPublishedReports(held.db, { words: readSearchWords(words.join(' ')) }, firstPage)).reports.map(
        ({ year }) => year,
      )
    expect(await yearsFor(['民政'])).toEqual([2021, 2020])
    expect(await yearsFor(['民政', '2020'])).toEqual([2020])
    expect(await yearsFor(['示例市', '2021年'])).toEqual([2021])
    expect(await yearsFor(['民政', '水务'])).toEqual([])
    expect(await yearsFor(['%'])).toEqual([])
  })

  test('filters by region, body, year and form, and turns pages', async () => {
    const first = await storeReport(held.db)
    await storeReport(held.db, { year: 2020 }, { name: '示例市水务局', region: '示例省示例市' })
    const titles = async (filter: Parameters<typeof findPublishedReports>[1]) =>
      (await findPublishedReports(held.db, filter, firstPage)).reports.map(({ agencyName }) => agencyName)
    expect(await titles({ regions: ['示例省示例市'] })).toEqual(['示例市水务局'])
    expect(await titles({ agencyId: first })).toEqual(['云溪区民政局'])
    expect(await titles({ year: 2020 })).toEqual(['示例市水务局'])
    expect(await titles({ form: '2019' })).toEqual([])
    const second = await findPublishedReports(held.db, {}, { size: 1, number: 2 })
    expect(second.reports.map(({ year }) => year)).toEqual([2020])
    expect(second.total).toBe(2)
  })

  test('offers the years, forms, kinds and regions that have a report, with how many', async () => {
    const agencyId = await storeReport(held.db)
    await storeReport(held.db, { agencyId, year: 2020 })
    await storeReport(held.db, { agencyId, year: 2019, status: 'draft' })
    expect(await findFacets(held.db)).toEqual({
      total: 2,
      years: [
        { value: 2021, count: 1 },
        { value: 2020, count: 1 },
      ],
      forms: [{ value: '2021', count: 2 }],
      kinds: [{ value: 'department', count: 2 }],
      regions: [{ value: '示例省示例市云溪区', count: 2 }],
    })
  })
})

test('Every table says what it holds', async () => {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and obj_description(oid) is null`.execute(held.db)
  expect(rows).toEqual([])
})

test('Every reference to another table has an index, so that a removal there reads no table to its end', async () => {
  const { rows } = await sql<{ reference: string }>`select conrelid::regclass || ' ' || conname as reference
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index where indrelid = conrelid and indpred is null
        and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey
    )`.execute(held.db)
  expect(rows).toEqual([])
})
