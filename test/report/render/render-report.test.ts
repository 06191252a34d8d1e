import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formCells, type ReportForm } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import type { DocumentTable, ReportDocument } from '../../../src/domain/report/render/document.ts'
import { renderReport } from '../../../src/domain/report/render/render-report.ts'
import { balancedSheet, paragraphsOf, readingOf, sectionsOf } from '../sheet-builder.ts'
import { form2019, form2021, forms } from '../specimens/forms.ts'
import { anyReport } from './sheets.ts'

const rendered = (form: ReportForm, cells: Cells, more = {}) =>
  renderReport({
    title: '云溪区人民政府年度报告',
    agency: '云溪区人民政府',
    year: form.years.from,
    reading: readingOf(form, cells, more),
    form,
    demonstration: false,
  })

const tablesOf = ({ blocks }: ReportDocument) =>
  blocks.filter((block): block is DocumentTable => block.kind === 'table')

function tableOf(document: ReportDocument, key: string): DocumentTable {
  const table = tablesOf(document).find((one) => one.key === key)
  if (!table) throw new Error(`no table ${key}`)
  return table
}

/** Every square of the printed grid with the text that covers it. */
function squares({ rows }: DocumentTable): string[][] {
  const grid: string[][] = rows.map(() => [])
  rows.forEach((row, line) => {
    let column = 0
    for (const { text, rowSpan, columnSpan } of row) {
      while (grid[line]?.[column] !== undefined) column++
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < columnSpan; right++) (grid[line + down] as string[])[column + right] = text
    }
  })
  return grid
}

const figuresOf = (document: ReportDocument) =>
  Object.fromEntries(
    tablesOf(document)
      .flatMap(({ rows }) => rows.flat())
      .flatMap(({ cell, text }) => (cell === undefined ? [] : [[cell, text] as const])),
  )

describe('The printed report', () => {
  test('has the six sections in the statutory order, whatever the order of the source', () => {
    const sections = [...sectionsOf(form2021, ['一', '', '', '', '五', '六'])].reverse()
    const { blocks } = rendered(form2021, balancedSheet(form2021), { sections })
    expect(blocks.flatMap((block) => (block.kind === 'heading' ? block.text : []))).toEqual([
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、政府信息公开行政复议、行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
    ])
    expect(blocks.map((block) => (block.kind === 'table' ? block.key : block.kind))).toEqual([
      ...['heading', 'paragraph', 'heading', 'proactive', 'heading', 'requests', 'heading', 'disputes'],
      ...['heading', 'paragraph', 'heading', 'paragraph'],
    ])
  })

  test('says which section could not be found, and leaves one without words empty', () => {
    const sections = sectionsOf(form2021, ['总体。', '', '', '', '', '']).filter(({ key }) => key !== 'problems')
    const { blocks } = rendered(form2021, balancedSheet(form2021), { sections })
    expect(blocks.slice(-3).map((block) => block.kind !== 'table' && block.text)).toEqual([
      '五、存在的主要问题及改进情况',
      '（未能识别这一部分）',
      '六、其他需要报告的事项',
    ])
  })

  test('keeps the prose of a table section before or behind its table, as the source has it', () => {
    const cells = { 'rules/issued': 3 }
    const sources = { 'rules/issued': { start: 500, end: 501, text: '3' } }
    const prose = [...paragraphsOf('说明如下。', 400), ...paragraphsOf('以上为全年数。', 600)]
    const sections = [{ key: 'proactive', printedNumber: 2, printedTitle: '', start: 390, end: 700, paragraphs: prose }]
    const { blocks } = rendered(form2021, cells, { sections, sources })
    const at = blocks.findIndex((block) => block.kind === 'table')
    expect(blocks[at - 1]).toEqual({ kind: 'paragraph', text: '说明如下。' })
    expect(blocks[at + 1]).toEqual({ kind: 'paragraph', text: '以上为全年数。' })
  })

  test('names the body once where the source prints its title in the preamble', () => {
    const preamble = paragraphsOf('云溪区人民政府年度报告\n根据条例编制。', 0)
    const { blocks } = rendered(form2021, {}, { preamble })
    expect(blocks[0]).toEqual({ kind: 'paragraph', text: '根据条例编制。' })
  })

  test('names the body once where the source breaks its title over two lines', () => {
    const preamble = paragraphsOf('政府信息公开\n云溪区人民政府\n年度报告\n云溪区人民政府编制。', 0)
    const { blocks } = rendered(form2021, {}, { preamble })
    expect(blocks.slice(0, 2).map((block) => 'text' in block && block.text)).toEqual([
      '政府信息公开',
      '云溪区人民政府编制。',
    ])
  })

  test('skips no level of headings', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        let last = 0
        for (const block of renderReport(report).blocks) {
          if (block.kind !== 'heading') continue
          expect(block.level).toBeLessThanOrEqual(last + 1)
          last = block.level
        }
      }),
      { numRuns: 50 },
    )
  })

  test('holds nothing that a file format cannot hold', () => {
    const { blocks, title } = renderReport({
      title: '年\u0000度\ud800报告\n第二行',
      agency: '云溪区人民政府',
      year: 2021,
      reading: readingOf(form2021, {}, { preamble: paragraphsOf('甲\u0008乙\uffff丙\u000b', 0) }),
      form: form2021,
      demonstration: false,
    })
    expect(title).toBe('年度报告 第二行')
    expect(blocks[0]).toEqual({ kind: 'paragraph', text: '甲乙丙' })
  })

  test('is made at once, however many spaces a text has', () => {
    const wide = `甲${' '.repeat(300_000)}乙`
    const { blocks } = rendered(form2021, {}, { preamble: paragraphsOf(wide, 0) })
    expect(blocks[0]).toEqual({ kind: 'paragraph', text: wide })
  })

  test('breaks a text into paragraphs where it breaks its lines', () => {
    const [one] = paragraphsOf('甲', 0)
    const preamble = one ? [{ ...one, text: '第一行\r\n\n  第二行\u2028第三行\n' }] : []
    const { blocks } = rendered(form2021, {}, { preamble })
    expect(blocks.slice(0, 3).map((block) => block.kind === 'paragraph' && block.text)).toEqual([
      '第一行',
      '第二行',
      '第三行',
    ])
  })
})

describe('The printed tables', () => {
  test('have lines of equal width without holes, and every figure once', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const document = renderReport(report)
        for (const table of tablesOf(document)) {
          const grid = squares(table)
          for (const line of grid) {
            expect(line).toHaveLength(table.columns)
            expect([...line]).not.toContain(undefined)
          }
        }
        const keys = tablesOf(document).flatMap(({ rows }) => rows.flat().flatMap(({ cell }) => cell ?? []))
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys).toEqual(expect.arrayContaining(Object.keys(report.reading.cells)))
      }),
      { numRuns: 50 },
    )
  })

  test.each(forms)('of the form of $id set every figure under its column and beside its row', (form) => {
    let next = 0
    const cells = balancedSheet(form, () => ++next)
    const document = rendered(form, cells)
    const grid = squares(tableOf(document, 'requests'))
    const table = form.tables.find(({ key }) => key === 'requests')
    for (const { row, column, key } of formCells(form).filter((cell) => cell.table === table && !cell.row.replaces)) {
      const line = grid.find((one) => one[2] === row.label)
      expect(line?.slice(0, 3)).toEqual([...(row.groups ?? []), row.label, row.label, row.label].slice(0, 3))
      const at = 3 + (table?.blocks[0]?.columns.indexOf(column) ?? -1)
      expect(line?.[at]).toBe(String(cells[key]))
      expect(grid.slice(0, 3).map((one) => one[at])).toEqual(['申请人情况', column.group ?? column.label, column.label])
    }
  })

  test('of section four are one line under three lines of headings', () => {
    const grid = squares(tableOf(rendered(form2021, balancedSheet(form2021)), 'disputes'))
    expect(grid).toHaveLength(4)
    expect(grid[0]).toEqual([...Array(5).fill('行政复议'), ...Array(10).fill('行政诉讼')])
    expect(grid[1]?.slice(5)).toEqual([...Array(5).fill('未经复议直接起诉'), ...Array(5).fill('复议后起诉')])
  })

  test('print （六）其他处理 in one row where the sheet has one', () => {
    const { rows } = tableOf(rendered(form2021, { 'otherwise/total': 7 }), 'requests')
    const keys = rows.flat().flatMap(({ cell }) => cell ?? [])
    expect(keys).toContain('otherwise/total')
    expect(keys).not.toContain('otherwise.other/total')
  })
})

describe('A printed figure', () => {
  test('is empty where the source is blank, and marked where it could not be told', () => {
    const figures = figuresOf(rendered(form2021, { 'rules/issued': null, 'rules/repealed': 0 }))
    expect(figures).toMatchObject({ 'rules/issued': '', 'rules/repealed': '0', 'rules/in-force': '未能识别' })
  })

  test('keeps its remark, in one pair of brackets', () => {
    const cells = { 'rules/issued': 22, 'rules/repealed': 3 }
    const remarks = { 'rules/issued': '其中修订16件', 'rules/repealed': '（含上年1件）' }
    const figures = figuresOf(rendered(form2021, cells, { remarks }))
    expect(figures).toMatchObject({ 'rules/issued': '22（其中修订16件）', 'rules/repealed': '3（含上年1件）' })
  })

  test('of money names its unit unless the column does or the source leaves it open', () => {
    const cells = { 'procurement/amount': 922343.5 }
    const problems = [{ code: 'unit-unknown', severity: 'warning', cell: 'procurement/amount', message: '' }]
    expect(figuresOf(rendered(form2019, cells))['procurement/amount']).toBe('922343.5元')
    expect(figuresOf(rendered(form2019, cells, { problems }))['procurement/amount']).toBe('922343.5')
    expect(figuresOf(rendered(form2021, { 'fees/amount': 736.5 }))['fees/amount']).toBe('736.5')
  })

  test('of money is printed to the cent and no further, up to a hundred billion', () => {
    const printed = (amount: number) => figuresOf(rendered(form2019, { 'procurement/amount': amount }))
    expect(printed(4426912684.14)['procurement/amount']).toBe('4426912684.14元')
    expect(printed(0.1 + 0.2)['procurement/amount']).toBe('0.3元')
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 13 }), (cents) => {
        expect(printed(cents / 100)['procurement/amount']).toBe(`${cents / 100}元`)
      }),
    )
  })
})
