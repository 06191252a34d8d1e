import { dayInChina } from '../../../../domain/calendar/plain-date.ts'
import { factKinds } from '../../../../domain/request/fact-kinds.ts'
import type { Correction, Entry, Fact } from '../../../../domain/request/facts.ts'
import { paths } from '../../../paths.ts'
import { chineseMinute } from '../../../report/numerals.ts'
import { factWords } from './fact-words.ts'
import { allows, type DossierView } from './view.ts'

/** An entry with what became of it. */
interface Line {
  readonly entry: Entry
  readonly first: Fact
  /** What counts now; undefined where it was struck. */
  readonly now: Fact | undefined
  /** The corrections of it, in order. */
  readonly corrections: readonly (Entry & { readonly fact: Correction })[]
}

const isCorrection = (entry: Entry): entry is Entry & { readonly fact: Correction } =>
  entry.fact.happened === 'entry-corrected'

/** All that was entered, in the order in which it happened; of the same day in the order of the law, then of entry. */
function linesOf({ entered, dossier }: Pick<DossierView, 'entered' | 'dossier'>): readonly Line[] {
  const corrections = entered.filter(isCorrection)
  const place = new Map(dossier.entries.map(({ seq }, at) => [seq, at]))
  const now = new Map(dossier.entries.map(({ seq, fact }) => [seq, fact]))
  return entered
    .flatMap((entry): readonly Line[] => {
      const { fact, seq } = entry
      if (fact.happened === 'entry-corrected') return []
      return [{ entry, first: fact, now: now.get(seq), corrections: corrections.filter((one) => one.fact.seq === seq) }]
    })
    .toSorted((a, b) => {
      const [one, other] = [(a.now ?? a.first).on, (b.now ?? b.first).on]
      if (one !== other) return one < other ? -1 : 1
      return (place.get(a.entry.seq) ?? a.entry.seq) - (place.get(b.entry.seq) ?? b.entry.seq)
    })
}

function FactLine({ fact }: { readonly fact: Fact }) {
  const said = factWords(fact)
  return (
    <>
      <time datetime={fact.on}>{fact.on}</time> <b>{factKinds[fact.happened].says}</b>
      {said !== '' && <span class="said-by"> {said}</span>}
    </>
  )
}

/** Who entered it; when, where that was another day. */
function Entered({ entry: { person, enteredAt }, on }: { readonly entry: Entry; readonly on: string }) {
  return (
    <small>
      {person}
      {dayInChina(enteredAt) === on ? '' : `，${chineseMinute(enteredAt)} 录入`}
    </small>
  )
}

function Corrected({ corrections }: Pick<Line, 'corrections'>) {
  return (
    <>
      {corrections.map(({ fact, person, enteredAt }) => (
        <p class="corrected-by">
          {fact.to === null ? '撤销' : '更正'}：{fact.reason}
          <small>
            {person}，{chineseMinute(enteredAt)}
          </small>
        </p>
      ))}
    </>
  )
}

const isSame = (one: Fact, other: Fact | undefined) => JSON.stringify(one) === JSON.stringify(other)

function HistoryLine({ line, view }: { readonly line: Line; readonly view: DossierView }) {
  const { entry, first, now, corrections } = line
  const { agencyId, id } = view.key
  return (
    <li id={`entry-${entry.seq}`}>
      {!isSame(first, now) && (
        <s>
          <FactLine fact={first} />
        </s>
      )}
      {now && (
        <div>
          <FactLine fact={now} />
        </div>
      )}
      <Entered entry={entry} on={first.on} />
      {allows(view, 'correct-entry') && (
        <a class="go" href={`${paths.requestAction(agencyId, id, 'correct-entry')}?entry=${entry.seq}`}>
          更正<span class="sr-only">（{factKinds[first.happened].says}）</span>
        </a>
      )}
      <Corrected corrections={corrections} />
    </li>
  )
}

/** All that happened, with what was put right and why. */
export function History({ view }: { readonly view: DossierView }) {
  return (
    <section class="panel" id="history">
      <h2>办理经过</h2>
      <ol class="trail">
        {linesOf(view).map((line) => (
          <HistoryLine line={line} view={view} />
        ))}
      </ol>
    </section>
  )
}

/** Entries as they were added, for whoever did not see them yet. */
export function NewEntries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ol class="trail">
      {entries.map((entry) => (
        <li>
          {entry.fact.happened === 'entry-corrected' ? (
            <>
              更正第 {entry.fact.seq} 条登记：{entry.fact.reason}
            </>
          ) : (
            <FactLine fact={entry.fact} />
          )}
          <small>
            {entry.person}，{chineseMinute(entry.enteredAt)}
          </small>
        </li>
      ))}
    </ol>
  )
}
