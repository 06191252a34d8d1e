import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ReportRead, readReport } from '../src/app/read-report.ts'
import { type Role, roles, worksInSection } from '../src/domain/agency/person.ts'
import { formCells, formForYear } from '../src/domain/report/form.ts'
import type { Cells } from '../src/domain/report/reading.ts'
import { loadReportForms } from '../src/store/report-forms.ts'

const demo = new URL('../demo/', import.meta.url)
const forms = await loadReportForms(fileURLToPath(new URL('../data/report-forms', import.meta.url)))
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(new URL(path, demo), 'utf8'))

const file = z.string().regex(/^(reports|outstanding)\/[a-z-]+-20\d\d\.(html|docx|md|pdf|txt)$/)
const report = z
  .strictObject({
    file,
    year: z.int(),
    invented: z.literal(true).optional(),
    status: z.enum(['published', 'accepted', 'submitted', 'returned', 'draft']).default('published'),
    reason: z.string().min(1).optional(),
    on: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(
    ({ status, reason }) => (status === 'returned') === (reason !== undefined),
    'only what is returned has a reason',
  )

const agencies = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[a-z-]+$/),
      name: z.string().min(1),
      shortName: z.string().min(1),
      region: z.string().min(1),
      kind: z.enum(['government', 'department', 'township']),
      parent: z.string().optional(),
      pastRequests: z.literal('requests-2020-2021.csv').optional(),
      requests: z.literal('requests.json').optional(),
      reports: z.array(report),
      nil: z
        .array(z.strictObject({ year: z.int(), reason: z.string().min(1), on: z.iso.datetime({ offset: true }) }))
        .default([]),
      outstanding: z.array(z.strictObject({ file, year: z.int() })).default([]),
      sections: z.array(z.string().regex(/^\p{Script=Han}+$/u)).default([]),
      accounts: z
        .array(
          z.strictObject({
            login: z.string().regex(/^[a-z-]+$/),
            role: z.enum(Object.keys(roles) as Role[]),
            displayName: z.string().min(1),
            section: z.string().optional(),
          }),
        )
        .default([]),
    }),
  )
  .parse(await json('agencies.json'))

const reports = agencies.flatMap((agency) =>
  [...agency.reports, ...agency.outstanding.map((one) => ({ ...one, invented: true }))].map(
    ({ file, year, invented = false }) => ({ agency, file, year, invented, name: `${agency.key}-${year}` }),
  ),
)
const expectedOf = async (name: string) => (await json(`expected/${name}.json`)) as Cells

/** The report as it is read and checked, beside the one of the year before where there is one. */
const readings = new Map<string, Promise<ReportRead>>()
function read(name: string): Promise<ReportRead> {
  const known = readings.get(name) ?? readAnew(name)
  readings.set(name, known)
  return known
}

async function readAnew(name: string): Promise<ReportRead> {
  const found = reports.find((one) => one.name === name)
  if (!found) throw new Error(`agencies.json has no report ${name}`)
  const before = reports.find(({ agency, year }) => agency === found.agency && year === found.year - 1)
  const previous = before && (await read(before.name))
  const outcome = await readReport(await readFile(new URL(found.file, demo)), forms, previous)
  if (!outcome.ok) throw new Error(`${found.file}: ${outcome.unreadable.message}`)
  return outcome.report
}

/** Every finding of every report: rule, cells. README.md tells what is behind each. */
const faults: Readonly<Record<string, readonly string[]>> = {
  'yufang-2019': ['cell.unit procurement/amount'],
  'yufang-2021': ['prose.copied'],
  'guichi-natural-resources-2021': ['years.carry carried-in/natural-person', 'years.carry carried-in/total'],
  'zhumadian-water-2021': ['settled settled/natural-person', 'across granted/total'],
  'huaxi-2022': ['claim.count received/total'],
  'yunxi-qingshi-2021': ['section.five.empty', 'section.six.fee'],
}

describe('the demonstration content', () => {
  test('each file in the folders belongs to a body in the list, and the other way round', async () => {
    const inFolder = async (name: string) => (await readdir(new URL(name, demo))).map((file) => `${name}/${file}`)
    const papers = [...(await inFolder('reports')), ...(await inFolder('outstanding'))]
    expect(reports.map(({ file }) => file).sort()).toEqual(papers.sort())
    const cells = reports.map(({ name }) => `expected/${name}.json`)
    expect(cells.sort()).toEqual((await inFolder('expected')).sort())
  })

  test('its reports come as web pages, plain text, Markdown, Word files and a PDF', async () => {
    const kinds = await Promise.all(reports.map(async ({ name }) => (await read(name)).paper?.kind))
    expect([...new Set(kinds)].sort()).toEqual(['docx', 'html', 'markdown', 'pdf', 'text'])
  })

  test('every body above another is in the list, before it', () => {
    for (const [index, { key, parent }] of agencies.entries())
      if (parent !== undefined)
        expect(
          agencies.slice(0, index).map((one) => one.key),
          key,
        ).toContain(parent)
  })

  test('whoever has nothing to report, or has yet to report, has no report of that year', () => {
    for (const { key, reports, nil, outstanding } of agencies)
      for (const { year } of [...nil, ...outstanding])
        expect(
          reports.map((one) => one.year),
          key,
        ).not.toContain(year)
  })

  test('no two accounts share a login', () => {
    const logins = agencies.flatMap(({ accounts }) => accounts.map(({ login }) => login))
    expect(new Set(logins).size).toBe(logins.length)
  })

  test('every role has an account, and works in a section of its body where it needs one', () => {
    const people = agencies.flatMap(({ accounts, sections }) => accounts.map((one) => ({ ...one, sections })))
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(Object.keys(roles)))
    for (const { login, role, section, sections } of people)
      expect(section === undefined ? !worksInSection(role) : sections.includes(section), login).toBe(true)
  })

  test('the manual names every report that has a finding', async () => {
    const manual = await readFile(new URL('README.md', demo), 'utf8')
    for (const name of Object.keys(faults)) expect(manual).toContain(`\`${name}\``)
  })

  describe.each(reports)('$agency.shortName, $year', ({ agency, year, invented, name }) => {
    test('is known by its body, its year and the form of that year', async () => {
      const { reading, form } = await read(name)
      expect(reading.agency).toBe(agency.name)
      expect(reading.year).toBe(year)
      expect(form.id).toBe(formForYear(forms, year)?.id)
      expect(reading.period).toEqual({ from: `${year}-01-01`, to: `${year}-12-31` })
    })

    test('gives every cell of the form as it is printed, and no other', async () => {
      const { reading, form } = await read(name)
      const cells = await expectedOf(name)
      const standIns = form.tables.flatMap(({ blocks }) =>
        blocks.flatMap(({ rows }) => rows.filter((row) => row.replaces)),
      )
      const regular = formCells(form).filter(({ row }) => !standIns.includes(row))
      expect(Object.keys(cells).sort()).toEqual(regular.map(({ key }) => key).sort())
      expect(reading.cells).toEqual(cells)
    })

    test('shows for every figure the place that prints it', async () => {
      const { reading, paper } = await read(name)
      for (const key of Object.keys(reading.cells)) {
        const place = reading.sources[key]
        expect(place, key).toBeDefined()
        if (place) expect(paper?.text.slice(place.start, place.end), key).toBe(place.text)
        if (!key.endsWith('/amount')) expect(Number(place?.text), key).toBe(reading.cells[key])
      }
    })

    test('has its six sections in order', async () => {
      const { reading, form } = await read(name)
      expect(reading.sections.map(({ key }) => key)).toEqual(form.sections.map(({ key }) => key))
    })

    test('has the findings that were meant, and no other', async () => {
      const { findings } = await read(name)
      expect(findings.map(({ id, cells }) => [id, ...cells].join(' '))).toEqual(faults[name] ?? [])
    })

    test('says in its own words whether it was made up', async () => {
      const { reading } = await read(name)
      expect(reading.preamble.some(({ text }) => text.startsWith('演示数据：'))).toBe(invented)
    })
  })

  test('余坊乡 prints an amount without a unit: the figure is kept and the doubt is told', async () => {
    const { reading } = await read('yufang-2019')
    expect(reading.cells['procurement/amount']).toBe(20477)
    expect(reading.problems.map(({ code, cell }) => [code, cell])).toContainEqual([
      'unit-unknown',
      'procurement/amount',
    ])
  })

  test('余坊乡 is the only one whose reading leaves a doubt', async () => {
    for (const { name } of reports)
      expect((await read(name)).reading.problems.length, name).toBe(name === 'yufang-2019' ? 1 : 0)
  })

  test('驻马店 prints 3,194.752 under 万元, 贵池 92.2343万元 in the cell: both are kept in yuan', async () => {
    const water = await read('zhumadian-water-2020')
    const land = await read('guichi-natural-resources-2020')
    expect(water.reading.cells['procurement/amount']).toBe(31_947_520)
    expect(land.reading.cells['procurement/amount']).toBe(922_343)
  })

  test('花溪区 tells in prose what was received and disputed, and the tables agree', async () => {
    const { claims } = await read('huaxi-2021')
    const fitting = claims.filter(({ verdict }) => verdict === 'fits').flatMap(({ fits }) => fits)
    for (const cell of ['received/total', 'received/natural-person', 'reconsideration/total']) {
      expect(fitting, cell).toContain(cell)
    }
  })
})

describe('the report of 云汐区', () => {
  const bodies = agencies.filter(({ parent }) => parent === 'yunxi')
  const sumOf = async (names: readonly string[]) => {
    const sheets = await Promise.all(names.map(expectedOf))
    const keys = Object.keys(sheets[0] ?? {})
    const cents = (key: string) => sheets.reduce((sum, cells) => sum + Math.round((cells[key] ?? 0) * 100), 0)
    return Object.fromEntries(keys.map((key) => [key, cents(key) / 100]))
  }
  const withStatus = (...wanted: readonly string[]) =>
    bodies.flatMap(({ key, reports }) =>
      reports.filter(({ status }) => wanted.includes(status)).map(({ year }) => `${key}-${year}`),
    )
  const outstanding = bodies.flatMap((body) => body.outstanding.map(({ year }) => `${body.key}-${year}`))
  const handedIn = withStatus('published', 'accepted', 'submitted', 'returned')

  test('has eight bodies below it, each in another state or at another point of the way', () => {
    expect(bodies.length).toBe(8)
    const states = ['published', 'accepted', 'submitted', 'returned', 'draft'].map((one) => withStatus(one).length)
    expect(states).toEqual([3, 1, 1, 1, 0])
    expect(bodies.filter(({ nil }) => nil.length > 0).length).toBe(1)
    expect(outstanding.length).toBe(1)
  })

  test('is the sum of its bodies, cell by cell, once the missing report has come', async () => {
    expect(await sumOf([...handedIn, ...outstanding])).toEqual(await expectedOf('yunxi-2021'))
  })

  test('is not yet the sum of those that are in', async () => {
    const government = await expectedOf('yunxi-2021')
    const accepted = await sumOf(withStatus('published', 'accepted'))
    expect([
      government['received/total'],
      (await sumOf(handedIn))['received/total'],
      accepted['received/total'],
    ]).toEqual([157, 152, 110])
  })
})
