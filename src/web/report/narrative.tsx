import { cellName } from '../../domain/report/checks/labels.ts'
import type { Claim } from '../../domain/report/claim.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { NarrativeParagraph } from '../../domain/report/reading.ts'
import { anchors } from '../paths.ts'

interface ProseProps {
  readonly form: ReportForm
  readonly paragraphs: readonly NarrativeParagraph[]
  readonly claims: readonly Claim[]
  /** Level of the page's heading above the prose. */
  readonly under: 1 | 2
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

/** Headings of the page, of which no level is skipped even where a report begins with （1） or 1. */
function headingLevels(paragraphs: readonly NarrativeParagraph[], under: 1 | 2): readonly ('h2' | 'h3' | 'h4' | 'p')[] {
  const [first, second] = under === 1 ? (['h2', 'h3'] as const) : (['h3', 'h4'] as const)
  let opened = false
  return paragraphs.map(({ heading }) => {
    if (heading === undefined) return 'p'
    opened ||= heading === 1
    return heading === 1 || !opened ? first : second
  })
}

/** Paragraphs as the report prints them; what they say of the tables is marked and leads there. */
export function Prose({ form, paragraphs, claims, under }: ProseProps) {
  const levels = headingLevels(paragraphs, under)
  const shown = claims.filter(({ verdict }) => verdict !== 'other').sort((a, b) => a.start - b.start)
  return (
    <div class="prose">
      {paragraphs.map((paragraph, index) => {
        const inside = shown.filter(({ start, end }) => start < paragraph.end && end > paragraph.start)
        const text = <Marked form={form} paragraph={paragraph} claims={inside} />
        const Tag = levels[index] ?? 'p'
        return <Tag>{text}</Tag>
      })}
    </div>
  )
}
