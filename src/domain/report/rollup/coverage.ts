import type { AgencyKind } from '../../agency/agency.ts'
import type { Cells } from '../reading.ts'
import type { ReportStatus } from '../status.ts'

/** A body in the tree below a government. */
export interface RollUpBody {
  readonly agencyId: number
  readonly name: string
  readonly kind: AgencyKind
  readonly parentId: number | null
}

export interface SummedReport {
  readonly state: Extract<ReportStatus, 'accepted' | 'published'>
  /** Id of the form that the tables follow. */
  readonly form: string
  readonly cells: Cells
}

/** How far a body has come that has neither a report to sum nor declared that it has none. */
export type MissingState = Exclude<ReportStatus, SummedReport['state']> | 'none'

/** What a body has for the year; nil: it declared that there is nothing to report. */
export type BodyReport = SummedReport | { readonly state: 'nil' | MissingState }

export interface Included {
  readonly body: RollUpBody
  readonly report: SummedReport
}

export interface Missing {
  readonly body: RollUpBody
  readonly state: MissingState
}

/** Which bodies stand in the sum and which do not, in the order of the tree. */
export interface Coverage {
  readonly included: readonly Included[]
  readonly nil: readonly RollUpBody[]
  readonly missing: readonly Missing[]
  /** Their reports follow another form than the year's, and are not summed. */
  readonly otherForm: readonly Included[]
  /** Without a report of their own: the bodies below them are summed in their place. */
  readonly summedBelow: readonly RollUpBody[]
}

/**
 * Walks the tree below a government. A report includes what is below its body, so that is not looked at; the same holds
 * for a body that declared nothing to report. Below a body with neither, its bodies stand in its place.
 *
 * @param form id of the year's form
 */
export function coverageOf(
  government: number,
  bodies: readonly RollUpBody[],
  reports: ReadonlyMap<number, BodyReport>,
  form: string,
): Coverage {
  const below = childrenOf(bodies)
  const coverage = {
    included: [] as Included[],
    nil: [] as RollUpBody[],
    missing: [] as Missing[],
    otherForm: [] as Included[],
    summedBelow: [] as RollUpBody[],
  }
  const seen = new Set([government])
  const open = [...(below.get(government) ?? [])].reverse()
  for (let body = open.pop(); body; body = open.pop()) {
    if (seen.has(body.agencyId)) continue
    seen.add(body.agencyId)
    const report = reports.get(body.agencyId) ?? { state: 'none' }
    const children = below.get(body.agencyId) ?? []
    if ('cells' in report) (report.form === form ? coverage.included : coverage.otherForm).push({ body, report })
    else if (report.state === 'nil') coverage.nil.push(body)
    else if (children.length === 0) coverage.missing.push({ body, state: report.state })
    else {
      coverage.summedBelow.push(body)
      for (let at = children.length - 1; at >= 0; at -= 1) open.push(children[at] as RollUpBody)
    }
  }
  return coverage
}

/** Bodies by the body above them, each list by id: the order in which they are given must not matter. */
function childrenOf(bodies: readonly RollUpBody[]): ReadonlyMap<number, readonly RollUpBody[]> {
  const below = new Map<number, RollUpBody[]>()
  for (const body of [...bodies].sort((a, b) => a.agencyId - b.agencyId)) {
    if (body.parentId === null) continue
    const known = below.get(body.parentId)
    if (known) known.push(body)
    else below.set(body.parentId, [body])
  }
  return below
}
