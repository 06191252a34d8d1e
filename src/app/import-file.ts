import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { indexBodies } from '../domain/agency/match-body.ts'
import type { Person } from '../domain/agency/person.ts'
import type { Reading } from '../domain/report/reading.ts'
import { lockBodies } from '../store/agencies.ts'
import { findNamedAlike } from '../store/agency-names.ts'
import type { BatchKey } from '../store/import-batches.ts'
import { appendImportFile, type FileResult, findSameFile, isWaiting } from '../store/import-files.ts'
import { findReportWithFile } from '../store/report-sources.ts'
import type { Database } from '../store/schema.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { placeReport, sameFileSays } from './place-report.ts'
import type { ReportRead } from './read-report.ts'
import type { Services } from './services.ts'
import { sha256Of } from './sha256.ts'

export interface FileBrought {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** The sender did not hear what became of it the first time. */
  readonly again?: boolean
}

export type FileImported =
  /** Id of the file in its batch. */
  | { readonly ok: true; readonly id: number }
  /** The program is stopping; nothing is known of the file. */
  | { readonly ok: false; readonly says: string }

/** Why a report cannot be placed without a person, or the body and year that it is of. */
export type Whose =
  | { readonly ok: true; readonly agency: Agency; readonly year: number }
  | { readonly ok: false; readonly says: string }

type Told = Pick<Reading, 'agency' | 'year' | 'title'>

/** Years that the library holds; our own JSON may tell others. */
export const storedYear = ({ year }: Pick<Reading, 'year'>): number | undefined =>
  year !== null && year >= 1949 && year <= 9999 ? year : undefined

/** The body that a title names in full: an office's report is told from its government's by the title alone. */
const namedByTitle = (title: string | null) =>
  title?.replace(/\s/g, '').replace(/(?:20\d\d年?度?|政府信息公开|政务公开).*$/, '') ?? ''

/** The body and year of a report, among bodies that might be it. */
export function whoseReport(reading: Told, find: ReturnType<typeof indexBodies>['find']): Whose {
  const named = reading.agency ?? ''
  const match = find(named)
  if (match.kind === 'none') {
    const says =
      named === ''
        ? '看不出是哪个机关的报告，请选择机关。'
        : `报告写的机关是“${named}”，本机关及下属机关里没有这个名称。`
    return { ok: false, says }
  }
  const byTitle = find(namedByTitle(reading.title))
  const agencies = match.kind === 'several' ? match.agencies : [match.agency]
  const other = byTitle.kind === 'one' && !agencies.includes(byTitle.agency) ? [byTitle.agency] : []
  const [agency, ...others] = [...agencies, ...other]
  if (!agency || others.length > 0) {
    const names = [...agencies, ...other].map(({ name }) => `“${name}”`)
    return { ok: false, says: `报告可能是${names.join('或')}的，请选择机关。` }
  }
  const year = storedYear(reading)
  if (year === undefined) return { ok: false, says: `看得出是${agency.name}的报告，看不出是哪一年的，请填写年度。` }
  return { ok: true, agency, year }
}

/**
 * Takes a file into a batch: wholly, with what became of it, or not at all. A report whose body and year are told and
 * free becomes a draft; what a person has to decide is kept. The same file brought twice at once makes one draft.
 */
export async function importFile(
  services: Services,
  person: Person,
  batch: BatchKey,
  file: FileBrought,
): Promise<FileImported> {
  const { db, readers, now } = services
  const { fileName, bytes } = file
  const sha256 = sha256Of(bytes)
  const add = (on: Services['db'], result: FileResult) =>
    appendImportFile(on, batch, { ...result, fileName, size: bytes.length, sha256, at: now() })
  const before = file.again ? await findSameFile(db, batch, { fileName, sha256 }) : undefined
  if (before !== undefined) return { ok: true, id: before }
  const there = await findThere(db, batch.agencyId, sha256)
  if (there) return { ok: true, id: await add(db, there) }
  const outcome = await readers.read(bytes, { fileName })
  if (!outcome.ok) {
    const { code, message } = outcome.unreadable
    return code === 'closed'
      ? { ok: false, says: message }
      : { ok: true, id: await add(db, { state: 'unreadable', message }) }
  }
  const { report } = outcome
  return inTransaction(db, async (transaction) => {
    const result = await place(transaction, services, { person, read: report, bytes, fileName })
    return { ok: true, id: await add(transaction, result) }
  })
}

/** The same file, where it is stored or waits for a decision already. */
async function findThere(db: Services['db'], agencyId: number, sha256: Uint8Array): Promise<FileResult | undefined> {
  const stored = await findReportWithFile(db, sha256, agencyId)
  if (stored) {
    const { agencyName, year } = stored
    return { state: 'duplicate', message: sameFileSays(agencyName, year), report: stored, bodyName: agencyName, year }
  }
  if (!(await isWaiting(db, agencyId, sha256))) return undefined
  return { state: 'duplicate', message: '同一份文件已经收到，正等待处理，没有重复导入。' }
}

interface Brought {
  readonly person: Person
  readonly read: ReportRead
  readonly bytes: Uint8Array
  readonly fileName: string
}

async function place(
  transaction: Transaction<Database>,
  services: Services,
  { person, read, bytes, fileName }: Brought,
): Promise<FileResult> {
  const { reading } = read
  const told = { bodyName: reading.agency, year: storedYear(reading) ?? null }
  const whose = await whoseAmong(transaction, person, reading)
  if (!whose.ok) {
    // Others who bring the same file at the same time wait here, and find it.
    await lockBodies(transaction, [person.agencyId])
    const there = await findThere(transaction, person.agencyId, sha256Of(bytes))
    return there ?? { ...told, state: 'unmatched', message: whose.says, bytes }
  }
  const { agency, year } = whose
  const brought = { agency, year, read, bytes, fileName, actor: actorOf(person), status: 'draft' } as const
  const placed = await placeReport(transaction, services, brought)
  return { ...told, ...placed, bytes: placed.state === 'taken' ? bytes : null }
}

/** Whose a report is, among the person's own body and those below it. */
async function whoseAmong(db: Transaction<Database>, { agencyId }: Person, reading: Told): Promise<Whose> {
  const names = [reading.agency ?? '', namedByTitle(reading.title)].filter((name) => name !== '')
  const alike = await Promise.all(names.map((name) => findNamedAlike(db, agencyId, name)))
  const bodies = new Map(alike.flat().map((agency) => [agency.id, agency]))
  return whoseReport(reading, indexBodies([...bodies.values()]).find)
}
