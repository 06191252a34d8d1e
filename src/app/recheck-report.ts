import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { reconcile } from '../domain/report/checks/reconcile.ts'
import { findReportClaims } from '../domain/report/claims/find-claims.ts'
import { applyCorrections } from '../domain/report/decisions.ts'
import { getForm, type ReportForm } from '../domain/report/form.ts'
import type { Reading } from '../domain/report/reading.ts'
import { findReport, type StoredReport, saveChecked } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'

interface With {
  readonly forms: readonly ReportForm[]
  readonly at: Date
}

/**
 * Checks a stored report again, with the decisions of people as they are now, and stores what came out.
 *
 * @returns the reading with people's corrections
 */
export async function recheck(
  transaction: Transaction<Database>,
  { forms, at }: With,
  report: StoredReport,
): Promise<Reading> {
  const { agency, year, title, asRead, decisions } = report
  const reading = applyCorrections(asRead, decisions.corrections)
  const form = getForm(forms, reading.form)
  const previous = await findReport(transaction, { agencyId: agency.id, year: year - 1, publishedOnly: false })
  const claims = findReportClaims(reading, form)
  const findings = reconcile({ reading, form, claims, ...(previous && { previous: previous.reading }) })
  await saveChecked(transaction, report, { title, asRead, claims, findings, decisions }, at)
  return reading
}

/** The report of the year after was checked against other figures, or against none: now it is checked with these. */
export async function recheckYearAfter(
  transaction: Transaction<Database>,
  { forms, at }: With,
  { agency, year, reading }: { readonly agency: Agency; readonly year: number; readonly reading: Reading | undefined },
): Promise<void> {
  const next = await findReport(transaction, { agencyId: agency.id, year: year + 1, publishedOnly: false })
  if (!next) return
  const { title, asRead, claims, decisions } = next
  const form = getForm(forms, next.reading.form)
  const findings = reconcile({ reading: next.reading, form, claims, ...(reading && { previous: reading }) })
  if (JSON.stringify(findings) === JSON.stringify(next.findings)) return
  await saveChecked(transaction, next, { title, asRead, claims, findings, decisions }, at)
}
