import type { Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { compileYear as compiled } from '../domain/report/compile/compile-year.ts'
import { countedText } from '../domain/report/compile/counted-text.ts'
import { countsOf } from '../domain/report/compile/counts.ts'
import { formForYear, type ReportForm } from '../domain/report/form.ts'
import { holdsControlsBesidesLines } from '../domain/unseen.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import { appendClosedYear, findClosedSpan } from '../store/closed-years.ts'
import { type BodyYear, findFirstCountable, findLedger, findNumbers, lockCountable } from '../store/counted-requests.ts'
import type { Database } from '../store/schema.ts'
import { appendLinks, sm3 } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { countingRules, yearNow } from './compile-year.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'

export interface YearToClose extends BodyYear {
  /** What is to be remembered about the closing; may be empty. */
  readonly remark: string
}

export type YearClosed =
  /** SM3 of the counted facts, in hexadecimal. */
  | { readonly ok: true; readonly hash: string }
  /** There is no such body for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }

export const longestRemark = 500

const article = articles.art50.cite
const refusal = (code: string, says: string): Refusal => ({ code, says, article })
const refuse = (one: Refusal): YearClosed => ({ ok: false, code: 'refused', refusal: one })

/** Before the first nation-wide form there were those of provinces: such years are kept in the oldest one there is. */
const closingForm = ({ forms }: Services, year: number): ReportForm | undefined =>
  formForYear(forms, year) ?? (year >= 2008 ? forms[0] : undefined)

/** What the trail calls a year of requests. */
export const yearSubject = (year: number): string => `year ${year}`

/** Why a year cannot be closed now; undefined where it can. */
async function closingRefusal(db: Transaction<Database>, { agencyId, year }: BodyYear): Promise<Refusal | undefined> {
  const { closedFrom, closedThrough } = await findClosedSpan(db, agencyId)
  if (closedFrom !== null && closedThrough !== null && year <= closedThrough)
    return year >= closedFrom
      ? refusal('closed-already', `${year} 年已经封账，不能再封一次。以后的变动请在“封账后的变动”里说明。`)
      : refusal('later-closed', `${closedFrom} 年已经封账，以前的年度没有可以封账的申请。`)
  const first = await findFirstCountable(db, agencyId)
  const next = closedThrough === null ? (first === null ? year : yearOf(first)) : closedThrough + 1
  if (next >= year) return undefined
  return refusal('earlier-open', `封账按年度先后进行：请先封 ${next} 年，再封 ${year} 年。`)
}

async function closeWith(
  services: Services,
  person: Person,
  transaction: Transaction<Database>,
  { agencyId, year, remark, form }: YearToClose & { readonly form: ReportForm },
): Promise<string> {
  await lockCountable(transaction, { agencyId, year })
  const ledger = await findLedger(transaction, { agencyId, year })
  const rules = countingRules(services, form)
  const { cells } = compiled(ledger, { year, isOver: true }, rules)
  const counts = countsOf(ledger, year, rules)
  const numbers = await findNumbers(transaction, agencyId, [...new Set(counts.map(({ requestId }) => requestId))])
  const counted = countedText(counts, numbers)
  const hash = sm3(counted)
  const [actor, at] = [actorOf(person), services.now()]
  const figures = { cells, counts, counted, hash }
  await appendClosedYear(transaction, { agencyId, year, form: form.id, ...figures, closedAt: at, actor, remark })
  const hex = Buffer.from(hash).toString('hex')
  const details = { form: form.id, hash: hex, lines: counts.length, ...(remark !== '' && { remark }) }
  await appendLinks(transaction, [{ agencyId, at, actor, kind: 'year-closed', subject: yearSubject(year), details }])
  return hex
}

/**
 * Closes a year (封账): its figures of requests and disputes do not change any more, whatever becomes known later; that
 * is counted in the first year that is open.
 */
export async function closeYear(services: Services, person: Person, asked: YearToClose): Promise<YearClosed> {
  const { agencyId, year } = asked
  const agency = await findAgency(services.db, agencyId)
  const standing = agency && (await standingOf(services.db, person, agency))
  if (!standing) return { ok: false, code: 'unknown' }
  const allowed = mayTo(person, 'close-year', { agency, standing })
  if (allowed !== true) return refuse(allowed)
  if (year >= yearNow(services))
    return refuse(refusal('year-not-over', `${year} 年还没有结束，从 ${year + 1} 年 1 月 1 日起可以封账。`))
  const form = closingForm(services, year)
  if (!form) return refuse(refusal('before-the-law', '条例自 2008 年 5 月 1 日起施行，此前没有可以封账的年度。'))
  const remark = asked.remark.trim()
  if ([...remark].length > longestRemark)
    return refuse(refusal('long-remark', `备注最多 ${longestRemark} 个字，请写短一些。`))
  if (holdsControlsBesidesLines(remark)) return refuse(refusal('controls', '备注里有看不见的控制字符，请重新输入。'))
  return inTransaction(services.db, async (transaction): Promise<YearClosed> => {
    await lockBodies(transaction, [agencyId])
    const refused = await closingRefusal(transaction, asked)
    if (refused) return refuse(refused)
    return { ok: true, hash: await closeWith(services, person, transaction, { agencyId, year, remark, form }) }
  })
}
