import type { Person } from '../domain/agency/person.ts'
import { dayInChina, yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Reading } from '../domain/report/reading.ts'
import { findAgency } from '../store/agencies.ts'
import { type FileKey, findWaitingFile, saveFileResult } from '../store/import-files.ts'
import { findHeldReports } from '../store/report-sources.ts'
import type { ImportState } from '../store/schema.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Acted } from './act-on-report.ts'
import { actorOf } from './actor.ts'
import { storedYear } from './import-file.ts'
import { placeReport } from './place-report.ts'
import { replaceFile } from './replace-file.ts'
import type { Services } from './services.ts'
import { standingOf } from './standing.ts'

export type Settled =
  | { readonly ok: true; readonly state: ImportState }
  | { readonly ok: false; readonly refusal: Refusal }

const refuse = (code: string, says: string): Settled => ({ ok: false, refusal: { code, says } })

const settledBefore: Refusal = {
  code: 'settled-already',
  says: '这份文件已经处理过了，可能是别人刚刚处理的。请看批次里它现在的状态。',
}
const settledAlready: Settled = { ok: false, refusal: settledBefore }

/** Tells body and year of a file that waits: it becomes a draft, unless the body has a report of the year. */
export async function settleFile(
  services: Services,
  person: Person,
  file: FileKey,
  { agencyId, year }: { readonly agencyId: number; readonly year: number | null },
): Promise<Settled> {
  const waiting = await findWaitingFile(services.db, file)
  if (!waiting) return settledAlready
  const { bytes, fileName } = waiting
  // Outside of a transaction: a reading can take seconds, in which nobody should have to wait.
  const outcome = await services.readers.read(bytes, { fileName })
  if (!outcome.ok) return refuse(outcome.unreadable.code, `文件没有读成，仍留在待处理里。${outcome.unreadable.message}`)
  const { report: read } = outcome
  const refusal = yearRefusal(read.reading, year, services.now())
  if (refusal) return { ok: false, refusal }
  const dataYear = storedYear(read.reading) ?? (year as number)
  return inTransaction(services.db, async (transaction): Promise<Settled> => {
    if (!(await findWaitingFile(transaction, file, true))) return settledAlready
    const agency = await findAgency(transaction, agencyId)
    if (!agency || !(await standingOf(transaction, person, agency)))
      return refuse('no-such-body', '本机关及下属机关里没有这个机关，请重新选择。')
    const brought = { agency, year: dataYear, read, bytes, fileName, actor: actorOf(person), status: 'draft' } as const
    const placed = await placeReport(transaction, services, brought)
    const told = { bodyName: waiting.bodyName, year: dataYear }
    await saveFileResult(transaction, file, { ...told, ...placed, bytes: placed.state === 'taken' ? bytes : null })
    return { ok: true, state: placed.state }
  })
}

/** Why a year cannot be the one of a report; what the report tells needs no person, and is not overruled by one. */
export function yearRefusal(reading: Pick<Reading, 'year'>, year: number | null, now: Date): Refusal | undefined {
  const told = storedYear(reading)
  if (told !== undefined && year !== null && year !== told)
    return { code: 'other-year', says: `报告写明是 ${told} 年的，不能存为 ${year} 年。` }
  if (told !== undefined) return undefined
  const latest = yearOf(dayInChina(now))
  if (year === null) return { code: 'year-missing', says: `看不出是哪一年的报告，请填写年度（例如 ${latest - 1}）。` }
  if (!Number.isInteger(year) || year < 2008 || year > latest)
    return { code: 'year-out-of-range', says: `年度要在 2008（条例施行的那年）到 ${latest} 之间。` }
  return undefined
}

/** Puts a file that waits in the place of the one that the body's draft or returned report of the year was read from. */
export async function replaceByFile(
  services: Services,
  person: Person,
  file: FileKey,
  target: { readonly agencyId: number; readonly year: number; readonly version: number },
): Promise<Acted> {
  const waiting = await findWaitingFile(services.db, file)
  if (!waiting) return { ok: false, code: 'refused', refusal: settledBefore }
  const acted = await replaceFile(services, person, target, waiting)
  // Done before, and the answer lost: the file only has to be told so.
  const isDone = acted.ok || (acted.code === 'refused' && acted.refusal.code === 'same-file')
  if (!isDone) return acted
  await inTransaction(services.db, async (transaction) => {
    const { agencyId, year } = target
    const report = (await findHeldReports(transaction, [agencyId])).find((one) => one.year === year)
    const told = {
      bodyName: waiting.bodyName,
      year,
      message: '已用这份文件替换原来的文件。',
      ...(report && { report }),
    }
    if (await findWaitingFile(transaction, file, true))
      await saveFileResult(transaction, file, { ...told, state: 'draft' })
  })
  return acted
}

/** Gives a file up that waits for a decision; its bytes are forgotten. */
export async function discardFile(services: Services, file: FileKey): Promise<Settled> {
  return inTransaction(services.db, async (transaction) => {
    const waiting = await findWaitingFile(transaction, file, true)
    if (!waiting) return settledAlready
    const { bodyName, year } = waiting
    await saveFileResult(transaction, file, { state: 'discarded', message: '没有导入。', bodyName, year })
    return { ok: true, state: 'discarded' }
  })
}
