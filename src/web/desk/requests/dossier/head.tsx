import { dossierStatuses, isOpenStatus } from '../../../../domain/request/dossier.ts'
import { paths } from '../../../paths.ts'
import type { DossierView } from './view.ts'

/** Where one is, and which dossier it is about. */
export function DossierHead({ view }: { readonly view: Pick<DossierView, 'row' | 'dossier'> }) {
  const { row, dossier } = view
  return (
    <>
      <div class="crumb">
        <a href={paths.requests}>依申请公开</a> /{' '}
        {isOpenStatus(dossier.status) ? '办理中' : dossierStatuses[dossier.status]}
      </div>
      <h1>
        {row.number}　{row.subject}
      </h1>
    </>
  )
}
