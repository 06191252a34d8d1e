import type { Services } from '../../../app/services.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { dayInChina } from '../../../domain/calendar/plain-date.ts'
import {
  inGroup,
  type Submission,
  type SubmissionGroup,
  submissionGroups,
  submissionOf,
} from '../../../domain/report/submission.ts'
import { findSubmissions, findYearsUnder, type SubmissionRow } from '../../../store/submissions.ts'
import { type AskedBody, findAskedBody, offeredYears, usualYear } from '../asked-body.ts'
import type { BoardQuery } from './query.ts'

/** A body on the board and how it stands to its duty. */
export interface BoardLine extends SubmissionRow {
  readonly submission: Submission
}

export interface Board extends AskedBody {
  readonly year: number
  readonly years: readonly number[]
  /** The body itself. */
  readonly own: BoardLine
  /** The bodies below it that pass the filter. */
  readonly lines: readonly BoardLine[]
  /** Of all bodies below it that hold the words, whatever the group. */
  readonly counts: Readonly<Record<SubmissionGroup | 'all', number>>
}

/** Deeper than any tree of bodies. */
const wholeTree = 1000

/** What the board shows; undefined where the body is none of the person's. */
export async function findBoard(services: Services, person: Person, query: BoardQuery): Promise<Board | undefined> {
  const { db, deadlines, now } = services
  const body = await findAskedBody(services, person, query.agency)
  if (!body) return undefined
  const there = await findYearsUnder(db, body.agency.id)
  const year = query.year ?? usualYear(services, body.agency, there)
  const depth = query.scope === 'all' ? wholeTree : 1
  const today = dayInChina(now())
  const rows = await findSubmissions(db, { agencyId: body.agency.id, year, depth })
  const [own, ...below] = rows.map((row) => ({ ...row, submission: submissionOf({ ...row, year, today, deadlines }) }))
  if (!own) throw new Error('A body that was found has no line on the board')
  const named = below.filter(({ name, shortName }) => holds(`${name} ${shortName}`, query.q))
  const { group } = query
  return {
    ...body,
    year,
    years: offeredYears(services, [...there, year]),
    own,
    lines: group ? named.filter(({ submission }) => inGroup(submission, group)) : named,
    counts: countsOf(named),
  }
}

function holds(text: string, words: string): boolean {
  const low = text.normalize('NFKC').toLowerCase()
  return words
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s，、]+/)
    .every((word) => low.includes(word))
}

function countsOf(lines: readonly BoardLine[]): Board['counts'] {
  const count = (group: SubmissionGroup) => lines.filter(({ submission }) => inGroup(submission, group)).length
  const groups = (Object.keys(submissionGroups) as SubmissionGroup[]).map((group) => [group, count(group)] as const)
  return { ...(Object.fromEntries(groups) as Record<SubmissionGroup, number>), all: lines.length }
}
