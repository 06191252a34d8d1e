import type { Child } from 'hono/jsx'
import type { CopiedShare, ProseComparison, ProsePair } from '../../domain/report/compare/similar-prose.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Span } from '../../domain/report/paper.ts'

const kinds = {
  copied: '除年份外相同',
  figures: '只换了数字',
  similar: '部分相同',
  new: '新写',
} as const satisfies Record<ProsePair['kind'], string>

/** The text with its equal stretches marked. */
function Marked({ text, equal }: { readonly text: string; readonly equal: readonly Span[] }) {
  const pieces: Child[] = []
  let done = 0
  for (const { start, end } of equal) {
    pieces.push(text.slice(done, start))
    pieces.push(<mark class="copied">{text.slice(start, end)}</mark>)
    done = end
  }
  return (
    <p>
      {pieces}
      {text.slice(done)}
    </p>
  )
}

const percent = ({ share }: CopiedShare) => (share === null ? '没有可比的文字' : `相同 ${Math.round(share * 100)}%`)

function Pair({ pair, years }: { readonly pair: ProsePair; readonly years: readonly [string, string] }) {
  const { now, before, kind } = pair
  return (
    <div class={`prose-pair ${kind}`}>
      <div>
        <span class="quiet">{years[0]}</span>
        {before ? (
          <Marked text={before.paragraph.text} equal={pair.equalBefore} />
        ) : (
          <p class="missing">没有相近的文字</p>
        )}
      </div>
      <div>
        <span class="quiet">
          {years[1]} · {kinds[kind]}
        </span>
        <Marked text={now.paragraph.text} equal={pair.equalNow} />
      </div>
    </div>
  )
}

interface ProseProps {
  readonly prose: ProseComparison
  /** Form of the newer report. */
  readonly form: ReportForm
  /** Labels of the older and the newer report. */
  readonly years: readonly [string, string]
}

/** The prose of two years of one body, paragraph by paragraph, with what was taken over marked on both sides. */
export function ComparedProse({ prose, form, years }: ProseProps) {
  const titleOf = (key: string) => form.sections.find((section) => section.key === key)?.title ?? key
  return (
    <section class="panel">
      <h2>文字的异同</h2>
      <p>
        {years[1]}的文字与{years[0]}相比：<b>{percent(prose.overall)}</b>
        （只算较长的段落，年份不同不算不同；标出的是相同的文字）。
      </p>
      {prose.sections.map((share) => (
        <details>
          <summary>
            {titleOf(share.section)}：{percent(share)}
          </summary>
          {prose.pairs
            .filter(({ now }) => now.section === share.section)
            .map((pair) => (
              <Pair pair={pair} years={years} />
            ))}
        </details>
      ))}
      {prose.gone.length > 0 && (
        <details>
          <summary>
            {years[0]}有、{years[1]}没有的段落：{prose.gone.length} 段
          </summary>
          {prose.gone.map(({ paragraph }) => (
            <p>{paragraph.text}</p>
          ))}
        </details>
      )}
    </section>
  )
}
