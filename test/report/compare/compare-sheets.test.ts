import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { biggestChanges } from '../../../src/domain/report/compare/biggest-changes.ts'
import {
  type ComparedReport,
  type Comparison,
  compareSheets,
} from '../../../src/domain/report/compare/compare-sheets.ts'
import { formCells, type ReportForm } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import { balancedSheet, shippedForm } from '../sheet-builder.ts'

const form = shippedForm('2021')
const old = shippedForm('2019')
const empty = balancedSheet(form)

const report = (agency: string, year: number, cells: Cells, of: ReportForm = form): ComparedReport => ({
  label: `${agency}${year}年`,
  agency,
  year,
  form: of,
  cells,
})
const years = (...cells: readonly Cells[]) =>
  compareSheets(cells.map((one, index) => report('云溪区教育局', 2021 + index, one)))
const bodies = (...cells: readonly Cells[]) =>
  compareSheets(cells.map((one, index) => report(`甲${index}局`, 2024, one)))

function cellOf({ tables }: Comparison, key: string) {
  const [row, column] = key.split('/')
  const found = tables.flatMap((table) => table.rows).find((one) => one.key === row)
  const cell = found?.cells.find((one) => one.column === column)
  if (!cell) throw new Error(`${key} is not compared`)
  return cell
}
const rowKeys = ({ tables }: Comparison, table: string) =>
  tables.find(({ key }) => key === table)?.rows.map(({ key }) => key) ?? []
const oneRow = (cells: Cells, values: Readonly<Record<string, number | null>>): Cells => {
  const kept = Object.entries(cells).filter(([key]) => !key.startsWith('otherwise.'))
  const columns = form.tables[1]?.blocks[0]?.columns ?? []
  const row = columns.map(({ key }) => [`otherwise/${key}`, values[key] ?? 0] as const)
  return Object.fromEntries([...kept, ...row])
}

describe('Reports side by side', () => {
  it('of several years of one body compare each year with the year before', () => {
    const compared = years(
      { ...empty, 'received/total': 20 },
      { ...empty, 'received/total': 30 },
      { ...empty, 'received/total': 24 },
    )
    expect(compared.basis).toBe('earlier-year')
    expect(cellOf(compared, 'received/total').sides.map(({ change }) => change)).toEqual([
      null,
      { comparable: true, against: 0, difference: 10, ratio: 1.5 },
      { comparable: true, against: 1, difference: -6, ratio: 0.8 },
    ])
  })

  it('find the earlier year wherever it stands, and over a year that is missing', () => {
    const compared = compareSheets([
      report('云溪区教育局', 2024, { ...empty, 'received/total': 9 }),
      report('云溪区教育局', 2021, { ...empty, 'received/total': 5 }),
      report('云溪区教育局', 2022, { ...empty, 'received/total': 6 }),
    ])
    expect(cellOf(compared, 'received/total').sides.map(({ change }) => change?.against)).toEqual([2, undefined, 1])
  })

  it('of several bodies compare each with the first', () => {
    const compared = bodies(
      { ...empty, 'licences/decisions': 0 },
      { ...empty, 'licences/decisions': 8 },
      { ...empty, 'licences/decisions': 3 },
    )
    expect(compared.basis).toBe('first')
    expect(cellOf(compared, 'licences/decisions').sides.map(({ change }) => change)).toEqual([
      null,
      { comparable: true, against: 0, difference: 8, ratio: null },
      { comparable: true, against: 0, difference: 3, ratio: null },
    ])
  })

  it('tell blank from absent, and take neither for 0', () => {
    const { 'received/research': _, ...absent } = empty
    const blank = bodies(empty, { ...empty, 'received/research': null }, absent)
    const [, second, third] = cellOf(blank, 'received/research').sides
    expect(second).toMatchObject({
      state: 'blank',
      value: null,
      change: { comparable: false, code: 'blank', reason: '“甲1局2024年”这一格空白，空白不等于 0' },
    })
    expect(third).toMatchObject({
      state: 'absent',
      change: { comparable: false, code: 'absent', reason: '“甲2局2024年”这一格没有读到' },
    })
  })

  it('name the side that hinders where it is the one compared with', () => {
    const compared = bodies({ ...empty, 'received/total': null }, empty)
    expect(cellOf(compared, 'received/total').sides[1]?.change).toMatchObject({
      code: 'blank',
      reason: '“甲0局2024年”这一格空白，空白不等于 0',
    })
  })

  it('show every cell of the form once, with its section and key', () => {
    const { tables } = years(empty, empty)
    expect(tables.map(({ title }) => title)).toEqual(
      form.sections.filter(({ kind }) => kind === 'tables').map(({ title }) => title),
    )
    const keys = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ sides }) => sides[0]?.keys)))
    const printed = formCells(form).filter(({ row }) => !row.replaces)
    expect(keys).toEqual(printed.map(({ key }) => [key]))
  })

  it('are two to six', () => {
    expect(() => compareSheets([report('甲局', 2021, empty)])).toThrow('give 2 to 6')
    expect(() => bodies(empty, empty, empty, empty, empty, empty, empty)).toThrow(RangeError)
  })
})

describe('Over the change of forms from 2020 to 2021', () => {
  const oldCells: Cells = { ...balancedSheet(old, () => 2), 'licences/decisions': 4 }
  const newCells = {
    ...empty,
    'otherwise.clarification-lapsed/total': 3,
    'otherwise.fee-unpaid/total': 1,
    'otherwise.other/total': 2,
    'licences/decisions': 6,
  }
  const compared = compareSheets([
    report('云溪区教育局', 2020, oldCells, old),
    report('云溪区教育局', 2021, newCells, form),
  ])

  it('（六）其他处理 in one row is compared with the sum of its three rows, marked as derived', () => {
    const [one, three] = cellOf(compared, 'otherwise/total').sides
    expect(one).toMatchObject({ value: oldCells['otherwise/total'], derived: false, keys: ['otherwise/total'] })
    expect(three).toMatchObject({
      value: 6,
      derived: true,
      keys: ['otherwise.clarification-lapsed/total', 'otherwise.fee-unpaid/total', 'otherwise.other/total'],
      change: { comparable: true, against: 0, difference: 6 - (oldCells['otherwise/total'] ?? 0) },
    })
  })

  it('its three rows stand alone: the older form has none of them', () => {
    expect(cellOf(compared, 'otherwise.other/total').sides).toMatchObject([
      { state: 'not-in-form', keys: [] },
      {
        value: 2,
        change: {
          comparable: false,
          code: 'not-in-form',
          reason: '“云溪区教育局2020年”用的格式（国办公开办函〔2019〕60号）没有这一格',
        },
      },
    ])
  })

  it('all other rows of sections three and four stand once each, in their printed order', () => {
    const rows = [...rowKeys(compared, 'requests'), ...rowKeys(compared, 'disputes')]
    const printed = form.tables.slice(1).flatMap(({ blocks }) => blocks.flatMap((block) => block.rows))
    expect(rows.filter((key) => key !== 'otherwise')).toEqual(
      printed.map(({ key }) => key).filter((key) => key !== 'otherwise'),
    )
    expect(rows).toContain('otherwise')
    expect(rows.indexOf('otherwise')).toBeLessThan(rows.indexOf('settled'))
  })

  it('of section two what means the same is compared, and what does not stands alone', () => {
    expect(cellOf(compared, 'licences/decisions').sides[1]?.change).toMatchObject({ comparable: true, difference: 2 })
    for (const key of ['rules/made', 'rules/issued', 'licences/last-year', 'fees/amount', 'procurement/amount'])
      expect(cellOf(compared, key).sides[1]?.change).toMatchObject({ comparable: false, code: 'not-in-form' })
    expect(rowKeys(compared, 'proactive')).toEqual([
      'rules',
      'normative-documents',
      'licences',
      'other-services',
      'penalties',
      'coercive-measures',
      'fees',
      'procurement',
    ])
  })

  it('the newer form names rows and columns', () => {
    const rows = compared.tables.flatMap((table) => table.rows)
    expect(rows.find(({ key }) => key === 'normative-documents')?.label).toBe('行政规范性文件')
  })

  it('a cell whose unit has changed is not compared', () => {
    const fees = (unit: '元' | '万元'): ReportForm => ({
      ...form,
      tables: form.tables.map((table) => ({
        ...table,
        blocks: table.blocks.map((block) => ({
          ...block,
          columns: block.columns.map((column) => (column.key === 'amount' ? { ...column, unit } : column)),
        })),
      })),
    })
    const cells = { ...empty, 'fees/amount': 3 }
    const units = compareSheets([report('甲局', 2021, cells, fees('元')), report('甲局', 2022, cells, fees('万元'))])
    expect(cellOf(units, 'fees/amount').sides[1]?.change).toMatchObject({
      comparable: false,
      code: 'other-unit',
      reason: '单位不同：一份报告为万元，另一份为元',
    })
  })
})

describe('Reports of the form of 2021 that kept one row （六）', () => {
  it('are compared with others in that row, and their three rows are told to be one', () => {
    const compared = bodies(
      { ...empty, 'otherwise.other/total': 4, 'otherwise.fee-unpaid/total': null },
      oneRow(empty, { total: 5 }),
    )
    expect(cellOf(compared, 'otherwise/total').sides).toMatchObject([
      { value: 4, derived: true, blankKeys: ['otherwise.fee-unpaid/total'] },
      { value: 5, derived: false, change: { comparable: true, difference: 1 } },
    ])
    expect(cellOf(compared, 'otherwise.other/total').sides[1]).toMatchObject({
      state: 'in-one-row',
      change: { code: 'in-one-row', reason: '“甲1局2024年”把这几行并为一行，没有分开的数' },
    })
  })

  it('need no such row where nobody printed it', () => {
    expect(rowKeys(bodies(empty, empty), 'requests')).not.toContain('otherwise')
  })

  it('have no sum where one of the three rows is absent, and a blank one where all are blank', () => {
    const { 'otherwise.other/total': _, ...absent } = empty
    const blank = Object.fromEntries(
      Object.entries(empty).map(([key, value]) => [key, key.startsWith('otherwise.') ? null : value]),
    )
    const compared = bodies(oneRow(empty, { total: 5 }), absent, blank)
    expect(cellOf(compared, 'otherwise/total').sides.map(({ state }) => state)).toEqual(['number', 'absent', 'blank'])
  })
})

describe('What changed most', () => {
  it('is told relative to its size, without parts that say the same as their total', () => {
    const before = { ...empty, 'licences/decisions': 4000, 'received/natural-person': 100, 'received/total': 100 }
    const now = {
      ...empty,
      'licences/decisions': 4100,
      'received/natural-person': 300,
      'received/total': 300,
      'reconsideration/upheld': 2,
      'reconsideration/total': 2,
    }
    const told = biggestChanges(years(before, now), 10)
    expect(told.map(({ row, cell, difference }) => [row.key, cell.column, difference])).toEqual([
      ['received', 'total', 200],
      ['reconsideration', 'total', 2],
      ['licences', 'decisions', 100],
    ])
    expect(told[0]).toMatchObject({ side: 1, against: 0, now: 300, before: 100, ratio: 3 })
  })

  it('names a part that changed more than its total', () => {
    const before = { ...empty, 'received/enterprise': 10, 'received/total': 1000 }
    const now = { ...empty, 'received/enterprise': 100, 'received/total': 1090 }
    const [first] = biggestChanges(years(before, now), 1)
    expect(first?.cell.column).toBe('enterprise')
  })
})

describe('Any two sheets', () => {
  const value = fc.oneof(fc.nat(500), fc.constant(null))
  const sheets = fc
    .constantFrom(form, old)
    .chain((of) =>
      fc.tuple(fc.constant(of), fc.dictionary(fc.constantFrom(...formCells(of).map(({ key }) => key)), value)),
    )

  it('compared with themselves show no change', () => {
    fc.assert(
      fc.property(sheets, ([of, cells]) => {
        const compared = compareSheets([report('甲局', 2024, cells, of), report('乙局', 2024, cells, of)])
        const changes = compared.tables.flatMap(({ rows }) =>
          rows.flatMap((row) => row.cells.map(({ sides }) => sides[1]?.change)),
        )
        expect(changes.every((change) => change && (!change.comparable || change.difference === 0))).toBe(true)
        expect(biggestChanges(compared, 5)).toEqual([])
      }),
    )
  })

  it('show every figure of either side, and none that neither has', () => {
    fc.assert(
      fc.property(sheets, sheets, ([one, left], [other, right]) => {
        const compared = compareSheets([report('甲局', 2020, left, one), report('乙局', 2021, right, other)])
        const cells = compared.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
        for (const [side, printed] of [left, right].entries()) {
          const own = cells.map(({ sides }) => sides[side]).filter((held) => held?.state === 'number' && !held.derived)
          const figures = Object.entries(printed).filter(([, figure]) => figure !== null)
          expect(own.map((held) => [held?.keys[0], held?.value]).sort()).toEqual(figures.sort())
        }
      }),
    )
  })

  it('change by what leads from one to the other, and back', () => {
    fc.assert(
      fc.property(sheets, sheets, ([one, left], [other, right]) => {
        const [there, back] = [
          compareSheets([report('甲局', 2020, left, one), report('乙局', 2021, right, other)]),
          compareSheets([report('乙局', 2021, right, other), report('甲局', 2020, left, one)]),
        ]
        for (const row of there.tables.flatMap(({ rows }) => rows))
          for (const { column, sides } of row.cells) {
            const change = sides[1]?.change
            const reverse = cellOf(back, `${row.key}/${column}`).sides[1]?.change
            expect(reverse?.comparable).toBe(change?.comparable)
            if (change?.comparable && reverse?.comparable)
              expect(change.difference + reverse.difference).toBeCloseTo(0, 6)
          }
      }),
    )
  })
})
