import type { Person } from '../domain/agency/person.ts'
import type { Refusal } from '../domain/refusal.ts'
import { cellState } from '../domain/report/decisions.ts'
import type { CellKey } from '../domain/report/form.ts'
import type { Reading, Unreadable } from '../domain/report/reading.ts'
import { findSourceBytes } from '../store/report-sources.ts'
import { type Acted, note, refuse, type Target, unchangeable, withReport } from './act-on-report.ts'
import type { Services } from './services.ts'
import { takeReading } from './take-reading.ts'

/**
 * Reads the stored file of a report again, with the reader as it is today. What people have decided stays: corrections
 * by cell, as the file is the same, and judgements by the stable id of the finding.
 */
export async function readAgain(services: Services, person: Person, target: Target): Promise<Acted> {
  const stored = await bytesOf(services, person, target)
  if (!('bytes' in stored)) return stored
  const { bytes, fileName } = stored
  // Outside of a transaction: a reading can take seconds, in which nobody should have to wait for the report.
  const outcome = await services.readers.read(bytes, { fileName })
  if (!outcome.ok) return refuse(notRead(outcome.unreadable))
  return withReport(services, person, target, async (held) => {
    const refusal = notNow(held)
    if (refusal) return refuse(refusal)
    const changed = changedCells(held.report.asRead, outcome.report.reading)
    await note(held, { kind: 'read-again', changedCells: changed })
    return takeReading(held, { read: outcome.report, bytes, fileName })
  })
}

interface Stored {
  readonly bytes: Uint8Array
  readonly fileName: string
}

async function bytesOf(services: Services, person: Person, target: Target): Promise<Acted | Stored> {
  const found: Stored[] = []
  const acted = await withReport(services, person, target, async (held) => {
    const { transaction, report } = held
    const refusal = notNow(held)
    if (refusal) return refuse(refusal)
    const bytes = await findSourceBytes(transaction, report)
    if (!bytes) throw new Error('A stored report has no file')
    found.push({ bytes, fileName: report.source.fileName })
    return { ok: true, version: report.version }
  })
  return found[0] ?? acted
}

function notNow(held: Parameters<typeof unchangeable>[0]): Refusal | undefined {
  const { status } = held.report
  if (status === 'published')
    return {
      code: 'wrong-status',
      says: '报告已经公开，重新读取会不经核验就改变公开的数字。请先“撤下”，再重新读取、核验。',
    }
  return unchangeable(held)
}

const notRead = ({ code, message }: Unreadable): Refusal => ({ code, says: `没有读成，报告没有改动。${message}` })

/** Cells that two readings of a source tell differently. */
export function changedCells({ cells: before }: Pick<Reading, 'cells'>, { cells: now }: Pick<Reading, 'cells'>) {
  const keys = new Set<CellKey>([...Object.keys(before), ...Object.keys(now)])
  return [...keys].filter((key) => cellState(before, key) !== cellState(now, key))
}
