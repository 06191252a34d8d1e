import { findRollUp } from '../../../app/roll-up.ts'
import type { Services } from '../../../app/services.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { reconcile } from '../../../domain/report/checks/reconcile.ts'
import type { Finding } from '../../../domain/report/finding.ts'
import { getForm } from '../../../domain/report/form.ts'
import { checkRollUp } from '../../../domain/report/rollup/check-roll-up.ts'
import type { RollUp } from '../../../domain/report/rollup/roll-up.ts'
import { findReport, type StoredReport } from '../../../store/reports.ts'
import { findYearsUnder } from '../../../store/submissions.ts'
import { type AskedBody, findAskedBody, offeredYears, usualYear } from '../asked-body.ts'
import type { RollUpQuery } from './query.ts'

/** A government's own report beside the sum of its bodies. */
export interface OwnReport {
  readonly report: StoredReport
  /** Where it differs from the sum. */
  readonly differences: readonly Finding[]
}

export interface Region extends AskedBody {
  readonly year: number
  readonly years: readonly number[]
  readonly rollUp: RollUp
}

/** What a roll-up page shows; undefined where the body is none of the person's or the year has no form. */
export async function findRegion(services: Services, person: Person, query: RollUpQuery): Promise<Region | undefined> {
  const { db } = services
  const body = await findAskedBody(services, person, query.agency)
  if (!body) return undefined
  const there = await findYearsUnder(db, body.agency.id)
  const year = query.year ?? usualYear(services, body.agency, there)
  const rollUp = await findRollUp(services, { government: body.agency.id, year })
  return rollUp && { ...body, year, years: offeredYears(services, there), rollUp }
}

export async function findOwnReport(
  { db, forms }: Services,
  { agency, year, rollUp }: Region,
): Promise<OwnReport | undefined> {
  const report = await findReport(db, { agencyId: agency.id, year, publishedOnly: false })
  if (!report) return undefined
  const { reading } = report
  const findings = reconcile({ reading, form: getForm(forms, reading.form), claims: [], rollUp })
  return { report, differences: findings.filter(({ id }) => id === 'rollup.sum') }
}

/** What the checks say of the sum itself. */
export const findingsOf = ({ rollUp }: Region): readonly Finding[] => checkRollUp(rollUp)
