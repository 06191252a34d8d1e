import type { ReportForm } from '../../../domain/report/form.ts'
import type { TrailEntry } from '../../../domain/report/trail.ts'
import { chineseMinute } from '../../report/numerals.ts'
import { trailWords } from './trail-words.ts'

interface TrailProps {
  readonly form: ReportForm
  readonly entries: readonly TrailEntry[]
}

/** Who did what, when and why, line by line. */
export function TrailLines({ form, entries }: TrailProps) {
  return (
    <ol class="trail">
      {entries.map(({ at, person, event }) => {
        const { says, reason } = trailWords(form, event)
        return (
          <li>
            <time datetime={at.toISOString()}>{chineseMinute(at)}</time> <b>{person}</b> {says}
            {reason !== '' && <q>{reason}</q>}
          </li>
        )
      })}
    </ol>
  )
}

/** The whole trail of a report, the newest entry first. */
export function Trail({ form, entries }: TrailProps) {
  return (
    <details class="panel" id="trail">
      <summary>
        <h2>留痕 {entries.length} 条</h2>
      </summary>
      <TrailLines form={form} entries={entries.toReversed()} />
    </details>
  )
}
