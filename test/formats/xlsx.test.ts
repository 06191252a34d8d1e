import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { renderReport } from '../../src/domain/report/render/render-report.ts'
import { openPaper } from '../../src/formats/open-paper.ts'
import { writeReportXlsx } from '../../src/formats/xlsx/write-xlsx.ts'
import { listZip, unpack } from '../../src/formats/zip.ts'
import { expectReadBack } from '../report/render/sheets.ts'
import { form2019, form2021, forms } from '../report/specimens/forms.ts'
import { makeWorkbook, rowsOf, words, workbookParts } from './make-workbook.ts'
import { makeZip } from './make-zip.ts'
import { officeReport } from './office-report.ts'
import { gridsOf, paperOf, placesOf, refusalOf, wordsOf } from './papers.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/formats', name)))

/** Parts of a workbook by their names. */
function partsOf(file: Uint8Array): ReadonlyMap<string, string> {
  const text = new TextDecoder()
  return new Map(listZip(file).map((entry) => [entry.name, text.decode(unpack(file, entry, 1e7))]))
}

async function written(more: Partial<Parameters<typeof renderReport>[0]> = {}): Promise<ReadonlyMap<string, string>> {
  const report = { ...officeReport(form2021), ...more }
  const { form, reading } = report
  const corrected = new Set(['rules/issued'])
  const sources = { 'rules/issued': { start: 7, end: 8, text: '=1' } }
  return partsOf(await writeReportXlsx(renderReport(report), { form, cells: reading.cells, sources, corrected }))
}

describe('A workbook that an office program saved is read like the report it came from', () => {
  test.each([
    ['our own workbook, saved anew', 'office-workbook-2021.xlsx', form2021],
    ['a page turned into one sheet', 'office-page-2021.xlsx', form2021],
    ['a page of the form of 2019 turned into one sheet', 'office-page-2019.xlsx', form2019],
  ])('%s', async (_, file, form) => {
    await expectReadBack(fixture(file), officeReport(form))
  })

  test('by its content, not by its name', async () => {
    const opened = await openPaper(fixture('office-page-2021.xlsx'))
    expect(opened).toMatchObject({ kind: 'paper', paper: { kind: 'xlsx' } })
  })
})

describe('The workbook of a report', () => {
  test('has its prose, each table and all cells on sheets in the order of the report', async () => {
    const names = [...((await written()).get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)]
    expect(names.map(([, name]) => name)).toEqual(['正文', '二', '三', '四', '五、六', '数据'])
  })

  test('holds numbers as numbers and no formula, whatever the words begin with', async () => {
    const parts = await written({ title: '=HYPERLINK("http://x.invalid")', agency: '+1' })
    const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml)
    expect(sheets.filter((xml) => /<f[\s>]/.test(xml))).toEqual([])
    expect(parts.get('xl/sharedStrings.xml')).toContain('=HYPERLINK(')
    const disputes = sheets[3] ?? ''
    expect(disputes.match(/<c r="[A-O]5"[^>]*><v>\d+<\/v><\/c>/g)).toHaveLength(15)
  })

  test('is printed as wide as the page, with the heads of the tables on every page', async () => {
    const parts = await written({ demonstration: true })
    const table = parts.get('xl/worksheets/sheet3.xml') ?? ''
    expect(table).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(table).toContain('演示内容')
    const names = parts.get('xl/workbook.xml') ?? ''
    expect(names).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="2">\'三\'!$2:$4</definedName>')
  })

  test('lists every cell with its state, its place in the source and whether a person corrected it', async () => {
    const parts = await written()
    const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
      ([, text]) => text,
    )
    const rows = [...(parts.get('xl/worksheets/sheet6.xml') ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(
      ([, row = '']) =>
        [...row.matchAll(/<c [^>]*?(t="s")?(?:\/>|><v>([^<]*)<\/v>)/g)].map(([, shared, value = '']) =>
          shared ? strings[Number(value)] : value,
        ),
    )
    expect(rows.length).toBe(1 + 10 + 25 * 7 + 15)
    expect(rows[1]).toEqual(['rules/issued', '规章', '本年制发件数', '件', '0', '数值', '7', '8', '=1', '是'])
    const states = new Map(rows.map((row) => [row[0], [row[4], row[5], row[9]]]))
    expect(states.get('licences/decisions')).toEqual(['', '未识别', '否'])
    expect(states.get('received/research')).toEqual(['', '空白', '否'])
  })

  test('keeps words that look like an escape of the format', async () => {
    const report = officeReport(form2021)
    const named = { ...report, title: '云溪区人民政府2021年政府信息公开工作年度报告_x0041_' }
    const file = await writeReportXlsx(renderReport(named), {
      form: form2021,
      cells: report.reading.cells,
      sources: {},
    })
    expect((await paperOf(file)).text).toContain('年度报告_x0041_\n')
  })
})

describe('A workbook is read as it is shown', () => {
  const sheet = (xml: string) => ({ name: '表', xml })

  test('lines of one cell are paragraphs, rows of several cells are a table with its merged cells', async () => {
    const rows = rowsOf(
      [1, words('A1', '标题')],
      [3, words('A3', '项目') + words('B3', '件数')],
      [4, `${words('A4', '规章')}<c r="B4"><v>3</v></c><c r="D4"><v>1e-7</v></c>`],
      [5, `${words('A5', '许可')}<c r="B5" s="1"/>`],
      [6, words('A6', '说明')],
    )
    const paper = await paperOf(makeWorkbook(sheet(`${rows}<mergeCells><mergeCell ref="B3:D3"/></mergeCells>`)))
    expect(wordsOf(paper)).toEqual([
      '标题',
      [
        ['项目', '件数'],
        ['规章', '3', '', '1e-7'],
        ['许可', '', '', ''],
      ],
      '说明',
    ])
    expect(placesOf(gridsOf(paper)[0])?.[0]).toEqual(['0 0 1 1', '0 1 1 3'])
  })

  test('hidden sheets, rows and columns are not read', async () => {
    const hidden = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
      <row r="1">${words('A1', '甲') + words('B1', '去年') + words('C1', '今年')}</row>
      <row r="2" hidden="true">${words('A2', '草稿') + words('C2', '9')}</row>
      <row r="3">${words('A3', '乙') + words('B3', '1') + words('C3', '2')}</row></sheetData>`
    const paper = await paperOf(
      makeWorkbook({ name: '旧', state: 'veryHidden', xml: rowsOf([1, words('A1', '旧稿')]) }, sheet(hidden)),
    )
    expect(wordsOf(paper)).toEqual([
      [
        ['甲', '今年'],
        ['乙', '2'],
      ],
    ])
    expect(await refusalOf(makeWorkbook({ name: '旧', state: 'hidden', xml: hidden }))).toBe('xlsx-empty')
  })

  test('a formula counts by its result; without one, or with an error, it is neither a number nor blank', async () => {
    const cells = [
      '<c r="A1"><f>1+2</f><v>3</v></c>',
      '<c r="B1"><f>SUM(A1:A1)</f></c>',
      '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="D1" t="str"><f>""</f><v></v></c>',
      '<c r="E1"><f>0.1+0.2</f><v>0.30000000000000004</v></c>',
    ]
    expect(wordsOf(await paperOf(makeWorkbook(sheet(rowsOf([1, cells.join('')])))))).toEqual([
      [['3', '#NOVALUE!', '#ERROR!', '', '0.3']],
    ])
  })

  test('such a cell of a report stays absent, with a problem', async () => {
    const parts = [...partsOf(fixture('office-workbook-2021.xlsx'))].map(([name, text]) => ({ name, text }))
    const spoilt = parts.map(({ name, text }) => ({
      name,
      text: name.endsWith('sheet2.xml')
        ? text
            .replace(/(<c r="C4"[^>]*?)(?: t="n")?>.*?<\/c>/, '$1><f>B4*2</f></c>')
            .replace(/(<c r="D4"[^>]*?)(?: t="n")?>.*?<\/c>/, '$1 t="e"><v>#DIV/0!</v></c>')
        : text,
    }))
    const read = await readReport(makeZip(spoilt), forms)
    if (!read.ok) throw new Error(read.unreadable.message)
    const { cells, problems } = read.report.reading
    expect(cells['rules/issued']).toBe(0)
    expect('rules/repealed' in cells || 'rules/in-force' in cells).toBe(false)
    expect(problems.flatMap(({ cell, cells: several }) => several ?? cell)).toEqual(
      expect.arrayContaining(['rules/repealed', 'rules/in-force']),
    )
  })

  test('a number has the unit that its format prints; a date is a date', async () => {
    const cells = `${words('A1', '金额')}<c r="B1" s="2"><v>12.5</v></c><c r="C1" s="6"><v>1200</v></c><c r="D1" s="3"><v>44562</v></c>`
    expect(wordsOf(await paperOf(makeWorkbook(sheet(rowsOf([1, cells])))))).toEqual([
      [['金额', '12.5万元', '1200元', '2022年1月1日']],
    ])
  })

  test('a number that is shown as another one is taken for neither', async () => {
    const cells = `${words('A1', '金额')}<c r="B1" s="4"><v>12345</v></c><c r="C1" s="5"><v>0.5</v></c>`
    expect(wordsOf(await paperOf(makeWorkbook(sheet(rowsOf([1, cells])))))).toEqual([
      [['金额', '#SCALED!', '#SCALED!']],
    ])
  })

  test('empty rows at the end of the sheet, as office programs leave them, cost nothing', async () => {
    const rows = rowsOf([1, words('A1', '甲') + words('B1', '乙')], [1_048_576, '<c r="XFD1048576" s="1"/>'])
    expect(wordsOf(await paperOf(makeWorkbook(sheet(rows))))).toEqual([[['甲', '乙']]])
  })
})

describe('A workbook that cannot be read, or is made to do harm, ends in a sentence', () => {
  const one = { name: '表', xml: rowsOf([1, words('A1', '甲')]) }
  const cell = (at: string, more = '') => ({
    name: '表',
    xml: `<sheetData><row r="1"${more}>${words(at, '甲')}</row></sheetData>`,
  })
  const zeros = (megabytes: number) => deflateRawSync(Buffer.alloc(megabytes * 2 ** 20))

  test.each([
    ['a row in the millions', { name: '表', xml: rowsOf([1_048_576, words('A1048576', '甲')]) }, 'xlsx-too-large'],
    ['a column in the thousands', cell('XFD1'), 'xlsx-too-large'],
    [
      'a row number hidden in an escape',
      cell('A1', ' x="1"').xml.replace('r="1"', 'r="&#57;&#57;&#57;9999"'),
      'xlsx-damaged',
    ],
    ['a row number behind a bracket', cell('A1').xml.replace('r="1"', 'x=">" r="9999999"'), 'xlsx-damaged'],
    ['a cell without an address', cell('').xml, 'xlsx-damaged'],
    [
      'merged cells that overlap',
      {
        name: '表',
        xml: `${rowsOf([1, words('A1', '甲') + words('B1', '乙')])}<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/></mergeCells>`,
      },
      'xlsx-damaged',
    ],
    ['rows out of order', { name: '表', xml: rowsOf([2, words('A2', '甲')], [1, words('A1', '甲')]) }, 'xlsx-damaged'],
    ['no XML at all', { name: '表', xml: '<sheetData><row' }, 'xlsx-damaged'],
    ['nothing in it', { name: '表', xml: '<sheetData/>' }, 'xlsx-empty'],
  ])('%s', async (_, sheet, code) => {
    expect(await refusalOf(makeWorkbook(typeof sheet === 'string' ? { name: '表', xml: sheet } : sheet))).toBe(code)
  })

  test('a million cells', async () => {
    const cells = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c></row>`)
    const filler = { name: 'xl/media/a.png', packed: new Uint8Array(400_000) }
    const parts = workbookParts([{ name: '表', xml: `<sheetData>${cells.join('')}</sheetData>` }])
    expect(await refusalOf(makeZip([...parts, filler]))).toBe('xlsx-too-large')
  })

  test('a hundred and one sheets', async () => {
    expect(await refusalOf(makeWorkbook(...Array.from({ length: 101 }, () => one)))).toBe('xlsx-too-large')
  })

  test('parts that are larger than they declare', async () => {
    const bomb = { name: 'xl/sharedStrings.xml', packed: zeros(60), declaredSize: 1000 }
    expect(await refusalOf(makeZip([...workbookParts([one]), bomb]))).toBe('zip-bomb')
  })

  test('a file cut short', async () => {
    const whole = fixture('office-page-2021.xlsx')
    expect(await refusalOf(whole.slice(0, 9000))).toBe('package-damaged')
  })

  test('a workbook without its sheets', async () => {
    const parts = workbookParts([one]).filter(({ name }) => !name.includes('worksheets'))
    expect(await refusalOf(makeZip(parts))).toBe('xlsx-damaged')
  })

  test.each([
    ['angle brackets', '<'],
    ['open cells', '<c '],
    ['open cells with an address', '<c r="A1">'],
    ['rows that never end', '<row r="1">'],
    ['merged cells', '<mergeCell ref="A1:XFD1048576"/>'],
  ])('four megabytes of %s are told at once', async (_, piece) => {
    const xml = `<sheetData>${piece.repeat(Math.ceil((4 * 2 ** 20) / piece.length))}`
    const filler = { name: 'xl/media/a.png', packed: new Uint8Array(200_000) }
    const begun = performance.now()
    expect(await refusalOf(makeZip([...workbookParts([{ name: '表', xml }]), filler]))).toMatch(/^xlsx-/)
    expect(performance.now() - begun).toBeLessThan(20_000)
  })
})
