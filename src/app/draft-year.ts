import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { CompiledYear } from '../domain/report/compile/compile-year.ts'
import { cellState } from '../domain/report/decisions.ts'
import type { CellKey } from '../domain/report/form.ts'
import { reportJsonVersion } from '../domain/report/report-json.ts'
import { reportStatuses } from '../domain/report/status.ts'
import type { CellState } from '../domain/report/trail.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import type { BodyYear } from '../store/counted-requests.ts'
import { findReport, type StoredReport } from '../store/reports.ts'
import type { Database } from '../store/schema.ts'
import { inTransaction } from '../store/transaction.ts'
import { type Acted, checkAgain, note, withReport } from './act-on-report.ts'
import { actorOf } from './actor.ts'
import { compileYear } from './compile-year.ts'
import { readReport } from './read-report.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'
import { storeReport } from './store-report.ts'

/** A cell of the draft that the count says something else of. */
export interface CellToChange {
  readonly cell: CellKey
  readonly was: CellState
  readonly to: number
}

/** What storing the figures of a year as a draft would do. */
export interface YearDraft {
  readonly agency: Agency
  readonly compiled: CompiledYear
  /** The draft that takes the figures; undefined where one is made. */
  readonly draft: StoredReport | undefined
  readonly changes: readonly CellToChange[]
}

export type YearDraftFound = { readonly ok: true; readonly found: YearDraft } | Refused

interface Refused {
  readonly ok: false
  readonly code: 'refused'
  readonly refusal: Refusal
}

const refuse = (code: string, says: string): Refused => ({
  ok: false,
  code: 'refused',
  refusal: { code, says, article: articles.art50.cite },
})

/** What storing a year's figures as a draft report would do, or why it cannot be done. */
export async function findYearDraft(services: Services, agency: Agency, year: number): Promise<YearDraftFound> {
  const draft = await findReport(services.db, { agencyId: agency.id, year, publishedOnly: false })
  if (draft && draft.status !== 'draft')
    return refuse(
      'report-there',
      `${agency.name}${year}年的年度报告${reportStatuses[draft.status]}，统计不能写进去。请先撤回、退回或者撤下那份报告，待它回到“${reportStatuses.draft}”再存。`,
    )
  const answer = await compileYear(services, { agencyId: agency.id, year, ...(draft && { form: draft.reading.form }) })
  if (!answer.ok) return { ok: false, code: 'refused', refusal: answer.refusal }
  const { compiled } = answer
  if (compiled.state === 'under-way')
    return refuse('year-not-over', `${year} 年还没有结束，从 ${year + 1} 年 1 月 1 日起可以存为年度报告草稿。`)
  const changes = Object.entries(compiled.cells)
    .map(([cell, to]) => ({ cell, was: draft ? cellState(draft.reading.cells, cell) : ('absent' as const), to }))
    .filter(({ was, to }) => was !== to)
  return { ok: true, found: { agency, compiled, draft, changes } }
}

export interface YearDraftAsked extends BodyYear {
  /** Version of the draft that the person had before them; null where there was none. */
  readonly version: number | null
}

type Inside = Services & { readonly db: Transaction<Database> }

/** Our own JSON of the counted sections; the other cells are absent, to be filled in at the report. */
async function makeDraft(inside: Inside, person: Person, { agency, compiled }: YearDraft): Promise<Acted> {
  const { year, form, cells } = compiled
  const title = `${agency.name}${year}年政府信息公开工作年度报告`
  const sheet = { version: reportJsonVersion, title, agency: agency.name, year, form: form.id, cells }
  const bytes = new TextEncoder().encode(JSON.stringify(sheet))
  const read = await readReport(bytes, inside.forms)
  if (!read.ok) throw new Error(`Counted figures cannot be read as a sheet: ${read.unreadable.message}`)
  const about = { agency, year, read: read.report, bytes, fileName: `${agency.shortName}${year}年统计.json` }
  await storeReport(inside.db, inside, { ...about, actor: actorOf(person), status: 'draft' })
  return { ok: true, version: 1 }
}

/** Puts the figures into the draft as corrections: prose, other cells and what was read stay. */
async function fillDraft(inside: Inside, person: Person, { agency, compiled, changes }: YearDraft, version: number) {
  const { year } = compiled
  const reason = `按登记的案卷统计（${year}年统计）`
  return withReport(inside, person, { agencyId: agency.id, year, version }, async (held) => {
    const { sha256 } = held.report.source
    for (const { cell, was, to } of changes) await note(held, { kind: 'corrected', cell, was, to, reason, sha256 })
    return changes.length === 0 ? { ok: true, version } : checkAgain(held)
  })
}

/**
 * Art. 50: makes the figures of sections three and four part of the draft of the body's report of the year, which is
 * made where there is none.
 */
export async function draftYear(services: Services, person: Person, asked: YearDraftAsked): Promise<Acted> {
  const { agencyId, year, version } = asked
  return inTransaction(services.db, async (db): Promise<Acted> => {
    const agency = await findAgency(db, agencyId)
    const standing = agency && (await standingOf(db, person, agency))
    if (!standing) return { ok: false, code: 'unknown' }
    const allowed = mayTo(person, 'draft-year', { agency, standing })
    if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
    await lockBodies(db, [agencyId])
    const inside = { ...services, db }
    const answer = await findYearDraft(inside, agency, year)
    if (!answer.ok) return answer
    const { draft } = answer.found
    if ((draft?.version ?? null) !== version) return { ok: false, code: 'changed' }
    return draft ? fillDraft(inside, person, answer.found, draft.version) : makeDraft(inside, person, answer.found)
  })
}
