import type { TrailEntry, TrailEvent } from '../../../domain/report/trail.ts'
import type { Attempt } from './attempt.ts'
import { readCorrection } from './read-correction.ts'
import type { Verification } from './verification.ts'

type Wanted = Pick<Attempt, 'verb' | 'fields'>

/** Whether an event is what the form asks for. */
function isWanted(event: TrailEvent, { verb, fields }: Wanted, { form, report }: Verification): boolean {
  if (verb === 'act') return event.kind === 'moved' && event.action === fields.action
  if (verb === 'judge')
    return event.kind === 'judged' && event.finding === fields.finding && event.verdict === fields.verdict
  if (verb !== 'correct' || event.kind !== 'corrected' || event.cell !== fields.cell) return false
  const read = readCorrection(fields, form, report)
  return read.ok && read.to === event.to
}

/**
 * Whether all that came between is the very thing that the form asks for, by the same person: a button was pressed
 * twice. The second answer is the one that a browser shows, and it should not say that nothing was done.
 */
export function isDoneTwice(since: readonly TrailEntry[], person: string, wanted: Wanted, all: Verification): boolean {
  const [entry, ...others] = since
  if (!entry || others.length > 0 || entry.person !== person || !isWanted(entry.event, wanted, all)) return false
  return 'reason' in entry.event && entry.event.reason === (wanted.fields.reason ?? '').trim()
}
