import type { Person } from '../domain/agency/person.ts'
import { cellState } from '../domain/report/decisions.ts'
import { formCells, getForm } from '../domain/report/form.ts'
import type { CellState, Verdict } from '../domain/report/trail.ts'
import { type Acted, checkAgain, note, refuse, type Target, unchangeable, withReport } from './act-on-report.ts'
import type { Services } from './services.ts'

export interface CorrectionAsked {
  readonly cell: string
  /** Equal to what was read: a person has looked and the reading is right. */
  readonly to: CellState
  readonly reason: string
}

const needsReason = { code: 'reason-missing', says: '请写明理由（例如“原文第3页填的是18”），再提交。' }

/** Corrects a cell of a report; its checks, and those of the year after, are made again at once. */
export async function correctCell(
  services: Services,
  person: Person,
  target: Target,
  { cell, to, reason }: CorrectionAsked,
): Promise<Acted> {
  return withReport(services, person, target, async (held) => {
    const { report } = held
    const refusal = unchangeable(held)
    if (refusal) return refuse(refusal)
    const form = getForm(services.forms, report.reading.form)
    if (!formCells(form).some(({ key }) => key === cell))
      return refuse({
        code: 'no-such-cell',
        says: `${form.id}年格式里没有“${cell}”这一格，请在表格里选择要更正的格子。`,
      })
    const was = cellState(report.reading.cells, cell)
    if (reason.trim() === '' && was !== to) return refuse(needsReason)
    const { sha256 } = report.source
    await note(held, { kind: 'corrected', cell, was, to, reason: reason.trim(), sha256 })
    return checkAgain(held)
  })
}

/** Takes a correction back: the cell holds what was read. */
export async function undoCorrection(services: Services, person: Person, target: Target, cell: string): Promise<Acted> {
  return withReport(services, person, target, async (held) => {
    const { report } = held
    const refusal = unchangeable(held)
    if (refusal) return refuse(refusal)
    if (!report.decisions.corrections.has(cell))
      return refuse({ code: 'nothing-to-undo', says: '这一格没有更正过，不用撤销。' })
    await note(held, { kind: 'correction-undone', cell, sha256: report.source.sha256 })
    return checkAgain(held)
  })
}

/** Says of a finding that it is right, a false alarm, or right and explained. */
export async function judgeFinding(
  services: Services,
  person: Person,
  target: Target,
  { finding, verdict, reason }: { readonly finding: string; readonly verdict: Verdict; readonly reason: string },
): Promise<Acted> {
  return withReport(services, person, target, async (held) => {
    const refusal = unchangeable(held)
    if (refusal) return refuse(refusal)
    const found = held.report.findings.find(({ stableId }) => stableId === finding)
    if (!found)
      return refuse({ code: 'no-such-finding', says: '这一处问题已经不在了，可能数字已经更正。请看最新的核验结果。' })
    if (verdict !== 'confirmed' && reason.trim() === '') return refuse(needsReason)
    await note(held, { kind: 'judged', finding, verdict, reason: reason.trim(), message: found.message })
    return checkAgain(held)
  })
}

/** Takes a judgement back: the finding is open again. */
export async function undoJudgement(
  services: Services,
  person: Person,
  target: Target,
  finding: string,
): Promise<Acted> {
  return withReport(services, person, target, async (held) => {
    const refusal = unchangeable(held)
    if (refusal) return refuse(refusal)
    const judged = held.report.decisions.judgements.get(finding)
    if (!judged) return refuse({ code: 'nothing-to-undo', says: '这一处问题没有认定过，不用撤销。' })
    await note(held, { kind: 'judgement-undone', finding, message: judged.message })
    return checkAgain(held)
  })
}
