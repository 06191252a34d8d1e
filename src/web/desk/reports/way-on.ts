import { type ReportStatus, reportActions } from '../../../domain/report/status.ts'
import { anchors, paths } from '../../paths.ts'
import type { Verb } from './attempt.ts'
import { type Done, isAction } from './done.ts'
import { findingAnchor } from './findings.tsx'
import type { Verification } from './verification.ts'

/** The queue a person goes on with: that from which the report was just taken, else the one in which it stands. */
export function queueOf(status: ReportStatus, done: Done | undefined): ReportStatus | undefined {
  if (done && isAction(done)) return reportActions[done].from[0]
  return status === 'draft' || status === 'submitted' || status === 'returned' ? status : undefined
}

/** Where to go after something was done: back to the thing it was done to. */
export function pathAfter({ report }: Verification, verb: Verb, fields: Readonly<Record<string, string>>): string {
  const { action, cell = '', finding = '' } = fields
  if (verb === 'act' && action === 'discard') return `${paths.deskReports}?done=discard`
  const page = paths.deskReport(report.agency.id, report.year)
  if (verb === 'act') return `${page}?${new URLSearchParams({ done: action ?? '' })}`
  if (verb === 'correct' || verb === 'undo-correction')
    return `${page}?${new URLSearchParams({ cell, done: verb })}#${anchors.cell(cell)}`
  if (verb === 'judge' || verb === 'undo-judgement')
    return `${page}?${new URLSearchParams({ done: verb })}#${findingAnchor({ stableId: finding })}`
  return `${page}?${new URLSearchParams({ done: verb })}`
}
