import { refusalOf } from '../../../../domain/request/guards.ts'
import { paths } from '../../../paths.ts'
import { allows, type DossierView } from '../dossier/view.ts'

/** Whether a file can be marked page by page, as far as its name tells; its bytes decide. */
export const looksMarkable = (name: string): boolean => /\.(?:pdf|png|jpe?g)$/i.test(name)

/** Whether the person may mark files of the dossier now. */
export const mayRedact = (view: DossierView): boolean =>
  allows(view, 'redact-file') && refusalOf('redact', view.dossier, view.look, view.person) === undefined

interface Props {
  readonly view: DossierView
  readonly file: { readonly id: number; readonly name: string }
}

/** Begins marking a file, or goes on with it. */
export function RedactButton({ view, file: { id, name } }: Props) {
  if (!looksMarkable(name) || !mayRedact(view)) return null
  return (
    <form method="post" action={paths.redactions(view.key.agencyId, view.key.id, id)} class="redact-begin">
      <button class="ds-button" data-variant="tertiary" type="submit">
        区分处理<span class="sr-only">：{name}</span>
      </button>
    </form>
  )
}
