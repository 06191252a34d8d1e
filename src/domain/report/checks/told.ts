import type { Claim } from '../claim.ts'
import { type Contradiction, findContradictions } from '../claims/find-contradictions.ts'
import { findOtherwiseBreakdown } from '../claims/find-otherwise.ts'
import { findPartSums } from '../claims/find-part-sums.ts'
import { findRatios } from '../claims/find-ratios.ts'
import type { ReportForm } from '../form.ts'
import { cellName, figure, formCell } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** At most this many tried readings are named in a message. */
const named = 3

/** Counts and amounts in prose that fit no admissible reading of the tables. */
export function countHits({ claims, form }: CheckInput): readonly Hit[] {
  return claims.filter((claim) => claim.verdict === 'mismatch').map((claim) => countHit(claim, form))
}

/** Totals in prose that the parts listed beside them do not give. */
export function sumHits({ reading }: CheckInput): readonly Hit[] {
  return findPartSums(reading)
    .filter((told) => !told.holds)
    .map((told) => ({
      ...passageOf(told),
      left: told.sum,
      right: told.total,
      message: `正文写“${told.text}”，所列各项 ${told.parts.map(({ value }) => figure(value)).join('+')} = ${figure(told.sum)}，与 ${figure(told.total)} 不符`,
    }))
}

/** Percentages in prose that the figures beside them, or the tables, do not give. */
export function ratioHits({ reading, form }: CheckInput): readonly Hit[] {
  return findRatios(reading, form)
    .filter((told) => !told.holds)
    .map((told) => {
      const [best] = [...told.tried].sort((a, b) => Math.abs(a.percent - told.value) - Math.abs(b.percent - told.value))
      const sum = best ? `${figure(best.part)}÷${figure(best.whole)} = ${percent(best.percent)}` : '按所列数字算不出'
      return {
        ...passageOf(told),
        left: told.value,
        ...(best && { right: Math.round(best.percent * 100) / 100 }),
        message: `正文写“${told.text}”，${sum}`,
      }
    })
}

/** Statements without a figure that the tables deny, as 全部办结 while something is carried out. */
export function contradictionHits({ reading, form }: CheckInput): readonly Hit[] {
  return findContradictions(reading, form).map((told) => ({
    ...passageOf(told),
    cells: told.cells,
    left: told.text,
    right: told.value,
    message: `正文写“${told.text}”，表中${denials[told.kind]} ${figure(told.value)} 件`,
  }))
}

/** The breakdown of （六）其他处理 told in section six against the table. */
export function otherwiseHits({ reading, form }: CheckInput): readonly Hit[] {
  return findOtherwiseBreakdown(reading, form)
    .filter((told) => !told.holds)
    .map((told) => {
      const wanted = told.table ?? told.stated
      const where = told.table === null ? '正文所写' : '表中（六）其他处理'
      return {
        ...passageOf(told),
        left: told.sum,
        right: wanted,
        message: `正文所列其他处理 ${told.parts.map(({ value }) => figure(value)).join('+')} = ${figure(told.sum)}，${where}为 ${figure(wanted)}`,
      }
    })
}

const denials: Readonly<Record<Contradiction['kind'], string>> = {
  'all-settled': '结转下年度继续办理',
  'no-disputes': '行政复议、行政诉讼共',
  'no-requests': '收到申请',
  'all-upheld': '结果纠正',
}

const percent = (value: number) => `${figure(Math.round(value * 100) / 100)}%`

function passageOf({ start, end, text, section }: Pick<Claim, 'start' | 'end' | 'text' | 'section'>) {
  return { cells: [], key: `${section} ${text}`, places: [{ start, end, text }] }
}

function countHit(claim: Claim, form: ReportForm): Hit {
  const nearest = [...(claim.tried ?? [])].sort(
    (a, b) => Math.abs(a.value - claim.value) - Math.abs(b.value - claim.value),
  )
  const told = nearest.slice(0, named).map(({ reading, value }) => `${readingName(form, reading)} ${figure(value)}`)
  const table = told.length > 0 ? `表中为${told.join('、')}` : '表中没有相符的数'
  const best = nearest[0]
  return {
    cells: best ? cellsOfReading(form, best.reading) : [],
    left: claim.value,
    ...(best && { right: best.value }),
    key: `${claim.section} ${claim.text}`,
    places: [{ start: claim.start, end: claim.end, text: claim.text }],
    message: `正文写“${claim.text}”，${table}`,
  }
}

/** The cells of a reading such as `received/total+carried-in/total`. */
function cellsOfReading(form: ReportForm, reading: string): readonly string[] {
  return reading.split('+').filter((key) => formCell(form, key) !== undefined)
}

/** The cells of a reading by name; of long sums the first two and how many more. */
function readingName(form: ReportForm, reading: string): string {
  const names = reading.split('+').map((key) => cellName(form, key))
  return names.length <= named ? names.join('＋') : `${names.slice(0, 2).join('＋')}等 ${names.length} 格之和`
}
