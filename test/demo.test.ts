import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ReportRead, readReport } from '../src/app/read-report.ts'
import { formCells, formForYear } from '../src/domain/report/form.ts'
import type { Cells } from '../src/domain/report/reading.ts'
import { loadReportForms } from '../src/store/report-forms.ts'

const demo = new URL('../demo/', import.meta.url)
const forms = await loadReportForms(fileURLToPath(new URL('../data/report-forms', import.meta.url)))
const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(new URL(path, demo), 'utf8'))

const agencies = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[a-z-]+$/),
      name: z.string().min(1),
      shortName: z.string().min(1),
      region: z.string().min(1),
      kind: z.enum(['government', 'department', 'township']),
      reports: z.array(z.strictObject({ file: z.string(), year: z.int() })).min(1),
    }),
  )
  .parse(await json('agencies.json'))

const reports = agencies.flatMap((agency) =>
  agency.reports.map(({ file, year }) => ({ agency, file, year, expected: `expected/${agency.key}-${year}.json` })),
)

const read = async (file: string): Promise<ReportRead> => {
  const outcome = await readReport(await readFile(new URL(file, demo)), forms)
  if (!outcome.ok) throw new Error(`${file}: ${outcome.unreadable.message}`)
  return outcome.report
}

describe('the demonstration reports', () => {
  test('each file in the folders belongs to a body in the list, and the other way round', async () => {
    const inFolder = async (name: string) =>
      (await readdir(new URL(name, demo))).map((file) => `${name}/${file}`).sort()
    expect(reports.map(({ file }) => file).sort()).toEqual(await inFolder('reports'))
    expect(reports.map(({ expected }) => expected).sort()).toEqual(await inFolder('expected'))
  })

  test('they come as web pages, plain text, Markdown and a Word file', async () => {
    const kinds = await Promise.all(reports.map(async ({ file }) => (await read(file)).paper?.kind))
    expect(kinds.sort()).toEqual(['docx', 'html', 'html', 'markdown', 'text'])
  })

  describe.each(reports)('$agency.shortName, $year', ({ agency, file, year, expected }) => {
    test('is known by its body, its year and the form of that year', async () => {
      const { reading, form } = await read(file)
      expect(reading.agency).toBe(agency.name)
      expect(reading.year).toBe(year)
      expect(form.id).toBe(formForYear(forms, year)?.id)
    })

    test('gives every cell of the form as it is printed, and no other', async () => {
      const { reading, form } = await read(file)
      const cells = (await json(expected)) as Cells
      const standIns = form.tables.flatMap(({ blocks }) =>
        blocks.flatMap(({ rows }) => rows.filter((row) => row.replaces)),
      )
      const regular = formCells(form).filter(({ row }) => !standIns.includes(row))
      expect(Object.keys(cells).sort()).toEqual(regular.map(({ key }) => key).sort())
      expect(reading.cells).toEqual(cells)
    })

    test('shows for every figure the place that prints it', async () => {
      const { reading, paper } = await read(file)
      for (const key of Object.keys(reading.cells)) {
        const place = reading.sources[key]
        expect(place, key).toBeDefined()
        if (place) expect(paper?.text.slice(place.start, place.end), key).toBe(place.text)
        if (!key.endsWith('/amount')) expect(Number(place?.text), key).toBe(reading.cells[key])
      }
    })

    test('has its six sections in order, and tables that balance', async () => {
      const { reading, form, findings } = await read(file)
      expect(reading.sections.map(({ key }) => key)).toEqual(form.sections.map(({ key }) => key))
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    })

    test('tells in its prose only counts that the tables bear out', async () => {
      const { claims } = await read(file)
      expect(claims.filter(({ verdict }) => verdict === 'mismatch')).toEqual([])
    })
  })

  test('余坊乡 prints an amount without a unit: the figure is kept and the doubt is told', async () => {
    const { reading } = await read('reports/yufang-2019.txt')
    expect(reading.cells['procurement/amount']).toBe(20477)
    expect(reading.problems.map(({ code, cell }) => [code, cell])).toContainEqual([
      'unit-unknown',
      'procurement/amount',
    ])
  })

  test('驻马店 prints 3,194.752 under 万元, 贵池 92.2343万元 in the cell: both are kept in yuan', async () => {
    const water = await read('reports/zhumadian-water-2020.docx')
    const land = await read('reports/guichi-natural-resources-2020.html')
    expect(water.reading.cells['procurement/amount']).toBe(31_947_520)
    expect(land.reading.cells['procurement/amount']).toBe(922_343)
  })

  test('花溪区 tells in prose what was received and disputed, and the tables agree', async () => {
    const { claims } = await read('reports/huaxi-2021.html')
    const fitting = claims.filter(({ verdict }) => verdict === 'fits').flatMap(({ fits }) => fits)
    for (const cell of ['received/total', 'received/natural-person', 'reconsideration/total']) {
      expect(fitting, cell).toContain(cell)
    }
  })
})
