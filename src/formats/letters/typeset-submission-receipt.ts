import type { SubmissionReceipt } from '../../domain/request/letters/submission-receipt.ts'
import type { Typesetter, TypesettingOptions } from '../typeset/typesetter.ts'
import { withoutUnprintable } from './printable.ts'

/**
 * The slip that an applicant keeps, as a PDF of A4.
 *
 * @throws {TypesettingFailed} with a sentence for people
 */
export const typesetSubmissionReceipt = (
  typesetter: Typesetter,
  receipt: SubmissionReceipt,
  options: TypesettingOptions = {},
): Promise<Uint8Array> => typesetter.pdf('letters/submitted', withoutUnprintable(receipt), options)
