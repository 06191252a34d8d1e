import { type LetterAsked, refusalsOf } from '../../../../app/issue-letter.ts'
import { previewLetter } from '../../../../app/preview-letter.ts'
import type { Services } from '../../../../app/services.ts'
import type { Refusal } from '../../../../domain/refusal.ts'
import type { LetterPaper } from '../../../../domain/request/letters/paper.ts'
import { writeLetterDocx } from '../../../../formats/letters/docx-letter.ts'
import { typesetLetter } from '../../../../formats/letters/typeset-letter.ts'
import type { Ctx } from '../../../context.ts'
import { sendFile } from '../../send-file.ts'
import type { DossierView } from './view.ts'

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A letter as a file to save. Its name holds the number of the dossier and nothing of a person. */
export async function sendPaper(
  { typeset }: Services,
  c: Ctx,
  paper: LetterPaper,
  { as, name }: { readonly as: string; readonly name: string },
) {
  if (as === 'docx') return sendFile(c, `${name}.docx`, docxType, new Uint8Array(await writeLetterDocx(paper)))
  return sendFile(c, `${name}.pdf`, 'application/pdf', new Uint8Array(await typesetLetter(typeset, paper)))
}

/** The first of the letters as it would go out, or what it lacks. */
export async function sendDraft(
  services: Services,
  c: Ctx,
  { view, letter, as }: { readonly view: DossierView; readonly letter: LetterAsked; readonly as: string },
): Promise<Response | { readonly refusals: readonly Refusal[] } | undefined> {
  const seen = await previewLetter(services, view.person, view.key, letter)
  if (seen.ok) return sendPaper(services, c, seen.paper, { as, name: `${view.row.number}-草稿` })
  return seen.code === 'missing' ? { refusals: refusalsOf(seen.missing) } : undefined
}
