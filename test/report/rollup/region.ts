import type { AgencyKind } from '../../../src/domain/agency/agency.ts'
import type { ReportForm } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import type { BodyReport, RollUpBody } from '../../../src/domain/report/rollup/coverage.ts'
import { type RollUp, rollUp } from '../../../src/domain/report/rollup/roll-up.ts'
import { balancedSheet, shippedForm } from '../sheet-builder.ts'

export const form = shippedForm('2021')
export const old = shippedForm('2019')
export const empty = balancedSheet(form)

/** The government at the top of the invented region. */
export const government = 1

export interface Planted {
  readonly id: number
  readonly name?: string
  readonly under?: number
  readonly kind?: AgencyKind
  /** A sheet is an accepted report. */
  readonly has?: BodyReport | Cells
}

export const accepted = (cells: Cells, of: ReportForm = form): BodyReport => ({ state: 'accepted', form: of.id, cells })

/** A region in which body 2 is called 乙2局, unless it is named. */
export function region(planted: readonly Planted[]): { bodies: RollUpBody[]; reports: Map<number, BodyReport> } {
  const bodies = planted.map(({ id, name = `乙${id}局`, under = government, kind = 'department' }) => ({
    agencyId: id,
    name,
    kind,
    parentId: under,
  }))
  const reports = planted.flatMap(({ id, has }) => (has ? [[id, reportOf(has)] as const] : []))
  return { bodies, reports: new Map(reports) }
}

const reportOf = (has: BodyReport | Cells): BodyReport =>
  typeof has.state === 'string' ? (has as BodyReport) : accepted(has as Cells)

export function rolledUp(planted: readonly Planted[], of: ReportForm = form): RollUp {
  return rollUp({ year: 2024, form: of, government, ...region(planted) })
}

/** The sheet with one row （六） in place of three. */
export function withOneRow(cells: Cells): Cells {
  const columns = form.tables[1]?.blocks[0]?.columns ?? []
  const parts = ['clarification-lapsed', 'fee-unpaid', 'other']
  const row = columns.map(({ key }) => {
    const sum = parts.reduce((all, part) => all + (cells[`otherwise.${part}/${key}`] ?? 0), 0)
    return [`otherwise/${key}`, sum] as const
  })
  const kept = Object.entries(cells).filter(([key]) => !key.startsWith('otherwise.'))
  return Object.fromEntries([...kept, ...row])
}
