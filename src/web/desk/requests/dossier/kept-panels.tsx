import { paths } from '../../../paths.ts'
import { chineseMinute } from '../../../report/numerals.ts'
import type { Beside } from './beside.ts'
import { isOffered } from './offers.ts'
import { Stamp } from './stamp.tsx'
import type { DossierView } from './view.ts'

/** Searches that office or section recorded themselves. */
export function SearchesPanel({ view: { dossier } }: { readonly view: DossierView }) {
  const { searches } = dossier
  if (searches.length === 0) return null
  return (
    <section class="panel" id="searches">
      <h2>检索记录</h2>
      <ol class="trail">
        {searches.map(({ on, where, how, found, text, person }) => (
          <li>
            <time datetime={on}>{on}</time> <b>{found ? '找到' : '没有找到'}</b> {where}；{how}；{text}
            <small>{person}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Notes for inside, and room for another one. */
export function NotesPanel({ view }: { readonly view: DossierView }) {
  const { entries } = view.dossier
  const { agencyId, id } = view.key
  const notes = entries.flatMap(({ fact, person, seq }) =>
    fact.happened === 'noted' ? [{ ...fact, person, seq }] : [],
  )
  const mayNote = isOffered('note', view)
  if (notes.length === 0 && !mayNote) return null
  return (
    <section class="panel" id="notes">
      <h2>内部备注</h2>
      {notes.length > 0 && (
        <ol class="trail">
          {notes.map(({ on, text, person }) => (
            <li>
              <time datetime={on}>{on}</time> {text}
              <small>{person}</small>
            </li>
          ))}
        </ol>
      )}
      {mayNote && (
        <form method="post" action={paths.requestAction(agencyId, id, 'note')} class="note-form">
          <Stamp view={view} />
          <label class="sr-only" for="note-text">
            备注
          </label>
          <textarea class="ds-input" id="note-text" name="text" rows={2} required />
          <button class="ds-button" data-variant="secondary" type="submit">
            加备注
          </button>
        </form>
      )}
    </section>
  )
}

const kinds: Readonly<Record<string, string>> = { revealed: '查看申请人信息', exported: '导出' }

const fieldsSeen = (details: Readonly<Record<string, unknown>>) =>
  Array.isArray(details.fields) ? details.fields.join('、') : ''

/** What left a mark in the trail without changing the dossier. */
export function TrailPanel({ beside: { links } }: { readonly beside: Beside }) {
  if (links.length === 0) return null
  return (
    <details class="panel" id="trail">
      <summary>
        <h2>留痕 {links.length} 条</h2>
      </summary>
      <ol class="trail">
        {links.toReversed().map(({ at, person, kind, details }) => (
          <li>
            <time datetime={at.toISOString()}>{chineseMinute(at)}</time> <b>{person}</b> {kinds[kind] ?? kind}
            {fieldsSeen(details) !== '' && `：${fieldsSeen(details)}`}
            {typeof details.reason === 'string' && <q>{details.reason}</q>}
          </li>
        ))}
      </ol>
    </details>
  )
}
