import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { readReport } from '../src/app/read-report.ts'
import type { AgencyKind } from '../src/domain/agency/agency.ts'
import { formForYear, type ReportForm } from '../src/domain/report/form.ts'
import type { Cells } from '../src/domain/report/reading.ts'
import { loadReportForms } from '../src/store/report-forms.ts'
import { rankedCells } from '../src/store/reports.ts'
import type { Database } from '../src/store/schema.ts'
import { searchTerms } from '../src/store/search-terms.ts'

const root = process.cwd()

/** Reports of the demonstration whose readings are multiplied; two forms, several kinds of faults. */
const patterns = [
  'huaxi-2020.html',
  'yufang-2019.txt',
  'yufang-2020.md',
  'huaxi-2021.html',
  'zhumadian-water-2021.docx',
  'yunxi-market-regulation-2021.html',
] as const

/** All figures of a sheet times a number keep its identities. */
const factors = [1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 18, 23, 29, 37, 48, 61] as const

const perCounty = 11
const countiesPerCity = 9
const citiesPerProvince = 11
const batch = 2000

interface Body {
  readonly name: string
  readonly shortName: string
  readonly region: string
  readonly kind: AgencyKind
  /** Place in the list of the body above it. */
  readonly above: number | null
}

export interface Fill {
  readonly bodies: number
  readonly years: readonly number[]
}

const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'
const offices = ['教育局', '财政局', '民政局', '水利局', '住房和城乡建设局', '自然资源局', '卫生健康局'] as const

/** A name that no place has: 甲子, 乙丑, 丙寅 … */
function invented(number: number): string {
  const round = Math.floor(number / 60)
  const pair = `${stems[number % 10]}${branches[number % 12]}`
  return round === 0
    ? pair
    : `${pair}${stems[(round - 1) % 10]}${round > 10 ? stems[Math.floor((round - 1) / 10) % 10] : ''}`
}

function makeBodies(count: number): readonly Body[] {
  const bodies: Body[] = []
  const add = (body: Body) => bodies.push(body) - 1
  const government = (region: string, name: string, above: number | null) =>
    add({ name: `${region}人民政府`, shortName: `${name}人民政府`, region, kind: 'government', above })
  for (let province = 0; bodies.length < count; province += 1) {
    const here = `${invented(province)}省`
    const top = government(here, here, null)
    for (let city = 0; city < citiesPerProvince && bodies.length < count; city += 1) {
      const town = `${invented(city + 7)}市`
      const middle = government(`${here}${town}`, town, top)
      for (let county = 0; county < countiesPerCity && bodies.length < count; county += 1)
        for (const body of bodiesOfCounty(`${here}${town}`, `${invented(county + 23)}区`, middle, bodies.length))
          add(body)
    }
  }
  return bodies.slice(0, count)
}

function bodiesOfCounty(above: string, name: string, superior: number, place: number): readonly Body[] {
  const region = `${above}${name}`
  const departments = offices.map((office) => ({
    name: `${region}${office}`,
    shortName: `${name}${office}`,
    region,
    kind: 'department' as const,
    above: place,
  }))
  const townships = Array.from({ length: perCounty - 1 - offices.length }, (_, index) => ({
    name: `${region}${invented(index + 40)}镇人民政府`,
    shortName: `${invented(index + 40)}镇人民政府`,
    region,
    kind: 'township' as const,
    above: place,
  }))
  const own = { name: `${region}人民政府`, shortName: `${name}人民政府`, region, kind: 'government', above: superior }
  return [own as Body, ...departments, ...townships]
}

async function appendBodies(db: Kysely<Database>, bodies: readonly Body[]): Promise<readonly number[]> {
  const from = await sql<{ last: number }>`select coalesce(max(id), 0) as last from agency`.execute(db)
  const first = (from.rows[0]?.last ?? 0) + 1
  const ids = bodies.map((_, index) => first + index)
  for (let start = 0; start < bodies.length; start += batch) {
    const rows = bodies.slice(start, start + batch).map(({ above, shortName, ...body }, index) => ({
      ...body,
      id: ids[start + index],
      short_name: shortName,
      parent_id: above === null ? null : ids[above],
    }))
    await sql`insert into agency (id, parent_id, name, short_name, region, kind, demonstration) overriding system value
      select id, parent_id, name, short_name, region, kind, true from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as body (id bigint, parent_id bigint, name text, short_name text, region text, kind text)`.execute(db)
  }
  await sql`select setval(pg_get_serial_sequence('agency', 'id'), (select max(id) from agency))`.execute(db)
  return ids
}

const times = (cells: Cells, factor: number): Cells =>
  Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, value === null ? null : value * factor]))

/** One reading a pattern and factor; the prose and the places keep the numbers of the pattern. */
async function fillPatterns(db: Kysely<Database>, forms: readonly ReportForm[]): Promise<void> {
  await sql`create temp table pattern (form text, number integer, cells jsonb, totals jsonb, sources json, reading json,
    claims json, findings json, errors integer, warnings integer, hints integer, problems integer, text text, blocks jsonb,
    primary key (form, number)) on commit drop`.execute(db)
  const next = new Map<string, number>()
  for (const file of patterns) {
    const read = await readReport(await readFile(join(root, 'demo/reports', file)), forms)
    if (!read.ok) throw new Error(`demo/reports/${file} cannot be read: ${read.unreadable.message}`)
    const { reading, claims, findings, paper } = read.report
    const { cells, sources, ...rest } = reading
    const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length
    for (const factor of factors) {
      const number = next.get(reading.form) ?? 0
      next.set(reading.form, number + 1)
      const many = times(cells, factor)
      await sql`insert into pattern values (${reading.form}, ${number}, ${JSON.stringify(many)}, ${JSON.stringify(rankedCells(many))},
        ${JSON.stringify(sources)}, ${JSON.stringify(rest)}, ${JSON.stringify(claims)}, ${JSON.stringify(findings)},
        ${count('error')}, ${count('warning')}, ${count('hint')}, ${reading.problems.length},
        ${paper?.text ?? ''}, ${JSON.stringify(paper?.blocks ?? [])})`.execute(db)
    }
  }
}

interface Row {
  readonly agency_id: number
  readonly year: number
  readonly form: string
  /** Picks the pattern, the same one in every run. */
  readonly pick: number
  readonly title: string
  readonly terms: readonly string[]
}

function rowsOf(forms: readonly ReportForm[], body: Body, id: number, years: readonly number[]): readonly Row[] {
  const { name, shortName, region } = body
  return years.map((year) => {
    const title = `${name}${year}年政府信息公开工作年度报告`
    const form = formForYear(forms, year)?.id ?? '2021'
    const pick = createHash('sha256').update(`${id}-${year}`).digest().readUInt32BE(0) % (3 * factors.length)
    const terms = searchTerms(`${name} ${shortName} ${region} ${title} ${year}年`)
    return { agency_id: id, year, form, pick, title, terms }
  })
}

const appendRows = (db: Kysely<Database>, rows: readonly Row[]) =>
  sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (agency_id bigint, year integer, form text, pick integer, title text, terms text[])
    ), new as (
      insert into report (agency_id, year, form, title, demonstration, invented, imported_at, changed_at, published_at,
        status, errors, warnings, hints, problems, totals, search_terms)
      select given.agency_id, given.year, given.form, given.title, true, true, moment, moment, moment, 'published',
        errors, warnings, hints, problems, totals, terms
      from given join pattern on pattern.form = given.form and pattern.number = given.pick
        cross join lateral (select make_timestamptz(given.year + 1, 1, 1 + given.pick % 28, 9, 0, 0) as moment) at
      returning agency_id, id, year
    ), content as (
      insert into report_content (agency_id, report_id, cells, sources, reading, claims, findings)
      select new.agency_id, new.id, cells, sources, reading, claims, findings
      from new join given using (agency_id, year) join pattern on pattern.form = given.form and pattern.number = given.pick
    )
    insert into report_source (agency_id, report_id, file_name, kind, sha256, bytes, text, blocks)
    select new.agency_id, new.id, 'report.html', 'html', sha256((new.agency_id || '-' || new.year)::bytea), '', text, blocks
    from new join given using (agency_id, year) join pattern on pattern.form = given.form and pattern.number = given.pick`.execute(
    db,
  )

/**
 * Fills the library with published reports of invented bodies: provinces, cities, counties, their departments and
 * townships, each with one report a year. 33,000 bodies and three years take about two and a half minutes.
 */
export async function fillReports(db: Kysely<Database>, { bodies, years }: Fill): Promise<void> {
  const forms = await loadReportForms(join(root, 'data/report-forms'))
  const all = makeBodies(bodies)
  await db.transaction().execute(async (inside) => {
    const ids = await appendBodies(inside, all)
    await fillPatterns(inside, forms)
    for (let start = 0; start < all.length; start += batch) {
      const part = all.slice(start, start + batch)
      await appendRows(
        inside,
        part.flatMap((body, index) => rowsOf(forms, body, ids[start + index] ?? 0, years)),
      )
    }
  })
  for (const table of ['agency', 'report', 'report_content', 'report_source'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db)
}
