import type { CellKey, ReportForm } from '../form.ts'
import type { Span } from '../paper.ts'
import type { Reading } from '../reading.ts'
import { namesAnotherBody } from './bodies.ts'
import { keysNamed } from './lexicon.ts'
import { findMeanings } from './meaning.ts'
import { findPassages, type Passage, placeOf, sentencesOf } from './passages.ts'
import { readingsOf, type Sheet, sheetOf, totalOf } from './sheet.ts'

/** A statement without a figure that the tables deny. */
export interface Contradiction extends Span {
  readonly text: string
  readonly kind: 'all-settled' | 'no-disputes' | 'no-requests' | 'all-upheld'
  /** Cells that deny it, and their sum. */
  readonly cells: readonly CellKey[]
  readonly value: number
  /** Key of the section. */
  readonly section: string
}

interface Sentence extends Span {
  readonly passage: Passage
  readonly text: string
  readonly sheet: Sheet
  readonly form: ReportForm
  readonly reading: Reading
}

/** Sentences without these words speak of nothing that is denied here. */
const SUBJECTS = /申请|复议|诉讼/

/** 全部办结 with something carried out, 没有行政复议 with some in the table, 未收到申请 with some received, 均获维持 with some overturned. */
export function findContradictions(reading: Reading, form: ReportForm): readonly Contradiction[] {
  const sheet = sheetOf(reading, form)
  return findPassages(reading).flatMap((passage) =>
    sentencesOf(passage.text).flatMap((span) => {
      const text = passage.text.slice(span.start, span.end)
      if (!SUBJECTS.test(text)) return []
      const sentence = { ...span, passage, text, sheet, form, reading }
      return [...allSettled(sentence), ...noDisputes(sentence), ...noRequests(sentence), ...allUpheld(sentence)]
    }),
  )
}

function isElsewhere({ text, reading }: Sentence): boolean {
  const years = [...text.matchAll(/20\d\d(?=年)/g)].map(([year]) => Number(year))
  if (years.some((year) => reading.year !== null && year !== reading.year)) return true
  return /去年|上年(?!度?结转)|历年|以来|下一步|今后|将继续|力争|确保|要求|上半年|季度|如果|应当/.test(
    text.replace(/(?:20\d\d年|今年)以来/, ''),
  )
}

/** The contradiction at a place of the sentence, where the rows add up to more than nothing in the columns. */
function denied(
  sentence: Sentence,
  kind: Contradiction['kind'],
  match: RegExpMatchArray,
  rows: readonly string[],
  column = 'total',
): readonly Contradiction[] {
  const { sheet, passage } = sentence
  const { keys: cells, value } = readingsOf(sheet, rows, [column])[0] ?? { keys: [], value: undefined }
  if (!value || value < 0 || isElsewhere(sentence)) return []
  const start = sentence.start + (match.index ?? 0)
  return [
    { ...placeOf(passage, { start, end: start + match[0].length }), kind, cells, value, section: passage.section },
  ]
}

/** Words that name another thing which may all be done. */
const FOREIGN = /信箱|留言|来信|咨询|热线|工单|建议|提案|复议|诉讼|整改|信访|投诉|审批|许可|纠错|意见|问题|回应|舆情/

function allSettled(sentence: Sentence): readonly Contradiction[] {
  const { text, sheet } = sentence
  const match =
    /(?:全部|全都|均已|都已|均)(?:已|按时|按期|依法|及时|按规定|按照规定|规范)*(?:办结|办理完毕|处理完毕|答复完毕|答复|予以答复)/.exec(
      text,
    )
  if (!match) return []
  const before = text.slice(0, match.index)
  if (
    !/公开申请|依申请/.test(before) ||
    FOREIGN.test(lastSentencePart(before)) ||
    /结转|顺延|下年|尚未|正在办理|另有/.test(text)
  )
    return []
  if (/[按及]时|按期|法定|规定(?:时|期)|期限|[时日]限/.test(match[0] + lastClause(before)) && /答复/.test(match[0]))
    return []
  if (otherBody(sentence, before) || countsSettled(sentence, match.index)) return []
  return denied(sentence, 'all-settled', match, sheet.withRole('carried-out'))
}

/** Where the sentence first says how many were settled, 均 speaks of those. */
function countsSettled({ passage, start, reading, form, sheet }: Sentence, at: number): boolean {
  const last = findMeanings(reading, form).findLast(
    (one) => one.passage === passage && one.figure.start >= start && one.figure.end <= start + at,
  )
  if (!last || last.other || last.domain !== 'requests' || !last.sure) return last !== undefined
  const settled = totalOf(sheet, sheet.withRole('settled'))
  return last.figure.value === settled || last.segment.before.some((mark) => /办结|答复|办复/.test(mark.word))
}

const lastClause = (text: string) => /[^，；：]*[，；：]?$/.exec(text)?.[0] ?? ''
const lastSentencePart = (text: string) => /[^；]*$/.exec(text)?.[0] ?? ''

const NONE = '(?:没有|未发生|未出现|未产生|未涉及|未收到|未接到|未被|未有|不存在|无|零)'

/** Words that neither widen nor narrow what is said not to have happened. */
const FILLING =
  '(?:发生|收到|出现|涉及|任何|一起|有关|相关|因|由|对|政府|政务|信息|公开|工作|申请|依申请|答复|引发|引起|产生|导致|而|所|被|提起|提出|方面|类|的|过|关于|与|行政)*'

const DISPUTE = '(?:复议|诉讼)'

const NO_DISPUTES = new RegExp(
  `${NONE}${FILLING}${DISPUTE}(?:[、和及与或，][零无]?${FILLING}${DISPUTE})*(?:案件|案|情况|情形|事项|事件|发生|申请|现象|的|等)*(?=[，。；：（）]|$)`,
)

function noDisputes(sentence: Sentence): readonly Contradiction[] {
  if (!/复议|诉讼/.test(sentence.text)) return []
  const match = NO_DISPUTES.exec(sentence.text)
  if (!match || otherBody(sentence, sentence.text.slice(0, match.index))) return []
  const named = [
    /复议/.test(match[0]) ? keysNamed(sentence.form, '行政复议') : [],
    /诉讼/.test(match[0]) ? keysNamed(sentence.form, '行政诉讼') : [],
  ]
  return denied(sentence, 'no-disputes', match, named.flat())
}

function noRequests(sentence: Sentence): readonly Contradiction[] {
  const match =
    /(?:未收到|没有收到|未接到|没有接到|未受理|无)(?:任何|过|公民|社会公众|群众|有关|、)*(?:依申请公开|政府信息公开申请|信息公开申请|公开申请|政府信息公开的申请|依申请)(?:政府信息|信息|事项|申请|件|的)*(?=[，。；）]|$)/.exec(
      sentence.text,
    )
  if (!match || otherBody(sentence, sentence.text.slice(0, match.index))) return []
  return denied(sentence, 'no-requests', match, sentence.sheet.withRole('received'))
}

function allUpheld(sentence: Sentence): readonly Contradiction[] {
  const match = /(?:均|全部|都)(?:获|被|予以|为|得到|已)?(?:结果)?(?:维持|胜诉)/.exec(sentence.text)
  const before = sentence.text.slice(0, match?.index ?? 0)
  if (!match || !/公开/.test(sentence.passage.text) || otherBody(sentence, before)) return []
  const names = [/复议(?!后)/.test(before) ? '行政复议' : '', /诉讼/.test(before) ? '行政诉讼' : ''].filter(Boolean)
  const rows = names.flatMap((name) => keysNamed(sentence.form, name))
  return rows.length > 0 ? denied(sentence, 'all-upheld', match, rows, 'overturned') : []
}

/** The subject of the clause, or of the sentence, is another body. */
function otherBody({ reading, text }: Sentence, before: string): boolean {
  const subjects = [
    lastClause(before),
    before,
    ...text
      .split(/[，；]/)
      .slice(0, 1)
      .map((clause) => clause.replace(/(?:收到|受理|未|没有|无).*$/, '')),
  ]
  return subjects.some((words) => namesAnotherBody(words.replace(/[，；：]$/, ''), reading))
}
