import fc from 'fast-check'
import { test } from 'vitest'
import { renderReport } from '../../src/domain/report/render/render-report.ts'
import { writeReportXlsx } from '../../src/formats/xlsx/write-xlsx.ts'
import { anyReport, expectReadBack } from '../report/render/sheets.ts'

test('Whatever a report holds, its workbook is read back as the same report', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyReport, async (report) => {
      const { form, reading } = report
      const file = await writeReportXlsx(renderReport(report), { form, cells: reading.cells, sources: {} })
      await expectReadBack(file, report)
    }),
    { numRuns: 60 },
  )
})
