import type { Child } from 'hono/jsx'
import type { Block, Grid, Span } from '../../domain/report/paper.ts'
import { Scroll } from '../scroll.tsx'

/** A stretch of the source that something else refers to. */
export interface Mark extends Span {
  readonly id: string
  readonly href?: string
  readonly look?: 'fits' | 'off' | 'chosen'
  readonly title?: string
}

function MarkedStretch({ mark, text }: { mark: Mark; text: string }) {
  if (text === '') return <span id={mark.id} />
  return (
    <mark id={mark.id} class={mark.look} title={mark.title}>
      {mark.href ? <a href={mark.href}>{text}</a> : text}
    </mark>
  )
}

/** Text from `start` to `end` with its marks; of two that overlap, the second is only an anchor. */
function stretch(text: string, { start, end }: Span, marks: readonly Mark[]): Child[] {
  const pieces: Child[] = []
  let done = start
  for (const mark of marks) {
    if (mark.start < start || mark.start >= Math.max(end, start + 1)) continue
    if (mark.start < done) {
      pieces.push(<span id={mark.id} />)
      continue
    }
    pieces.push(text.slice(done, mark.start))
    done = Math.min(mark.end, end)
    pieces.push(<MarkedStretch mark={mark} text={text.slice(mark.start, done)} />)
  }
  pieces.push(text.slice(done, end))
  return pieces
}

function GridTable({
  text,
  grid,
  marks,
  number,
}: {
  text: string
  grid: Grid
  marks: readonly Mark[]
  number: number
}) {
  return (
    <Scroll label={`原文表格 ${number}`}>
      <table>
        <tbody>
          {grid.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td
                  rowspan={cell.rowSpan > 1 ? cell.rowSpan : undefined}
                  colspan={cell.columnSpan > 1 ? cell.columnSpan : undefined}
                >
                  {stretch(text, cell, marks)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** The source as it stands in the file, line by line and cell by cell, with every mark. */
export function SourceText({
  text,
  blocks,
  marks,
}: {
  text: string
  blocks: readonly Block[]
  marks: readonly Mark[]
}) {
  const sorted = marks.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let next = 0
  let grids = 0
  return (
    <div class="source">
      {blocks.map((block) => {
        const first = next
        while (next < sorted.length && (sorted[next]?.start ?? 0) < block.end) next++
        const inside = sorted.slice(first, next)
        return block.kind === 'grid' ? (
          <GridTable text={text} grid={block} marks={inside} number={++grids} />
        ) : (
          <p class={block.heading ? 'heading' : undefined}>{stretch(text, block, inside)}</p>
        )
      })}
    </div>
  )
}
