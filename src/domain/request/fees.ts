import { articles } from '../articles.ts'
import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { Refusal } from '../refusal.ts'

/** A progressive scale: each one of a band costs its rate, whatever the others cost. Rates are whole yuan. */
export interface FeeScale {
  /** Ascending; a band reaches up to and including `upTo`. */
  readonly bands: readonly { readonly upTo: number; readonly rate: number }[]
  /** Behind the last band: every so many more cost so much more; `null`: one band without an end. */
  readonly beyond: { readonly every: number | null; readonly more: number }
}

/** The rules on the fee for handling (信息处理费, 国办函〔2020〕109号), as `data/processing-fee.json` holds them. */
export interface FeeRules {
  readonly basis: string
  /** Requests received before this day cost nothing. */
  readonly inForce: PlainDate
  /** Calendar days, the first of which is the day after the notice was received. */
  readonly daysToPay: number
  /** Requests of one applicant to one body in a calendar month. */
  readonly perRequest: FeeScale
  /** Pages of one request: A4 or smaller, one side a page. */
  readonly perPage: FeeScale
}

/** Ways of charging; a body takes one of them for a request, never both. */
export const feeMethods = { 'per-request': '按件计收', 'per-page': '按量计收' } as const satisfies Record<
  string,
  string
>

export type FeeMethod = keyof typeof feeMethods

/** What may be charged; a person decides whether it is (条例第四十二条: 可以). */
export interface FeeProposal {
  readonly method: FeeMethod
  /** Yuan. */
  readonly amount: number
  /** How the amount is reached, a line a band, for the notice. */
  readonly lines: readonly string[]
  /** The bands that cost something, for the table of the notice. */
  readonly rows: readonly FeeRow[]
}

/** So many of a band at so many yuan each. */
export interface FeeRow {
  readonly band: string
  readonly count: number
  readonly rate: number
}

export type Fee =
  | { readonly ok: true; readonly proposal: FeeProposal }
  | { readonly ok: false; readonly refusal: Refusal }

/** A stretch of a scale in which each one costs the same. */
interface Charge {
  readonly from: number
  readonly to: number
  /** Yuan for each. */
  readonly rate: number
}

/** The band of the nth (from 1) with its rate. */
function bandOf({ bands, beyond }: FeeScale, n: number): Charge {
  const at = bands.findIndex(({ upTo }) => n <= upTo)
  const { upTo: last, rate } = bands.at(-1) ?? { upTo: 0, rate: 0 }
  if (at >= 0) return { from: (bands[at - 1]?.upTo ?? 0) + 1, to: bands[at]?.upTo ?? 0, rate: bands[at]?.rate ?? 0 }
  if (beyond.every === null) return { from: last + 1, to: Number.POSITIVE_INFINITY, rate: rate + beyond.more }
  const steps = Math.ceil((n - last) / beyond.every)
  const to = last + steps * beyond.every
  return { from: to - beyond.every + 1, to, rate: rate + steps * beyond.more }
}

/** What those from one to another (both counted from 1 and included) cost, a band after the other. */
function charges(scale: FeeScale, from: number, to: number): readonly Charge[] {
  const found: Charge[] = []
  for (let next = from; next <= to; ) {
    const band = bandOf(scale, next)
    const end = Math.min(band.to, to)
    found.push({ from: next, to: end, rate: band.rate })
    next = end + 1
  }
  return found
}

const costOf = ({ from, to, rate }: Charge) => (to - from + 1) * rate

/** Requests of one applicant in a calendar month that cost nothing. */
export const freeInMonth = ({ perRequest }: FeeRules): number =>
  perRequest.bands.find(({ rate }) => rate === 0)?.upTo ?? 0

/** Yuan for the first so many. */
export const feeFor = (scale: FeeScale, count: number): number =>
  charges(scale, 1, count).reduce((sum, charge) => sum + costOf(charge), 0)

interface Handling {
  /** Day on which the request was received. */
  readonly receivedOn: PlainDate
  readonly rules: FeeRules
}

interface RequestHandling extends Handling {
  /** Requests of the applicant to the body that came earlier in the calendar month. */
  readonly earlier: number
  /** Requests to charge for now: one, or the smallest units into which one is split (一事一申请). */
  readonly further?: number
}

interface PageHandling extends Handling {
  readonly pages: number
}

/** 按件: one further request of the same applicant in the calendar month, at the rate of its place among them. */
export function requestFee({ earlier, further = 1, receivedOn, rules }: RequestHandling): Fee {
  const refusal = refusalOf(rules, receivedOn, [earlier, further])
  if (refusal) return { ok: false, refusal }
  const [year, month] = receivedOn.split('-').map(Number)
  const found = charges(rules.perRequest, earlier + 1, earlier + further)
  const intro = `同一申请人 ${year} 年 ${month} 月内此前已申请 ${earlier} 件，本次 ${further} 件。`
  return proposed('per-request', intro, found)
}

/** 按量: the pages of one request; those of others do not add to them. */
export function pageFee({ pages, receivedOn, rules }: PageHandling): Fee {
  const refusal = refusalOf(rules, receivedOn, [pages])
  if (refusal) return { ok: false, refusal }
  const found = charges(rules.perPage, 1, pages)
  const intro = `本件申请提供 ${pages} 页（A4 及以下幅面，单面为一页）。`
  return proposed('per-page', intro, found)
}

const units = { 'per-request': '件', 'per-page': '页' } as const satisfies Record<FeeMethod, string>

function proposed(method: FeeMethod, intro: string, found: readonly Charge[]): Fee {
  const amount = found.reduce((sum, charge) => sum + costOf(charge), 0)
  const unit = units[method]
  const rows = found.map((charge) => rowOf(charge, unit))
  const lines = [intro, ...rows.map((row) => lineOf(row, unit)), `合计 ${amount} 元。`]
  return { ok: true, proposal: { method, amount, lines, rows: rows.filter(({ rate }) => rate > 0) } }
}

const rowOf = ({ from, to, rate }: Charge, unit: string): FeeRow => ({
  band: from === to ? `第 ${from} ${unit}` : `第 ${from} ${unit}至第 ${to} ${unit}`,
  count: to - from + 1,
  rate,
})

const lineOf = ({ band, count, rate }: FeeRow, unit: string): string =>
  rate === 0 ? `${band}：不收费。` : `${band}：${count} ${unit} × ${rate} 元 = ${count * rate} 元。`

/** The last day to pay: so many days from the day after the notice was received. */
export const payUntil = (noticeReceivedOn: PlainDate, { daysToPay }: FeeRules): PlainDate =>
  addDays(noticeReceivedOn, daysToPay)

const { art42 } = articles

/** More than anybody asks for; a slip of the keyboard is told rather than charged. */
const most = 1_000_000

function refusalOf(rules: FeeRules, receivedOn: PlainDate, counts: readonly number[]): Refusal | undefined {
  const { basis, inForce } = rules
  if (receivedOn < inForce) {
    const says = `${basis}自 ${inForce} 起施行，${receivedOn} 收到的申请不收取信息处理费。`
    return { code: 'not-in-force', says, article: art42.cite }
  }
  if (counts.every((count) => Number.isInteger(count) && count >= 0 && count <= most)) return undefined
  return {
    code: 'no-count',
    says: `件数、页数应当是 0 到 ${most} 的整数，这里是 ${counts.join('、')}。`,
    article: art42.cite,
  }
}
