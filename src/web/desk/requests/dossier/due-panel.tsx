import { clockSteps, type Step } from '../../../../domain/request/clock-steps.ts'
import { dossierStatuses } from '../../../../domain/request/dossier.ts'
import { dueWords } from '../../../../domain/request/due-words.ts'
import { waitingFor } from '../../../../domain/request/waiting.ts'
import { paths } from '../../../paths.ts'
import { ClockLamp } from '../clock-lamp.tsx'
import { nearDay } from '../standing-words.ts'
import { nameOf } from './forms.ts'
import { type Offers, offersTo } from './offers.ts'
import type { DossierView } from './view.ts'

const looks: Readonly<Partial<Record<Step['kind'], string>>> = { pause: 'paused', due: 'due' }

function Steps({ view: { dossier, look, row } }: { readonly view: DossierView }) {
  const { reading, clock } = dossier
  const received = reading.receivedOn ?? row.submitted_on
  return (
    <ol class="why">
      {clockSteps({ reading, clock, calendar: look.calendar, today: look.today }).map(
        ({ on, until, article, says, kind }) => (
          <li class={looks[kind]}>
            <time datetime={on}>
              {nearDay(on, received)}
              {until !== undefined && ` – ${nearDay(until, received)}`}
            </time>
            {says} <cite>{article}</cite>
          </li>
        ),
      )}
    </ol>
  )
}

function Due({ view: { dossier, look, sees } }: { readonly view: DossierView }) {
  const { clock, reading, status } = dossier
  const { large, says } = dueWords(clock, reading, look.today)
  const { who, until } = waitingFor(dossier, look.today)
  return (
    <>
      <div class="due">
        <ClockLamp lamp={clock.lamp} state={clock.state} />
        <b>{large}</b>
        <span>
          {says}
          {clock.provisional && ' · 暂定'}
        </span>
      </div>
      <p class="meta">
        <span>{dossierStatuses[status]}</span>
        {who !== '' && sees === 'all' && (
          <span>
            等待：{who}
            {until !== undefined && `，至 ${until}`}
          </span>
        )}
      </p>
    </>
  )
}

interface ActProps {
  readonly view: DossierView
  readonly id: Offers['more'][number]
  readonly look: 'primary' | 'secondary' | 'tertiary'
}

function Act({ view: { key }, id, look }: ActProps) {
  return (
    <a class="ds-button" data-variant={look} href={paths.requestAction(key.agencyId, key.id, id)}>
      {nameOf(id).says}
    </a>
  )
}

/** More buttons than these are put away, unless they are few. */
const mostAtOnce = 4
const few = 2

function Actions({ view }: { readonly view: DossierView }) {
  const { leading, more, forbidden } = offersTo(view)
  const rest = [...leading.slice(mostAtOnce), ...more]
  if (leading.length + rest.length + forbidden.length === 0) return null
  return (
    <div class="acts" id="acts">
      {leading.slice(0, mostAtOnce).map((id, at) => (
        <Act view={view} id={id} look={at === 0 ? 'primary' : 'secondary'} />
      ))}
      {rest.length <= few && rest.map((id) => <Act view={view} id={id} look="tertiary" />)}
      {rest.length > few && (
        <details class="other-acts">
          <summary class="ds-button" data-variant="tertiary">
            其他办理 {rest.length} 项
          </summary>
          <p>
            {rest.map((id) => (
              <Act view={view} id={id} look="tertiary" />
            ))}
          </p>
        </details>
      )}
      {forbidden.length > 0 && (
        <ul class="forbidden">
          {forbidden.map(({ refusal }) => (
            <li>
              {refusal.says} <cite>{refusal.article}</cite>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** When the reply is due and why, and what may be done now. The steps name third parties: who only searches goes without. */
export function DuePanel({ view }: { readonly view: DossierView }) {
  return (
    <section class="panel" aria-label="答复期限">
      <Due view={view} />
      {view.sees === 'all' && <Steps view={view} />}
      <Actions view={view} />
    </section>
  )
}
