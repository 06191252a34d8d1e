import { expect, test } from 'vitest'
import { fillReports } from '../../bench/many-reports.ts'
import { checkedBalances } from '../../src/domain/report/checks/identities.ts'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { findReport } from '../../src/store/reports.ts'
import { useDatabase } from '../database.ts'
import { forms } from '../web/site.ts'

const held = useDatabase()

test('The library for benchmarks holds a whole report for each body and year, whose sums hold as in the demonstration', async () => {
  await fillReports(held.db, { bodies: 40, years: [2019, 2021] })
  const { reports, total } = await findPublishedReports(held.db, {}, { size: 100, number: 1 })
  expect(total).toBe(80)
  expect(new Set(reports.map(({ year, form }) => `${year} ${form}`))).toEqual(new Set(['2019 2019', '2021 2021']))
  const [first] = reports
  const report = await findReport(held.db, { ...(first ?? { agencyId: 0, year: 0 }), publishedOnly: true })
  const form = forms.find(({ id }) => id === report?.reading.form)
  if (!report || !form) throw new Error('no report')
  const lines = checkedBalances({ reading: report.reading, form, claims: [] })
  expect(lines.length).toBeGreaterThan(30)
  expect(lines.filter(({ state }) => state === 'broken')).toEqual([])
})
