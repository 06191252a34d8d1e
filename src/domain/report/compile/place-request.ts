import { type PlainDate, yearOf } from '../../calendar/plain-date.ts'
import type { ApplicantType } from '../../request/channels.ts'
import type { OutcomeId } from '../../request/outcomes.ts'
import type { CellKey } from '../form.ts'
import type { CountedRequest, CountingRules, Ledger } from './ledger.ts'

/** The years in which a request is received and settled for the report. */
export interface Place {
  readonly receivedIn: number
  /** Never before `receivedIn`; null while it is open. */
  readonly settledIn: number | null
  /** The column. */
  readonly applicantType: ApplicantType
  readonly settledAs: OutcomeId
  /** Row that a closed year counted it in, by the form of that year. */
  readonly closedRow?: { readonly form: string; readonly row: string }
}

/** What happened in a year that is closed is counted in the first year that is not. */
export function openYearOf(day: PlainDate, closedThrough: number | null): number {
  const year = yearOf(day)
  return closedThrough !== null && year <= closedThrough ? closedThrough + 1 : year
}

const settledOf = ({ closed, settledOn }: CountedRequest, receivedIn: number, closedThrough: number | null) => {
  if (closed?.settled) return closed.settled.year
  return settledOn === null ? null : Math.max(openYearOf(settledOn, closedThrough), receivedIn)
}

/**
 * Art. 50: every request is received once and settled once. What a closed year counted stays there.
 *
 * @returns undefined for what is not counted: not received yet, or gone on in other requests within its year
 */
export function placeOf(request: CountedRequest, closedThrough: Ledger['closedThrough']): Place | undefined {
  const { applicantType, closed, receivedOn, settledAs } = request
  const receivedIn = closed?.received.year ?? (receivedOn === null ? null : openYearOf(receivedOn, closedThrough))
  if (receivedIn === null) return undefined
  const settledIn = settledOf(request, receivedIn, closedThrough)
  const countedAs = closed?.settled ? closed.settled.settledAs : settledAs
  if (countedAs === null && settledIn === receivedIn) return undefined
  return {
    receivedIn,
    settledIn,
    applicantType: closed?.received.applicantType ?? applicantType,
    settledAs: countedAs ?? 'otherwise.other',
    ...(closed?.settled && { closedRow: closed.settled }),
  }
}

/** The row that counts its outcome; that of a closed year in the form of that year. */
export function rowOf({ closedRow, settledAs }: Place, { form, outcomeRows }: CountingRules): string {
  if (closedRow?.form === form.id) return closedRow.row
  const row = outcomeRows[settledAs][form.id]
  if (row === undefined) throw new Error(`No row of the form ${form.id} counts ${settledAs}`)
  return row
}

/** Cells of a year that count the request: received or carried in, settled or carried out. */
export function cellsOf(place: Place, year: number, rules: CountingRules): readonly CellKey[] {
  const { applicantType, receivedIn, settledIn } = place
  if (receivedIn > year || (settledIn !== null && settledIn < year)) return []
  const came = receivedIn === year ? 'received' : 'carried-in'
  const went = settledIn === year ? rowOf(place, rules) : 'carried-out'
  return [`${came}/${applicantType}`, `${went}/${applicantType}`]
}
