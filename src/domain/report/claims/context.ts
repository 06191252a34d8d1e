import type { Reading } from '../reading.ts'
import { mayBePartOfRegion, namesAnotherBody } from './bodies.ts'
import type { Mark } from './lexicon.ts'
import type { Passage } from './passages.ts'
import type { Segment } from './segments.ts'
import type { TermKind } from './vocabulary.ts'

export type Domain = 'requests' | 'disputes' | 'documents' | 'decisions' | 'money' | 'foreign' | 'none'

type Choices = Mark['term']['choices']

/** What the clauses so far have told, as far as it still holds for the next one. */
export interface Context {
  domain: Domain
  /** Domain of the last clause that named requests or disputes, through what came between. */
  base: Domain
  /** Whether this clause counts another year, another body or a plan. */
  elsewhere: boolean
  /** Narrowed by a clause without a figure. */
  narrowed: boolean
  /** Whether this clause names what is counted. */
  named: boolean
  otherYear: boolean
  otherBody: boolean
  future: boolean
  among: boolean
  /** The subject may be the body or only a part of what it reports on. */
  partly: boolean
  /** Some of the disputes of this sentence are told to be older. */
  older: boolean
  /** Whether the passage speaks of disclosure, so that a dispute is one about it. */
  disclosure: boolean
  received: boolean
  applicants: Choices
  rows: Choices
  disputes: readonly Choices[]
  acts: Choices
  document: Choices
  /** Whether the document was named together with what was done to it. */
  acted: boolean
  /** Repealed documents are told beside lapsed ones, which the table may count with them. */
  lapsing: boolean
  /** Inside the list of what 其他处理 was. */
  breakdown: boolean
}

/** What no words have named yet. */
const nothingNamed = () => ({
  applicants: [],
  rows: [],
  disputes: [],
  acts: [],
  document: [],
  acted: false,
  lapsing: false,
  breakdown: false,
})

/** The context at the start of a passage. */
export function openContext(passage: Passage): Context {
  const base = baseOf(passage)
  return {
    domain: 'none',
    base,
    elsewhere: false,
    narrowed: false,
    named: false,
    otherYear: false,
    otherBody: false,
    future: false,
    among: false,
    partly: false,
    older: false,
    disclosure: base !== 'none',
    received: false,
    ...nothingNamed(),
  }
}

/** What a passage is about before it says so: by its sub-heading, or as a note beside the table of its section. */
function baseOf({ topic, section }: Passage): Domain {
  if (topic === 'requests' || topic === 'disputes') return topic
  return topic === 'none' && (section === 'requests' || section === 'disputes') ? section : 'none'
}

/** Moves the context on to a clause. */
export function advance(context: Context, segment: Segment, passage: Passage, reading: Reading): void {
  const { before, after } = segment
  if (segment.opens === 'firm' && !goesOn(segment, passage.text)) newSentence(context)
  if (segment.opens === 'soft') context.among = false
  if (before.some((mark) => mark.term.kind === 'among')) context.among = true
  context.disclosure ||= /公开申请|依申请|信息公开|政务公开/.test(passage.text.slice(segment.start, segment.end))
  nameYear(context, [...before], reading)
  nameBody(context, segment, passage, reading)
  nameDomain(context, segment)
  if (context.named && context.domain === 'requests' && isAnotherApplication(segment, passage.text))
    context.domain = 'foreign'
  const difference = before.some((mark) => mark.term.kind === 'difference')
  const doubt = before.at(-1)?.term.kind === 'each' && before.at(-1)?.end === segment.figure?.start
  context.elsewhere =
    context.otherYear || context.otherBody || context.future || difference || doubt || context.domain === 'foreign'
  if (difference) context.otherYear = false
  context.older ||= context.domain === 'disputes' && before.some((mark) => mark.term.kind === 'carried-in')
  if (!segment.figure && before.some((mark) => mark.term.kind === 'scope')) context.partly = true
  context.lapsing =
    before.some((mark) => mark.word.endsWith('废止')) && /^[^。]*失效/.test(passage.text.slice(segment.start))
  if (!segment.figure) context.narrowed = [...before, ...after].some((mark) => mark.term.kind === 'aspect')
}

/** A sentence that begins with 其中 or 上述 goes on with what the last one told. */
const goesOn = ({ before, start }: Segment, text: string) =>
  before[0]?.term.kind === 'among' || text.startsWith('上述', start) || text.startsWith('以上', start)

function newSentence(context: Context): void {
  if (context.domain === 'requests' || context.domain === 'disputes') context.base = context.domain
  Object.assign(context, {
    domain: 'none',
    otherYear: false,
    otherBody: false,
    narrowed: false,
    future: false,
    among: false,
    partly: false,
    older: false,
    ...nothingNamed(),
  } satisfies Partial<Context>)
}

function nameYear(context: Context, marks: readonly Mark[], reading: Reading): void {
  const years = marks.filter((mark) => mark.term.kind === 'year').map((mark) => Number(mark.word.slice(0, 4)))
  for (const { term } of marks) {
    if (term.kind === 'this-year') context.otherYear = false
    if (term.kind === 'other-year') context.otherYear = true
    if (term.kind === 'future') context.future = true
  }
  if (years.length > 0 && reading.year !== null) context.otherYear = years.some((year) => year !== reading.year)
}

/** Words that end the subject of a clause. */
const AFTER_SUBJECT = new Set<TermKind>([
  'flow',
  'request',
  'application',
  'outcome',
  'dispute',
  'applicant',
  'carried-in',
  'carried-out',
  'document',
  'act',
  'publish',
  'decision',
  'deciding',
  'foreign',
])

function nameBody(context: Context, segment: Segment, passage: Passage, reading: Reading): void {
  const first = segment.before.find((mark) => AFTER_SUBJECT.has(mark.term.kind))
  const end = first?.start ?? segment.figure?.start ?? segment.end
  const subject = passage.text.slice(segment.start, end)
  context.partly ||= mayBePartOfRegion(subject, reading)
  if (namesAnotherBody(subject, reading)) context.otherBody = true
  else if (/我[区县市局省镇乡办委厅院]|本(?:机关|单位|局|级政府)|全[区县市省局系]/.test(subject))
    context.otherBody = false
}

const DOMAINS: Partial<Record<TermKind, Domain>> = {
  request: 'requests',
  application: 'requests',
  dispute: 'disputes',
  document: 'documents',
  decision: 'decisions',
  amount: 'money',
  foreign: 'foreign',
  publish: 'foreign',
}

function nameDomain(context: Context, segment: Segment): void {
  const named = domainOf(segment.before) ?? domainOf(segment.after)
  context.named = named !== undefined
  const measured = [...segment.before, ...segment.after].some(
    (mark) => mark.term.kind === 'outcome' || mark.term.kind.startsWith('carried'),
  )
  if (named === 'requests' || named === 'disputes') context.base = named
  if (named) context.domain = named
  else if (measured && context.base === 'requests') context.domain = 'requests'
  else if (context.domain === 'none' && (context.base !== 'none' || !measured)) context.domain = context.base
  else if (context.domain === 'none') context.domain = 'requests'
}

/** 申请 alone, with something before it that is applied for: 低保申请, 行政许可申请. */
function isAnotherApplication(segment: Segment, text: string): boolean {
  const marks = [...segment.before, ...segment.after]
  if (marks.some((mark) => mark.term.kind === 'request')) return false
  return marks.some(({ term, start }, index) => {
    if (term.kind !== 'application') return false
    const previous = marks[index - 1]
    if (previous && DOMAINS[previous.term.kind]) return true
    const near = text[start - 1] ?? ''
    return (
      start > segment.start &&
      previous?.end !== start &&
      segment.figure?.end !== start &&
      !/[的到理件条起宗例类新共收各为份其由出从按对增]/.test(near)
    )
  })
}

/** The last thing named; anything foreign in the clause, or publishing of what is no document, makes the count a foreign one. */
function domainOf(marks: readonly Mark[]): Domain | undefined {
  if (marks.some((mark) => mark.term.kind === 'foreign')) return 'foreign'
  const publishes = marks.some((mark) => mark.term.kind === 'publish')
  const named = marks.findLast((mark) => mark.term.kind !== 'publish' && DOMAINS[mark.term.kind])
  const domain = named && DOMAINS[named.term.kind]
  return publishes && domain !== 'documents' ? 'foreign' : domain
}
