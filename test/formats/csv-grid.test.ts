import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { expectReadBack } from '../report/render/sheets.ts'
import { form2019, form2021, forms } from '../report/specimens/forms.ts'
import { printCsv } from '../report/specimens/print-csv.ts'
import { printXlsx } from '../report/specimens/print-xlsx.ts'
import { sample } from '../report/specimens/samples.ts'
import { expectedCells } from '../report/specimens/specimen.ts'
import { officeReport } from './office-report.ts'
import { paperOf, refusalOf, wordsOf } from './papers.ts'

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/formats', name)))
const utf8 = (text: string) => new TextEncoder().encode(text)

async function cellsOf(bytes: Uint8Array) {
  const read = await readReport(bytes, forms)
  if (!read.ok) throw new Error(read.unreadable.message)
  return read.report.reading.cells
}

describe('A report that an office program saved as CSV is read like the report it came from', () => {
  test.each([
    ['2021', form2021],
    ['2019', form2019],
  ])('a page of the form of %s turned into a sheet, blank cells and all', async (year, form) => {
    await expectReadBack(fixture(`office-page-${year}.csv`), officeReport(form))
  })

  test('with semicolons, as some countries part fields', async () => {
    const specimen = sample(1)
    const csv = printCsv(specimen).replaceAll('，', '、').replaceAll(',', ';')
    expect(await cellsOf(utf8(csv))).toEqual(expectedCells(specimen))
  })

  test('as the workbook with the same cells is', async () => {
    for (const seed of [0, 1, 2, 3, 4, 5])
      expect(await cellsOf(printXlsx(sample(seed))), `seed ${seed}`).toEqual(expectedCells(sample(seed)))
  })
})

describe('The cells of such a CSV', () => {
  const row = (label: string, ...figures: string[]) => [label, ...figures].join(',')
  const grid = (...rows: string[]) => [
    '二、主动公开政府信息情况,,,',
    row('信息内容', '本年制发件数', '本年废止件数', '现行有效件数'),
    ...rows,
    ...Array.from({ length: 5 }, (_, at) => row(`第${at}类`, '1', '', '2')),
  ]

  test('are parted by commas: 210,208,301 are three figures and no thousands', async () => {
    const csv = grid(row('规章', '210', '208', '301'), row('行政规范性文件', '"1,204"', '', '7')).join('\n')
    const [, table] = wordsOf(await paperOf(csv))
    expect(table?.slice(1, 3)).toEqual([
      ['规章', '210', '208', '301'],
      ['行政规范性文件', '1,204', '', '7'],
    ])
  })

  test('stay a row where all of them are blank', async () => {
    const [, table] = wordsOf(await paperOf(grid('规章,,,', row('行政规范性文件', '3', '', '7')).join('\n')))
    expect(table?.[1]).toEqual(['规章', '', '', ''])
  })

  test('are refused with the line where a quote has no partner', async () => {
    expect(await refusalOf(utf8(grid(row('规章', '"1', '2', '3')).join('\n')))).toBe('csv-damaged')
  })

  test('are none in running text with commas', async () => {
    const said = '2022年,示例区收到申请5件,办结5件,其中予以公开3件。'
    expect(await paperOf(Array<string>(20).fill(said).join('\n'))).toMatchObject({ kind: 'text' })
  })
})
