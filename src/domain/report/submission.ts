import type { AgencyKind } from '../agency/agency.ts'
import { daysBetween, type PlainDate, plainDate } from '../calendar/plain-date.ts'
import type { ReportStatus } from './status.ts'

/** By when a kind of body submits its report, in the year after the data year. */
export interface SubmissionDeadline {
  readonly kind: AgencyKind
  readonly month: number
  readonly day: number
  /** As 条例第四十九条; null where no law says it and practice does. */
  readonly article: string | null
  readonly note: string
}

export type SubmissionDeadlines = Readonly<Record<AgencyKind, SubmissionDeadline>>

/** The report of a body for a year on its way, so far as submission asks. */
export interface ReportOnItsWay {
  readonly status: ReportStatus
  /** What people did with it, oldest first. */
  readonly moves: readonly { readonly on: PlainDate; readonly from: ReportStatus; readonly to: ReportStatus }[]
}

/** What a body has for a year: how far its report is, that it declared nothing to report, or neither. */
export type SubmissionState = ReportStatus | 'nil' | 'none'

/** How a body stands to its duty to submit (条例第四十九条). */
export interface Submission {
  readonly state: SubmissionState
  /** Last day that is in time. */
  readonly due: PlainDate
  /** Since when the superior (or the public) has the report or the nil return; undefined where it does not, or where nobody knows. */
  readonly since: PlainDate | undefined
  /** Whether the body has still to act. */
  readonly owed: boolean
  /** Days late, up to today while it is owed; undefined where the report was collected, having been published elsewhere. */
  readonly lateBy: number | undefined
  /** Days left; undefined where nothing is owed, negative where it is late. */
  readonly daysLeft: number | undefined
}

/** Statuses in which the body has done its part. */
const handedIn: readonly ReportStatus[] = ['submitted', 'accepted', 'published']
const isIn = (status: ReportStatus) => handedIn.includes(status)

/**
 * How a body stands to its duty to submit its report for a data year.
 *
 * Whoever was in by the end of the due day is not late, even where the report is returned later; whoever was not is
 * late until the day on which it came in.
 */
export function submissionOf(asked: {
  readonly kind: AgencyKind
  /** Data year. */
  readonly year: number
  readonly today: PlainDate
  readonly deadlines: SubmissionDeadlines
  readonly report?: ReportOnItsWay
  readonly nil?: { readonly on: PlainDate }
}): Submission {
  const { kind, year, today, deadlines, report, nil } = asked
  const { month, day } = deadlines[kind]
  const due = plainDate(year + 1, month, day)
  if (report && isIn(report.status)) {
    const lateBy = wasCollected(report) ? undefined : lateness(report, due, today)
    return { state: report.status, due, since: inSince(report), owed: false, lateBy, daysLeft: undefined }
  }
  if (nil) return { state: 'nil', due, since: nil.on, owed: false, lateBy: after(due, nil.on), daysLeft: undefined }
  const lateBy = report ? (wasCollected(report) ? undefined : lateness(report, due, today)) : after(due, today)
  return {
    state: report?.status ?? 'none',
    due,
    since: undefined,
    owed: true,
    lateBy,
    daysLeft: daysBetween(today, due),
  }
}

const after = (due: PlainDate, on: PlainDate) => Math.max(0, daysBetween(due, on))

/** Shown here without having been submitted here: its body published it elsewhere, on a day that nobody told us. */
function wasCollected({ status, moves }: ReportOnItsWay): boolean {
  const way = [moves[0]?.from ?? status, ...moves.map(({ to }) => to)]
  const first = way.find(isIn)
  return first !== undefined && first !== 'submitted'
}

function lateness({ moves }: ReportOnItsWay, due: PlainDate, today: PlainDate): number {
  const atDue = moves.findLast(({ on }) => on <= due)
  if (atDue && isIn(atDue.to)) return 0
  const late = moves.find(({ on, to }) => on > due && isIn(to))
  return after(due, late?.on ?? today)
}

/** The day of the last move from not being in to being in. */
function inSince({ moves }: ReportOnItsWay): PlainDate | undefined {
  return moves.findLast(({ from, to }) => !isIn(from) && isIn(to))?.on
}

/** Groups of the board, with the word shown for each; a body may stand in several. */
export const submissionGroups = {
  missing: '未报',
  submitted: '已报送',
  returned: '已退回',
  accepted: '已接收',
  published: '已公开',
  nil: '零报告',
  overdue: '逾期未报',
  late: '逾期报送',
} as const satisfies Record<string, string>

export type SubmissionGroup = keyof typeof submissionGroups

const belongs: Readonly<Record<SubmissionGroup, (submission: Submission) => boolean>> = {
  missing: ({ state }) => state === 'none' || state === 'draft',
  submitted: ({ state }) => state === 'submitted',
  returned: ({ state }) => state === 'returned',
  accepted: ({ state }) => state === 'accepted',
  published: ({ state }) => state === 'published',
  nil: ({ state }) => state === 'nil',
  overdue: ({ owed, lateBy = 0 }) => owed && lateBy > 0,
  late: ({ owed, lateBy = 0 }) => !owed && lateBy > 0,
}

export function inGroup(submission: Submission, group: SubmissionGroup): boolean {
  return belongs[group](submission)
}

const stateWords = { draft: '待核验，未报送', returned: '已退回', nil: '零报告', none: '未报' } as const

/** The state in the words of the board. */
export function submissionWord(state: SubmissionState): string {
  return state in stateWords
    ? stateWords[state as keyof typeof stateWords]
    : submissionGroups[state as 'submitted' | 'accepted' | 'published']
}

/** In time, late by how much, or how much time is left, in words. */
export function timelinessSays({ owed, lateBy, daysLeft = 0 }: Submission): string {
  if (lateBy === undefined) return '收录的报告，报送日期不详'
  if (!owed) return lateBy > 0 ? `逾期 ${lateBy} 天` : '按期'
  if (lateBy > 0) return `逾期 ${lateBy} 天`
  if (daysLeft < 0) return '按期报送过，待重新报送'
  return daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 天`
}
