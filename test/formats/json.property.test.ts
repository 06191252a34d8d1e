import fc from 'fast-check'
import { test } from 'vitest'
import { toReportJson } from '../../src/domain/report/report-json.ts'
import { anyReport, expectReadBack } from '../report/render/sheets.ts'

test('Whatever a report holds, its JSON is read back as the same report', async () => {
  await fc.assert(
    fc.asyncProperty(anyReport, async (report) => {
      const { title, agency, year, form } = report
      const named = { title, agency, year, form: form.id, period: null, contact: {}, chosen: [], units: {} }
      const json = toReportJson({ reading: { ...named, ...report.reading }, claims: [], findings: [] })
      await expectReadBack(new TextEncoder().encode(JSON.stringify(json)), report)
    }),
    { numRuns: 60 },
  )
})
