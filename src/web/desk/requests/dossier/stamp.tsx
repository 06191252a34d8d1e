import type { DossierView } from './view.ts'

/** Of which state of the dossier a form was filled in: what others did since then is not written over. */
export function Stamp({ view: { row, entered } }: { readonly view: Pick<DossierView, 'row' | 'entered'> }) {
  return (
    <>
      <input type="hidden" name="version" value={String(row.version)} />
      <input type="hidden" name="seen" value={String(entered.at(-1)?.seq ?? 0)} />
    </>
  )
}
