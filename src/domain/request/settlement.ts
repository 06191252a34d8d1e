import type { PlainDate } from '../calendar/plain-date.ts'
import type { Dossier } from './dossier.ts'
import type { OutcomeId } from './outcomes.ts'

/** When the report counts a request as settled, and as what; once, whatever a dispute makes of it later. */
export interface Settlement {
  readonly settledOn: PlainDate | null
  /** Null while it is open, and where the dossier went on in others. */
  readonly settledAs: OutcomeId | null
}

type End = NonNullable<Dossier['ended']>['how']

/** What is counted where the body never replied: 拆分、并案 go on in other dossiers. */
const endedAs: Readonly<Record<End, OutcomeId | null>> = {
  withdrawn: 'otherwise.withdrawn',
  transferred: 'otherwise.other',
  split: null,
  merged: null,
}

/** Arts. 36, 50: by the first reply, or by the end of a dossier that was not replied to. */
export function settlementOf({ firstReply, ended }: Pick<Dossier, 'firstReply' | 'ended'>): Settlement {
  if (firstReply) return { settledOn: firstReply.on, settledAs: firstReply.outcome ?? 'otherwise.other' }
  return ended ? { settledOn: ended.on, settledAs: endedAs[ended.how] } : { settledOn: null, settledAs: null }
}
