import type { Transaction } from 'kysely'
import type { Person } from '../domain/agency/person.ts'
import { dayInChina, yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { formForYear } from '../domain/report/form.ts'
import { reportStatuses } from '../domain/report/status.ts'
import { holdsControls, withoutUnseen } from '../domain/unseen.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import { appendNilReturn, findNilReturn, removeNilReturn } from '../store/nil-returns.ts'
import { findReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import type { Actor } from '../store/trail.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'

/** Which nil return a person means. */
export interface NilTarget {
  readonly agencyId: number
  /** Data year. */
  readonly year: number
}

export type NilAnswer =
  | { readonly ok: true }
  /** There is no such body for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }

const article = '条例第四十九条'
const refuse = (code: string, says: string): NilAnswer => ({
  ok: false,
  code: 'refused',
  refusal: { code, says, article },
})

/** Most characters of a reason. */
export const longestReason = 500

interface Held extends NilTarget {
  readonly transaction: Transaction<Database>
  readonly actor: Actor
  readonly at: Date
}

/** Declares that a body has nothing to report for a year; by itself or by a body above it. */
export async function declareNil(
  services: Services,
  person: Person,
  { reason, ...target }: NilTarget & { readonly reason: string },
): Promise<NilAnswer> {
  const { agencyId, year } = target
  return withBody(services, person, target, async (held) => {
    const given = reason.trim()
    const refusal = wrongYear(services, year) ?? wrongReason(given)
    if (refusal) return refusal
    const report = await findReport(held.transaction, { agencyId, year, publishedOnly: false })
    if (report) {
      const says = `${year}年已有年度报告（${reportStatuses[report.status]}），不能申报零报告。报告有误的，可以更正后报送；确实没有内容可报的，先弃用报告，再申报。`
      return refuse('report-there', says)
    }
    if (await findNilReturn(held.transaction, target))
      return refuse('already-declared', `${year}年已经申报过零报告，不用再申报；要改理由，请先撤回。`)
    await appendNilReturn(held.transaction, { ...held, reason: given })
    return { ok: true }
  })
}

/** Takes a nil return back: the body owes a report again. */
export async function withdrawNil(services: Services, person: Person, target: NilTarget): Promise<NilAnswer> {
  return withBody(services, person, target, async (held) => {
    if (await removeNilReturn(held.transaction, held)) return { ok: true }
    return refuse('not-declared', `${target.year}年没有申报过零报告，或者已经撤回，不用再撤回。`)
  })
}

async function withBody(
  { db, now }: Services,
  person: Person,
  target: NilTarget,
  act: (held: Held) => Promise<NilAnswer>,
): Promise<NilAnswer> {
  return inTransaction(db, async (transaction) => {
    const agency = await findAgency(transaction, target.agencyId)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!standing) return { ok: false, code: 'unknown' }
    const allowed = mayTo(person, 'declare-nil', { agency, standing })
    if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
    await lockBodies(transaction, [agency.id])
    return act({ ...target, transaction, actor: actorOf(person), at: now() })
  })
}

function wrongYear({ forms, now }: Services, year: number): NilAnswer | undefined {
  if (!formForYear(forms, year)) return refuse('no-form', `${year}年没有年度报告格式，请选择有报送任务的年度。`)
  if (year < yearOf(dayInChina(now()))) return undefined
  return refuse('year-not-over', `${year}年还没有结束，有没有内容可报还不能确定。请在次年报送期内申报。`)
}

function wrongReason(reason: string): NilAnswer | undefined {
  if (withoutUnseen(reason).trim() === '')
    return refuse('reason-missing', '请写明没有内容可报的理由（例如“本机关年内新组建”），再申报。')
  if (holdsControls(reason.replace(/[\t\r\n]/g, '')))
    return refuse('reason-unreadable', '理由里有看不见的控制字符，请重新输入。')
  if (reason.length > longestReason)
    return refuse('reason-too-long', `理由最多 ${longestReason} 个字，现在有 ${reason.length} 个字，请缩短。`)
  return undefined
}
