import type { Insertable } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { standingReplyOn } from '../domain/request/clock-reading.ts'
import { type Dossier, isOpenStatus } from '../domain/request/dossier.ts'
import type { Asks } from '../domain/request/facts.ts'
import type { Dispute } from '../domain/request/folded.ts'
import type { OutcomeId } from '../domain/request/outcomes.ts'
import { settlementOf } from '../domain/request/settlement.ts'
import { bands } from '../domain/request/similar.ts'
import { waitingFor } from '../domain/request/waiting.ts'
import type { RequestTable } from './request-schema.ts'
import { termsOf } from './search-terms.ts'
import { storable, toJson } from './storable.ts'

type Row = Insertable<RequestTable>

/** What the lists show of a dossier beside what it was registered with; all of it follows from the facts. */
export type CachedRow = Omit<
  Row,
  | 'agency_id'
  | 'number'
  | 'year'
  | 'serial'
  | 'masked_name'
  | 'version'
  | 'changed_at'
  | 'demonstration'
  | 'alike'
  | 'disputes'
> & { readonly disputes: readonly Dispute[] }

/** Longer contents are found by their beginning. */
const searched = 1000

const searchTermsOf = ({ subject, content }: Pick<Asks, 'subject' | 'content'>, number: string) =>
  termsOf(storable(`${number} ${subject} ${content}`.slice(0, searched)))

/** The row of a dossier that has just got its number, by which alone it differs from the row that it had without. */
export const numberedRow = (row: CachedRow, number: string): CachedRow => ({
  ...row,
  search_terms: searchTermsOf(row, number),
})

function asked(asks: Asks, number: string) {
  const { kind, applicantType, subject, content, medium, delivery } = asks
  return {
    kind,
    applicant_type: applicantType,
    subject: storable(subject),
    content: storable(content),
    medium: storable(medium),
    delivery: storable(delivery),
    bands: bands(`${subject} ${content}`),
    search_terms: searchTermsOf(asks, number),
  }
}

/** How a dossier stands on a day: what of its row changes as days pass. */
export function columnsOfDay(dossier: Dossier, today: PlainDate) {
  const { status, clock, reading } = dossier
  const repliedOn = standingReplyOn(reading)
  const { who, until } = waitingFor(dossier, today)
  return {
    status,
    is_open: isOpenStatus(status),
    state: clock.state,
    received_on: clock.receivedOn ?? null,
    due_on: clock.dueOn ?? null,
    paused_since: clock.pausedSince ?? null,
    provisional: clock.provisional,
    extended_by: reading.extended?.workdays ?? null,
    waiting_for: storable(who),
    waiting_until: until ?? null,
    replied_on: repliedOn ?? null,
    overdue_by: repliedOn === undefined ? null : (clock.overdueBy ?? null),
  }
}

/** What is counted: the outcome of the reply, or that there was none because the applicant did not want it any more. */
function outcomeOf({ reply, draft, ended }: Dossier): OutcomeId | null {
  if (reply) return reply.outcome ?? draft?.outcome ?? null
  return ended?.how === 'withdrawn' ? 'otherwise.withdrawn' : null
}

function counted(dossier: Dossier) {
  const { settledOn, settledAs } = settlementOf(dossier)
  return { settled_on: settledOn, settled_as: settledAs, disputes: dossier.disputes }
}

/** As the database takes it. */
export const written = ({ disputes, ...row }: CachedRow) => ({ ...row, disputes: toJson(disputes) })

/**
 * The row of a dossier as it stands on a day.
 *
 * @throws where the dossier was not submitted with what it asks for
 */
export function cachedRow(dossier: Dossier, { number, today }: { readonly number: string; readonly today: PlainDate }) {
  const { asks, reading, assigned, sections } = dossier
  const { channel, submittedOn } = reading
  if (!asks || channel === undefined || submittedOn === undefined)
    throw new Error(`The dossier ${number} was not submitted`)
  const row: CachedRow = {
    ...asked(asks, number),
    ...columnsOfDay(dossier, today),
    channel,
    submitted_on: submittedOn,
    section_id: assigned?.sectionId ?? null,
    handler_id: assigned?.accountId ?? null,
    handler: storable(assigned ? assigned.handler || assigned.section : ''),
    asked_sections: [...new Set(sections.map(({ sectionId }) => sectionId))],
    outcome: outcomeOf(dossier),
    ...counted(dossier),
  }
  return row
}
