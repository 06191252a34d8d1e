import type { Claim } from '../claim.ts'
import type { ReportForm } from '../form.ts'
import { cellName, figure, formCell } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** At most this many tried readings are named in a message. */
const named = 3

/** Counts and amounts in prose that fit no admissible reading of the tables. */
export function countHits({ claims, form }: CheckInput): readonly Hit[] {
  return claims.filter((claim) => claim.verdict === 'mismatch').map((claim) => countHit(claim, form))
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
