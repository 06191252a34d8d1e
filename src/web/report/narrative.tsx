import { cellName } from '../../domain/report/checks/labels.ts'
import type { Claim } from '../../domain/report/claim.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { NarrativeParagraph } from '../../domain/report/reading.ts'
import { anchors } from '../paths.ts'

interface ProseProps {
  readonly form: ReportForm
  readonly paragraphs: readonly NarrativeParagraph[]
  readonly claims: readonly Claim[]
}

/** First cell of the first reading of a claim, fitting or tried. */
function cellOf({ fits, tried }: Claim): string | undefined {
  return (fits[0] ?? tried?.[0]?.reading)?.split('+')[0]
}

function readingName(form: ReportForm, reading: string): string {
  return reading
    .split('+')
    .map((key) => cellName(form, key))
    .join(' + ')
}

/** What a claim says beside the tables, in a sentence. */
export function claimSays(form: ReportForm, { verdict, fits, tried }: Claim): string {
  if (verdict === 'fits') return `与表格一致：${readingName(form, fits[0] ?? '')}`
  const read = (tried ?? []).slice(0, 3).map(({ reading, value }) => `${readingName(form, reading)} 为 ${value}`)
  return read.length > 0 ? `与表格不符：${read.join('；')}` : '与表格不符'
}

function ClaimMark({ form, claim, text }: { form: ReportForm; claim: Claim; text: string }) {
  const cell = cellOf(claim)
  const look = claim.verdict === 'fits' ? 'fits' : 'off'
  return (
    <a
      id={anchors.claim(claim.start)}
      class={look}
      href={cell ? `#${anchors.cell(cell)}` : undefined}
      title={claimSays(form, claim)}
    >
      {text}
    </a>
  )
}

/** Where a claim stands in the paragraph's clean text. */
function rangeIn({ offsets }: NarrativeParagraph, { start, end }: Claim): readonly [number, number] | undefined {
  const from = offsets.findIndex((offset) => offset >= start)
  if (from < 0) return undefined
  let to = from
  while (to < offsets.length && (offsets[to] ?? end) < end) to++
  return to > from ? [from, to] : undefined
}

function Marked({
  form,
  paragraph,
  claims,
}: {
  form: ReportForm
  paragraph: NarrativeParagraph
  claims: readonly Claim[]
}) {
  const pieces = []
  let done = 0
  for (const claim of claims) {
    const range = rangeIn(paragraph, claim)
    if (!range || range[0] < done) continue
    pieces.push(paragraph.text.slice(done, range[0]))
    pieces.push(<ClaimMark form={form} claim={claim} text={paragraph.text.slice(...range)} />)
    done = range[1]
  }
  return (
    <>
      {pieces}
      {paragraph.text.slice(done)}
    </>
  )
}

/** Paragraphs as the report prints them; what they say of the tables is marked and leads there. */
export function Prose({ form, paragraphs, claims }: ProseProps) {
  const shown = claims.filter(({ verdict }) => verdict !== 'other').sort((a, b) => a.start - b.start)
  return (
    <div class="prose">
      {paragraphs.map((paragraph) => {
        const inside = shown.filter(({ start, end }) => start < paragraph.end && end > paragraph.start)
        const text = <Marked form={form} paragraph={paragraph} claims={inside} />
        if (paragraph.heading === 1) return <h3>{text}</h3>
        if (paragraph.heading === 2) return <h4>{text}</h4>
        return <p>{text}</p>
      })}
    </div>
  )
}
