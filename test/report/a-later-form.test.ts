import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import type { FormTable, ReportForm, Row } from '../../src/domain/report/form.ts'
import { form2021, forms } from './specimens/forms.ts'
import { type PrinterName, printers } from './specimens/printers.ts'
import { seeded } from './specimens/random.ts'
import { randomSheet } from './specimens/sheets.ts'
import { expectedCells } from './specimens/specimen.ts'
import { writeSpecimen } from './specimens/write-specimen.ts'

const added: Row = {
  key: 'refused.data-security',
  label: '9.属于重要数据目录',
  role: 'outcome',
  groups: ['三、本年度办理结果', '（三）不予公开'],
}

/** 2021's form with another ground of refusal, and licences by number and by fee. */
function later(table: FormTable): FormTable {
  const blocks = table.blocks.map((block) => {
    const at = block.rows.findIndex(({ key }) => key === 'refused.registry-query')
    if (at >= 0) return { ...block, rows: [...block.rows.slice(0, at + 1), added, ...block.rows.slice(at + 1)] }
    if (!block.rows.some(({ key }) => key === 'licences')) return block
    const online = { key: 'online', label: '网上办结数量', unit: '件', number: 'count', role: 'part' } as const
    return { ...block, columns: [...block.columns, online] }
  })
  return { ...table, blocks }
}

const form2027: ReportForm = {
  ...form2021,
  id: '2027',
  years: { from: 2027, to: null },
  tables: form2021.tables.map(later),
  tellTale: [...form2021.tellTale, '网上办结数量', '属于重要数据目录'],
}
const current: ReportForm = { ...form2021, years: { from: 2021, to: 2026 } }
const all = [...forms.filter((form) => form !== form2021), current, form2027]

async function readBack(form: ReportForm, year: number, printing: PrinterName, change?: (text: string) => string) {
  const random = seeded(7)
  const specimen = writeSpecimen(form, year, randomSheet(form, random, { most: 60, blanks: 0 }), random)
  const page = await printers.find(({ name }) => name === printing)?.print(specimen)
  const bytes = typeof page === 'string' ? new TextEncoder().encode(change ? change(page) : page) : page
  const outcome = await readReport(bytes as Uint8Array, all)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  return { report: outcome.report, expected: expectedCells(specimen) }
}

describe('a form of 2027, given as data alone', () => {
  test.each(['html', 'tabbed', 'lines with bars', 'markdown'] as const)(
    'is told and read whole: %s',
    async (printing) => {
      const { report, expected } = await readBack(form2027, 2027, printing)
      expect(report.reading.form).toBe('2027')
      expect(report.reading.cells).toEqual(expected)
      expect(report.reading.cells).toHaveProperty('refused.data-security/total')
      expect(report.reading.cells).toHaveProperty('licences/online')
      expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    },
  )

  test('its new row counts in the sum of outcomes', async () => {
    const cells = /(9\.属于重要数据目录<\/td>(?:<td[^>]*>)?)(\d+)/
    const { report } = await readBack(form2027, 2027, 'html', (html) =>
      html.replace(cells, (_, before, value) => `${before}${Number(value) + 5}`),
    )
    const broken = report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)
    expect(broken).toEqual(expect.arrayContaining(['settled', 'across']))
  })

  test('leaves a report of 2024 to the form of its year', async () => {
    expect((await readBack(current, 2024, 'html')).report.reading.form).toBe('2021')
  })
})
