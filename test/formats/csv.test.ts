import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import type { Reading } from '../../src/domain/report/reading.ts'
import { readRecords } from '../../src/formats/csv/records.ts'
import { writeReportCsv } from '../../src/formats/csv/write-csv.ts'
import { openPaper } from '../../src/formats/open-paper.ts'
import { anyReport, sheetOf } from '../report/render/sheets.ts'
import { form2019, form2021, forms } from '../report/specimens/forms.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

async function readingOf(csv: string | Uint8Array): Promise<Reading> {
  const read = await readReport(typeof csv === 'string' ? utf8(csv) : csv, forms)
  if (!read.ok) throw new Error(read.unreadable.message)
  return read.report.reading
}

async function refusalOf(csv: string): Promise<{ code: string; message: string }> {
  const opened = await openPaper(utf8(csv))
  if (opened.kind !== 'unreadable') throw new Error(`opened as ${opened.kind}`)
  return opened.unreadable
}

const head = 'agency,year,form,cell,value,state\n'
const line = (cell: string, value: string, state: string) => `云溪区人民政府,2022,2021,${cell},${value},${state}\n`

const sheet = {
  agency: '云溪区人民政府',
  year: 2022,
  form: form2021,
  cells: { 'rules/issued': 3, 'rules/repealed': null, 'fees/amount': 12.34 },
} as const

describe('The CSV of a report', () => {
  test('is read back as the same figures, whatever the sheet', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async ({ agency, year, form, reading }) => {
        const back = await readingOf(writeReportCsv({ agency, year, form, cells: reading.cells }))
        expect(back).toMatchObject({ agency, year, form: form.id, problems: [] })
        expect(back.cells).toEqual(reading.cells)
      }),
      { numRuns: 60 },
    )
  })

  test('begins with the mark by which Excel knows UTF-8, and has a line a cell', () => {
    const lines = writeReportCsv({ ...sheet, corrected: new Set(['rules/issued']) }).split('\r\n')
    expect(lines.slice(0, 4)).toEqual([
      '\ufeffagency,year,form,cell,row,column,unit,value,state,corrected',
      '云溪区人民政府,2022,2021,rules/issued,规章,本年制发件数,件,3,value,yes',
      '云溪区人民政府,2022,2021,rules/repealed,规章,本年废止件数,件,,blank,no',
      '云溪区人民政府,2022,2021,rules/in-force,规章,现行有效件数,件,,absent,no',
    ])
    expect(lines).toContain(
      '云溪区人民政府,2022,2021,fees/amount,行政事业性收费,本年收费金额（单位：万元）,万元,12.34,value,no',
    )
  })

  test('lists （六）其他处理 in one row only where the sheet has that one row', () => {
    const keys = (cells: Record<string, number>) =>
      writeReportCsv({ ...sheet, cells })
        .split('\r\n')
        .map((one) => one.split(',')[3] ?? '')
        .filter((key) => key.startsWith('otherwise') && key.endsWith('/total'))
    expect(keys({})).toEqual([
      'otherwise.clarification-lapsed/total',
      'otherwise.fee-unpaid/total',
      'otherwise.other/total',
    ])
    expect(keys({ 'otherwise/total': 2 })).toEqual(['otherwise/total'])
  })

  test('gives no spreadsheet program a formula, and the name back as it was', async () => {
    const sign = fc.constantFrom('=', '+', '-', '@', '＝', "'", "'=", '\t', '局')
    const name = fc
      .tuple(sign, fc.constantFrom('HYPERLINK("http://x.invalid")', '1+1', '云溪区', '云,溪\n区'))
      .map((two) => two.join(''))
    await fc.assert(
      fc.asyncProperty(name, async (agency) => {
        const csv = writeReportCsv({ ...sheet, agency })
        const [, first] = readRecords(csv.replaceAll('\r\n', '\n').slice(1), ',')
        expect(first?.fields[0]).not.toMatch(/^[=+\-@＝\t]/)
        expect((await readingOf(csv)).agency).toBe(agency)
      }),
    )
  })

  test('is read as spreadsheet programs save it: other delimiters, GB 18030, all fields quoted, columns moved', async () => {
    const cells = fc.sample(sheetOf(form2019), { numRuns: 1, seed: 7 })[0]
    const records = readRecords(
      writeReportCsv({ ...sheet, form: form2019, cells: cells ?? {} })
        .replaceAll('\r\n', '\n')
        .slice(1),
      ',',
    )
    const print = (delimiter: string, quote: string) =>
      records
        .map(({ fields }) =>
          [...fields]
            .reverse()
            .map((one) => quote + one + quote)
            .join(delimiter),
        )
        .join('\r\n')
    for (const csv of [print(';', ''), print('\t', ''), print(',', '"')])
      expect((await readingOf(csv)).cells).toEqual(cells)
    const gb18030 = Buffer.concat([
      Buffer.from('agency,year,form,cell,value,state\r\n'),
      Buffer.from([0xd4, 0xc6, 0xcf, 0xaa, 0xc7, 0xf8]),
      Buffer.from(',2022,2021,rules/issued,3,value\r\n'),
    ])
    expect(await readingOf(new Uint8Array(gb18030))).toMatchObject({ agency: '云溪区', cells: { 'rules/issued': 3 } })
  })

  test.each([
    ['a value that is no number', line('rules/issued', '三件', 'value')],
    ['a blank that has a figure', line('rules/issued', '3', 'blank')],
    ['an unknown state', line('rules/issued', '3', 'perhaps')],
    ['a cell that is told twice', line('rules/issued', '3', 'value') + line('rules/issued', '4', 'value')],
  ])('leaves %s unread, and says so', async (_, lines) => {
    const { cells, problems } = await readingOf(head + lines + line('rules/repealed', '1', 'value'))
    expect(cells).toEqual({ 'rules/repealed': 1 })
    expect(problems).toMatchObject([{ code: 'cell-not-a-number', cell: 'rules/issued' }])
  })
})

describe('A CSV that cannot be read is refused in a sentence that names the place', () => {
  test.each([
    [
      'quotes that do not pair',
      `${head}${line('rules/issued', '1', 'value')}"云溪区,2022,2021,rules/total,1,value\n`,
      'csv-damaged',
      '第 3 行',
    ],
    ['words behind a quote', `${head}"云溪区"人民政府,2022,2021,rules/issued,1,value\n`, 'csv-damaged', '第 2 行'],
    ['a quote within a word', `${head}云溪区"x",2022,2021,rules/issued,1,value\n`, 'csv-damaged', '第 2 行'],
    ['a line cut short', `${head}${line('rules/issued', '1', 'value')}云溪区人民政府,2022\n`, 'csv-uneven', '第 3 行'],
    ['a head without the state', 'agency,year,form,cell,value\n', 'csv-columns', '表头'],
    ['a head that names a column twice', 'agency,year,form,cell,value,state,cell\n', 'csv-columns', '表头'],
    ['a hundred thousand columns', `cell,value,${'x,'.repeat(100_000)}\n`, 'csv-too-large', '第 1 行'],
    ['a million lines', head + line('rules/issued', '1', 'value').repeat(300_000), 'csv-too-large', '行'],
    [
      'two reports',
      `${head}${line('rules/issued', '1', 'value')}云溪区人民政府,2023,2021,rules/issued,1,value\n`,
      'csv-several',
      '每份报告',
    ],
  ])('%s', async (_, csv, code, place) => {
    const refusal = await refusalOf(csv)
    expect(refusal.code).toBe(code)
    expect(refusal.message).toContain(place)
  })

  test('a form or a cell that does not exist', async () => {
    const refused = async (csv: string) => {
      const read = await readReport(utf8(csv), forms)
      return read.ok ? 'read' : read.unreadable.message
    }
    expect(await refused(`${head}云溪区,2022,1999,rules/issued,1,value\n`)).toContain('1999')
    expect(await refused(head + line('rules/nothing', '1', 'value'))).toContain('单元格')
    expect(await refused(head)).toContain('格式')
  })

  test('24 MB of quotes end at once', async () => {
    expect(await refusalOf(`${head}"${'""'.repeat(10_000_000)}`)).toMatchObject({ code: 'csv-damaged' })
  })

  test('a CSV of another make is no report', async () => {
    const read = await readReport(utf8('姓名,电话\n某某,000\n'), forms)
    expect(read.ok).toBe(false)
  })
})
