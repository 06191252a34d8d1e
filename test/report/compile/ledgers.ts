import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countsOf, type YearCount } from '../../../src/domain/report/compile/counts.ts'
import {
  type ClosedParts,
  type CountedDispute,
  type CountedRequest,
  type CountingRules,
  itemsOf,
  type Ledger,
} from '../../../src/domain/report/compile/ledger.ts'
import type { DisputeRules } from '../../../src/domain/request/disputes.ts'
import type { Dispute } from '../../../src/domain/request/folded.ts'
import type { OutcomeRows } from '../../../src/domain/request/outcomes.ts'
import { shippedForm } from '../sheet-builder.ts'

const data = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../../data', name), 'utf8'))

export const outcomeRows = data('outcome-rows.json') as OutcomeRows
const disputeRules = data('disputes.json') as DisputeRules

const forms = { 2019: shippedForm('2019'), 2021: shippedForm('2021') } as const

/** The rules as shipped, with a form and a way to count disputes. */
export const rulesOf = (
  form: '2019' | '2021',
  countedIn: DisputeRules['countedIn'] = disputeRules.countedIn,
): CountingRules => ({ form: forms[form], outcomeRows, disputeRules: { ...disputeRules, countedIn } })

/** What the facts of a request say at some moment. */
export interface Known extends Omit<CountedRequest, 'closed' | 'id'> {
  readonly disputes: readonly Dispute[]
}

/** A request as one tells it: of a natural person, open, unless told otherwise. */
export const request = (given: Partial<Known> = {}): Known => ({
  applicantType: 'natural-person',
  receivedOn: '2021-03-04',
  settledOn: null,
  settledAs: null,
  disputes: [],
  ...given,
})

/** What a closed year keeps. */
interface Closing {
  readonly year: number
  readonly form: string
  readonly counts: readonly YearCount[]
}

export interface Closings {
  readonly closings: readonly Closing[]
}

export const noClosings: Closings = { closings: [] }

function closedParts({ closings }: Closings, id: number): ClosedParts | undefined {
  const parts = closings.flatMap(({ year, form, counts }) =>
    counts
      .filter(({ requestId, part }) => requestId === id && part !== 'dispute')
      .map((one) => ({ ...one, year, form })),
  )
  const received = parts.find(({ part }) => part === 'received')
  const settled = parts.find(({ part }) => part === 'settled')
  if (!received?.applicantType) return undefined
  const row = (cell: string) => cell.slice(0, cell.lastIndexOf('/'))
  return {
    received: { year: received.year, applicantType: received.applicantType },
    ...(settled && {
      settled: { year: settled.year, settledAs: settled.settledAs, form: settled.form, row: row(settled.cell) },
    }),
  }
}

function disputesOf(id: number, disputes: readonly Dispute[], { closings }: Closings): readonly CountedDispute[] {
  const closed = closings.flatMap(({ year, counts }) =>
    counts.filter(({ requestId, part }) => requestId === id && part === 'dispute').map((one) => ({ ...one, year })),
  )
  const items = itemsOf(disputes)
  const all = [...new Set([...items, ...closed.map(({ item }) => item)])]
  return all.map((item) => ({
    requestId: id,
    item,
    dispute: disputes[items.indexOf(item)] ?? null,
    closed: closed.filter((one) => one.item === item).map(({ year, cell }) => ({ year, cell })),
  }))
}

/** The ledger of requests, whose ids are their places from 1, and what closed years have counted of them. */
export function ledgerOf(known: readonly Known[], closed: Closings = noClosings): Ledger {
  const { closings } = closed
  return {
    closedFrom: closings[0]?.year ?? null,
    closedThrough: closings.at(-1)?.year ?? null,
    requests: known.map(({ disputes: _, ...facts }, at) => {
      const parts = closedParts(closed, at + 1)
      return { id: at + 1, ...facts, ...(parts && { closed: parts }) }
    }),
    disputes: known.flatMap(({ disputes }, at) => disputesOf(at + 1, disputes, closed)),
  }
}

/** Closes a year with what is known now. */
export function close(known: readonly Known[], before: Closings, year: number, rules: CountingRules): Closings {
  const counts = countsOf(ledgerOf(known, before), year, rules)
  return { closings: [...before.closings, { year, form: rules.form.id, counts }] }
}
