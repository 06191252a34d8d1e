import type { OutcomeId } from '../outcomes.ts'
import type { Details, DetailsOf } from './details.ts'
import type { LetterBlock, ReplySlip } from './paper.ts'
import type { LetterSubject } from './subject.ts'

/** What a kind of letter says; head, remedies and signature are the same for all. */
export interface LetterBody {
  /** Instead of the applicant. */
  readonly addressee?: string
  readonly blocks: readonly LetterBlock[]
  readonly attachments?: readonly string[]
  /** Grounds on which a part is refused. */
  readonly grounds?: readonly OutcomeId[]
  readonly slip?: ReplySlip
}

/** How one kind of letter is written, and what it has to be told. */
export interface LetterWriter<All extends Details> {
  readonly details: All
  readonly write: (subject: LetterSubject, details: DetailsOf<All>) => LetterBody
}

/** A writer whose details are typed by their table. */
export const writer = <const All extends Details>(
  details: All,
  write: LetterWriter<All>['write'],
): LetterWriter<All> => ({ details, write })
