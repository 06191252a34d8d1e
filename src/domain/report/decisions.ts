import type { Finding } from './finding.ts'
import type { CellKey } from './form.ts'
import type { Problem, Reading } from './reading.ts'
import type { CellState, TrailEntry, TrailEvent, Verdict } from './trail.ts'

type Made<Kind extends TrailEvent['kind']> = Omit<Extract<TrailEvent, { kind: Kind }>, 'kind'> & {
  readonly person: string
  readonly at: Date
}

export type Correction = Made<'corrected'>
export type Judgement = Made<'judged'>

/** What people have decided about a report and not undone. */
export interface Decisions {
  readonly corrections: ReadonlyMap<CellKey, Correction>
  /** By stable id of the finding, so that they survive a new reading of the same source. */
  readonly judgements: ReadonlyMap<string, Judgement>
}

/**
 * The decisions that hold, read off the trail.
 *
 * @param sha256 hexadecimal hash of the file that the report is read from: corrections of another file do not count
 */
export function decisionsOf(trail: readonly TrailEntry[], sha256: string): Decisions {
  const corrections = new Map<CellKey, Correction>()
  const judgements = new Map<string, Judgement>()
  for (const { event, person, at } of trail) {
    if (event.kind === 'corrected' && event.sha256 === sha256) corrections.set(event.cell, { ...event, person, at })
    if (event.kind === 'correction-undone' && event.sha256 === sha256) corrections.delete(event.cell)
    if (event.kind === 'judged') judgements.set(event.finding, { ...event, person, at })
    if (event.kind === 'judgement-undone') judgements.delete(event.finding)
  }
  return { corrections, judgements }
}

export function cellState(cells: Reading['cells'], cell: CellKey): CellState {
  const value = cells[cell]
  return value === undefined ? 'absent' : value
}

const isSettled = ({ cell }: Problem, corrections: Decisions['corrections']) =>
  cell !== undefined && corrections.has(cell)

/** The reading with people's corrections: the doubts about a corrected cell are settled, its place stays. */
export function applyCorrections(reading: Reading, corrections: Decisions['corrections']): Reading {
  if (corrections.size === 0) return reading
  const cells: Record<CellKey, number | null> = { ...reading.cells }
  for (const [cell, { to }] of corrections) {
    if (to === 'absent') delete cells[cell]
    else cells[cell] = to
  }
  return {
    ...reading,
    cells,
    chosen: reading.chosen.filter((cell) => !corrections.has(cell)),
    problems: reading.problems.filter((problem) => !isSettled(problem, corrections)),
  }
}

const verdictOn = (finding: Finding, { judgements }: Pick<Decisions, 'judgements'>): Verdict | undefined =>
  judgements.get(finding.stableId)?.verdict

/** Findings that stand: those that nobody has dismissed as a false alarm. */
export function standingFindings(findings: readonly Finding[], decisions: Pick<Decisions, 'judgements'>) {
  return findings.filter((finding) => verdictOn(finding, decisions) !== 'dismissed')
}

/** Error findings that hold up the acceptance: neither dismissed nor explained. */
export function blockingFindings(findings: readonly Finding[], decisions: Pick<Decisions, 'judgements'>) {
  return standingFindings(findings, decisions).filter(
    (finding) => finding.severity === 'error' && verdictOn(finding, decisions) !== 'explained',
  )
}
