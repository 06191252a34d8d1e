import { paths } from '../../../paths.ts'
import { isOffered } from './offers.ts'
import type { DossierView } from './view.ts'

/** The answer as everybody reads it, where it is public. */
export function PublishedPanel({ view }: { readonly view: DossierView }) {
  const { published, reply } = view.dossier
  if (!published) return null
  const { agencyId, id } = view.key
  return (
    <section class="panel" id="published">
      <h2>已公开的答复</h2>
      <p>
        <a href={paths.answer(agencyId, published.answerId)}>{published.title}</a> {published.on} 公开
      </p>
      {!reply && <p class="quiet">原答复已不再有效，请撤下公开的答复，重新答复后再公开。</p>}
      {isOffered('unpublish-answer', view) && (
        <p>
          <a href={paths.requestAction(agencyId, id, 'unpublish-answer')}>撤下</a>
        </p>
      )}
    </section>
  )
}
