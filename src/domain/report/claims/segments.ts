import type { ReportForm } from '../form.ts'
import { findMarks, type Mark, namesOurs } from './lexicon.ts'
import { type Figure, figuresIn } from './numbers.ts'
import type { Passage } from './passages.ts'

/** A clause with at most one figure, and the words before and after it. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly before: readonly Mark[]
  readonly figure: Figure | null
  readonly after: readonly Mark[]
  /** firm after 。, soft after ；, none inside a sentence. */
  readonly opens: 'firm' | 'soft' | 'none'
  /** Number of its sentence in the passage. */
  readonly sentence: number
}

interface Draft {
  start: number
  before: Mark[]
  figure: Figure | null
  after: Mark[]
  opens: 'firm' | 'soft' | 'none'
}

/** Units in which the tables count. */
const COUNTING = /^[件起宗例条份项个人次部]$|元$/

/** Cuts a passage into clauses of one figure each. */
export function findSegments(passage: Passage, form: ReportForm): readonly Segment[] {
  const figures = figuresIn(passage)
  if (!figures.some((figure) => COUNTING.test(figure.unit))) return []
  if (passage.topic !== 'requests' && passage.section === 'overview' && !namesOurs(passage.text, form)) return []
  const marks = findMarks(passage.text, form)
  const segments: Segment[] = []
  let sentence = 0
  let draft = open(0, 'firm')
  const close = (end: number, opens: Draft['opens'], next: number) => {
    const holds = draft.figure !== null || draft.before.length > 0
    if (holds) segments.push({ ...draft, end, sentence })
    draft = open(next, holds || opens === 'firm' || draft.opens === 'none' ? opens : draft.opens)
    if (opens === 'firm') sentence += 1
  }
  let at = 0
  for (const event of merge(figures, marks)) {
    if (event.start < at) continue
    at = event.end
    if (!('term' in event)) takeFigure(event)
    else if (event.term.kind === 'stop') close(event.start, event.word === '；' ? 'soft' : 'firm', event.end)
    else if (event.term.kind === 'comma') close(event.start, 'none', event.end)
    else if (event.term.kind === 'join' && draft.figure) close(event.start, 'none', event.end)
    else (draft.figure ? draft.after : draft.before).push(event)
  }
  close(passage.text.length, 'none', passage.text.length)
  return segments

  function takeFigure(figure: Figure): void {
    if (draft.figure) {
      const between = draft.after
      const mine = tells(draft.before)
      const cut = mine ? draft.figure.end : figure.start
      if (mine) draft.after = []
      close(cut, 'none', cut)
      if (mine) draft.before = between
    }
    draft.figure = figure
  }
}

const tells = (marks: readonly Mark[]) => marks.some((mark) => TELLING.has(mark.term.kind))
const TELLING = new Set<string>([
  'flow',
  'request',
  'application',
  'outcome',
  'carried-in',
  'carried-out',
  'applicant',
  'dispute',
  'result',
  'document',
  'decision',
  'amount',
  'foreign',
  'publish',
])

const open = (start: number, opens: Draft['opens']): Draft => ({ start, before: [], figure: null, after: [], opens })

function* merge(figures: readonly Figure[], marks: readonly Mark[]): Generator<Figure | Mark> {
  let next = 0
  for (const mark of marks) {
    for (let figure = figures[next]; figure && figure.start <= mark.start; figure = figures[++next]) yield figure
    yield mark
  }
  yield* figures.slice(next)
}
