import type { Services } from '../../../../app/services.ts'
import type { Mark, Redaction } from '../../../../domain/redaction/marks.ts'
import { inMillimetres, type TypedMark } from '../../../../domain/redaction/read-mark.ts'
import { openSuggestions, type Suggestion } from '../../../../domain/redaction/suggest.ts'
import { findRedaction } from '../../../../store/redactions.ts'
import type { FieldProblems } from '../../../fields.tsx'
import { paths } from '../../../paths.ts'
import type { Back } from '../dossier/backs.tsx'
import { allows, type DossierView } from '../dossier/view.ts'
import { mayRedact } from './redact-button.tsx'

/** A redaction at one of its pages, as a person may see it. */
export interface RedactionView {
  readonly view: DossierView
  readonly redaction: Redaction
  /** Of the file that is marked. */
  readonly name: string
  /** From 1. */
  readonly page: number
  /** Somebody may still change it. */
  readonly isOpen: boolean
}

/** What a page of a redaction says besides. */
export interface RedactionBack extends Pick<Back, 'refusals'> {
  readonly problems?: FieldProblems
  readonly typed?: TypedMark
  /** Others changed it since the person looked. */
  readonly isStale?: boolean
  /** What was just done, to be undone. */
  readonly undo?: Undo
}

export type Undo = { readonly added: readonly number[] } | { readonly removed: TypedMark & { readonly page: number } }

/** A number that is not covered yet, with its name in forms. */
export interface NamedSuggestion extends Suggestion {
  readonly name: string
  readonly page: number
}

/** Numbers found and not covered, of all pages or one. */
export const suggestionsOf = ({ pages, marks }: Redaction, page?: number): readonly NamedSuggestion[] =>
  pages.flatMap(({ found }, at) => {
    if (page !== undefined && page !== at + 1) return []
    const open = new Set(openSuggestions(found, marks))
    return found.flatMap((one, nth) => (open.has(one) ? [{ ...one, page: at + 1, name: `${at + 1}-${nth}` }] : []))
  })

const pageAsked = (text: string | undefined, { pages }: Redaction) => {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= pages.length ? number : 1
}

/** The redaction of an address; undefined where there is none for this person. */
export async function findRedactionView(
  { db }: Services,
  view: DossierView,
  id: string | undefined,
  page: string | undefined,
): Promise<RedactionView | undefined> {
  const redaction = allows(view, 'redact-file') ? await findRedaction(db, view.key, Number(id)) : undefined
  if (!redaction) return undefined
  const name = view.files.find((file) => file.id === redaction.fileId)?.name ?? ''
  const isOpen = redaction.issuedFileId === null && mayRedact(view)
  return { view, redaction, name, page: pageAsked(page, redaction), isOpen }
}

/** A page of the redaction, with what else the address says. */
export function redactionPath(
  { view: { key }, redaction }: Pick<RedactionView, 'view'> & { readonly redaction: Pick<Redaction, 'id'> },
  fields: Readonly<Record<string, string | number>>,
): string {
  const path = paths.redaction(key.agencyId, key.id, redaction.id)
  const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  return query.size > 0 ? `${path}?${query}` : path
}

/** The picture of a page: as it is, or as the copy will show it. */
export function picturePath({ view: { key }, redaction }: RedactionView, page: number, isFlat: boolean): string {
  const path = paths.redactionPage(key.agencyId, key.id, redaction.id, page)
  return isFlat ? `${path}?flat=${redaction.version}` : path
}

/** A mark in millimetres, as one would type it. */
export function typedOf(mark: Mark, { pages }: Redaction): TypedMark & { readonly page: number } {
  const { width, height } = pages[mark.page - 1] ?? { width: 1, height: 1 }
  const [across, down] = [(part: number) => inMillimetres(part * width), (part: number) => inMillimetres(part * height)]
  const { page, ground, left, top } = mark
  const sides = { width: String(across(mark.width)), height: String(down(mark.height)) }
  return { page, ground, left: String(across(left)), top: String(down(top)), ...sides }
}
