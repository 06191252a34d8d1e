import { dueWords } from '../../../domain/request/due-words.ts'
import { actors, progressOf } from '../../../domain/request/progress.ts'
import { publicClockSteps, publicSteps } from '../../../domain/request/public-steps.ts'
import type { OwnView } from './view.ts'

const looks: Readonly<Record<string, string>> = { pause: 'paused', due: 'due' }

/** Where it stands in words, and who does what next. */
export function ProgressWords({ view: { dossier } }: { readonly view: OwnView }) {
  const { stands, next, acts, until } = progressOf(dossier)
  return (
    <>
      <p class="stands">{stands}</p>
      <p>{next}</p>
      {acts !== 'nobody' && (
        <p class="meta">
          <span>下一步由{actors[acts]}办理</span>
          {until !== undefined && (
            <span>
              截止 <time datetime={until}>{until}</time>
            </span>
          )}
        </p>
      )}
    </>
  )
}

/** When the reply is due, and how that day was reached. */
export function DueSteps({ view: { dossier, look } }: { readonly view: OwnView }) {
  const { large, says } = dueWords(dossier.clock, dossier.reading, look.today)
  const steps = publicClockSteps(dossier, look)
  return (
    <section class="panel" aria-labelledby="due">
      <h2 id="due">答复期限</h2>
      <div class="due">
        <b>{large}</b>
        <span>
          {says}
          {dossier.clock.provisional && ' · 暂定'}
        </span>
      </div>
      {steps.length > 0 && (
        <ol class="why">
          {steps.map(({ on, until, article, says: said, kind }) => (
            <li class={looks[kind]}>
              <time datetime={on}>
                {on}
                {until !== undefined && until !== on && ` – ${until}`}
              </time>
              {said} <cite>{article}</cite>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** What has happened, as far as it concerns the applicant. */
export function Course({ view: { dossier } }: { readonly view: OwnView }) {
  return (
    <section class="panel" aria-labelledby="course">
      <h2 id="course">办理经过</h2>
      <ol class="trail">
        {publicSteps(dossier).map(({ on, says, more }) => (
          <li>
            <time datetime={on}>{on}</time> <b>{says}</b>
            {more !== undefined && <span class="said-by as-written"> {more}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
