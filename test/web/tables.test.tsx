import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { ReportForm } from '../../src/domain/report/form.ts'
import type { Cells, Reading } from '../../src/domain/report/reading.ts'
import { StatutoryTable } from '../../src/web/report/tables.tsx'
import { reading as blank } from '../store/builders.ts'
import { forms } from './site.ts'

type Element = DefaultTreeAdapterTypes.Element

const elements = (node: DefaultTreeAdapterTypes.ParentNode): Element[] =>
  node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []))
const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value
const textOf = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes.map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : '')).join('')

/** Every square of the table with the text that covers it, as a reader of the printed page sees it. */
function squares(html: string): string[][] {
  const grid: string[][] = []
  const lines = elements(parseFragment(html)).filter(({ tagName }) => tagName === 'tr')
  lines.forEach((line, row) => {
    let column = 0
    for (const cell of elements(line).filter(({ tagName }) => tagName === 'th' || tagName === 'td')) {
      grid[row] ??= []
      while (grid[row]?.[column] !== undefined) column++
      for (let down = 0; down < Number(attribute(cell, 'rowspan') ?? 1); down++)
        for (let right = 0; right < Number(attribute(cell, 'colspan') ?? 1); right++) {
          grid[row + down] ??= []
          ;(grid[row + down] as string[])[column + right] = textOf(cell)
        }
    }
  })
  return grid
}

function formOf(id: string): ReportForm {
  const form = forms.find((one) => one.id === id)
  if (!form) throw new Error(`no form ${id}`)
  return form
}

/** A sheet in which every cell of the form holds another number. */
function fullSheet(form: ReportForm): Cells {
  let next = 1
  const keys = form.tables.flatMap(({ blocks }) =>
    blocks.flatMap(({ rows, columns }) =>
      rows.filter(({ replaces }) => !replaces).flatMap((row) => columns.map((column) => `${row.key}/${column.key}`)),
    ),
  )
  return Object.fromEntries(keys.map((key) => [key, next++]))
}

function draw(form: ReportForm, table: string, cells: Cells, rest: Partial<Reading> = {}): string {
  const found = form.tables.find(({ key }) => key === table)
  if (!found) throw new Error(`no table ${table}`)
  const reading: Reading = {
    ...blank,
    form: form.id,
    cells,
    sources: {},
    remarks: {},
    chosen: [],
    problems: [],
    ...rest,
  }
  const view = { form, reading, bad: new Set<string>(), unsure: new Set<string>(), hrefOf: () => undefined }
  return String(<StatutoryTable view={view} table={found} title="表" />)
}

describe.each(['2019', '2021'])('In the form of %s', (id) => {
  const form = formOf(id)
  const cells = fullSheet(form)

  test.each(['proactive', 'requests', 'disputes'])('every line of table %s has the same width and no hole', (table) => {
    const grid = squares(draw(form, table, cells))
    expect(new Set(grid.map((line) => line.length)).size).toBe(1)
    expect(grid.every((line) => [...line].every((square) => square !== undefined))).toBe(true)
  })

  test('every figure stands under its column and beside its row, with all headings above it', () => {
    const grid = squares(draw(form, 'requests', cells))
    const table = form.tables.find(({ key }) => key === 'requests')
    for (const row of table?.blocks[0]?.rows.filter(({ replaces }) => !replaces) ?? []) {
      const line = grid.find((squares) => squares[2] === row.label)
      expect(line?.slice(0, 3)).toEqual([...(row.groups ?? []), row.label, row.label, row.label].slice(0, 3))
      table?.blocks[0]?.columns.forEach((column, index) => {
        expect(line?.[3 + index]).toBe(String(cells[`${row.key}/${column.key}`]))
        expect(grid[2]?.[3 + index]).toBe(column.label)
        expect(grid[1]?.[3 + index]).toBe(column.group ?? column.label)
        expect(grid[0]?.[3 + index]).toBe('申请人情况')
      })
    }
  })

  test('section four is one line: 行政复议, then 行政诉讼 with its two kinds', () => {
    const grid = squares(draw(form, 'disputes', cells))
    expect(grid).toHaveLength(4)
    expect(grid[0]).toEqual([...Array(5).fill('行政复议'), ...Array(10).fill('行政诉讼')])
    expect(grid[1]?.slice(5)).toEqual([...Array(5).fill('未经复议直接起诉'), ...Array(5).fill('复议后起诉')])
    const kinds = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
    expect(grid[2]).toEqual([...kinds, ...kinds, ...kinds])
    const rows = ['reconsideration', 'litigation-direct', 'litigation-after-reconsideration']
    const columns = ['upheld', 'overturned', 'other-result', 'pending', 'total']
    expect(grid[3]).toEqual(rows.flatMap((row) => columns.map((column) => String(cells[`${row}/${column}`]))))
  })
})

describe('A figure', () => {
  const form = formOf('2021')

  test('that is printed blank stays blank, and one that could not be told says so', () => {
    const grid = squares(draw(form, 'proactive', { 'rules/issued': null, 'rules/repealed': 0 }))
    const line = grid.find(([label]) => label === '规章')
    expect(line).toEqual(['规章', '空白', '0', '未能识别'])
  })

  test('of money names its unit unless the column does', () => {
    const old = squares(draw(formOf('2019'), 'proactive', { 'procurement/amount': 922343 }))
    expect(old.find(([label]) => label === '政府集中采购')?.at(-1)).toBe('922343 元')
    const now = squares(draw(form, 'proactive', { 'fees/amount': 736.5 }))
    expect(now.find(([label]) => label === '行政事业性收费')?.at(-1)).toBe('736.5')
  })

  test('of money whose unit the source leaves open is shown without one', () => {
    const problems = [{ code: 'unit-unknown', severity: 'warning', cell: 'procurement/amount', message: '' }] as const
    const grid = squares(draw(formOf('2019'), 'proactive', { 'procurement/amount': 20477 }, { problems }))
    expect(grid.find(([label]) => label === '政府集中采购')?.at(-1)).toBe('20477')
  })

  test('keeps what stands beside it in the source', () => {
    const html = draw(form, 'proactive', { 'rules/issued': 22 }, { remarks: { 'rules/issued': '（其中修订16件）' } })
    expect(html).toContain('22<small>（其中修订16件）</small>')
  })

  test('of a later report that kept the one row （六）其他处理 stands in that row', () => {
    const grid = squares(draw(form, 'requests', { 'otherwise/total': 7, 'settled/total': 7 }))
    const line = grid.find((squares) => squares[2] === '（六）其他处理')
    expect(line?.at(-1)).toBe('7')
    expect(grid.some((squares) => squares[2] === '3.其他')).toBe(false)
  })
})

test('A table of which nothing could be read says so instead of showing empty squares', () => {
  expect(draw(formOf('2021'), 'disputes', { 'rules/issued': 1 })).toContain('没有从报告中识别出这张表')
})
