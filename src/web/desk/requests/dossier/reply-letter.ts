import type { Decision } from '../../../../domain/request/facts.ts'
import { type ReplyKind, replyKindOf } from '../../../../domain/request/letters/kinds.ts'
import type { DossierView } from './view.ts'

/** The reply that tells a decision; of an application to correct a record, the one that tells what was found (art. 41). */
export function replyKindFor(
  { row, dossier }: Pick<DossierView, 'row' | 'dossier'>,
  { outcome }: Pick<Decision, 'outcome'>,
): ReplyKind {
  const { verified } = dossier
  return row.kind === 'record-correction' && verified ? replyKindOf(verified.result) : replyKindOf(outcome)
}
