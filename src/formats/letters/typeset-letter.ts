import { letterKinds } from '../../domain/request/letters/kinds.ts'
import type { LetterPaper } from '../../domain/request/letters/paper.ts'
import type { Typesetter, TypesettingOptions } from '../typeset/typesetter.ts'
import { printed } from './printable.ts'

/**
 * A letter as a tagged PDF (data/letters), laid out by GB/T 9704-2012: A4, an envelope 230 × 120 mm. The same letter
 * gives the same bytes.
 *
 * @throws {TypesettingFailed} with a sentence for people
 */
export function typesetLetter(
  typesetter: Typesetter,
  paper: LetterPaper,
  options: TypesettingOptions = {},
): Promise<Uint8Array> {
  return typesetter.pdf(`letters/${letterKinds[paper.kind].look}`, printed(paper), options)
}
