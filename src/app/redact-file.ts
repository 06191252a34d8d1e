import type { Transaction } from 'kysely'
import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import type { RedactionGroundId } from '../domain/redaction/grounds.ts'
import { mostMarks, type Redaction, refusalOfChange, withMarks } from '../domain/redaction/marks.ts'
import type { Region } from '../domain/redaction/regions.ts'
import type { Refusal } from '../domain/refusal.ts'
import { foldDossier } from '../domain/request/dossier.ts'
import { refusalOf } from '../domain/request/guards.ts'
import { appendRedaction, findRedactions, lockRedaction, saveMarks } from '../store/redactions.ts'
import { findRequestFileBytes } from '../store/request-files.ts'
import { findEntries, type RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { inTransaction } from '../store/transaction.ts'
import { lookFor } from './look.ts'
import { pagesOf, sourceOf } from './page-images.ts'
import { findReadable } from './readable-request.ts'
import type { Services } from './services.ts'

/** Which redaction a person means, and what they saw of it. */
export interface RedactionTarget extends RequestKey {
  readonly redactionId: number
  /** Version of the redaction that the person had before them. */
  readonly version: number
}

export type Redacted<Done> =
  | ({ readonly ok: true } & Done)
  /** There is no such file or redaction for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  /** Others have changed it meanwhile. */
  | { readonly ok: false; readonly code: 'changed' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusals: readonly Refusal[] }

export const refuseRedaction = (refusal: Refusal) => ({ ok: false, code: 'refused', refusals: [refusal] }) as const

const unknown = { ok: false, code: 'unknown' } as const
const changed = { ok: false, code: 'changed' } as const

/** What stands against redacting files of a dossier: it is not theirs, not their task, or not the time. */
export async function whyNotRedact(
  services: Services,
  person: Person,
  key: RequestKey,
): Promise<Exclude<Redacted<object>, { ok: true }> | undefined> {
  const readable = await findReadable(services.db, person, key)
  if (!readable) return unknown
  const allowed = may(person, 'redact-file', readable.thing)
  if (allowed !== true) return refuseRedaction(allowed)
  const look = await lookFor(services, readable.agency)
  const refusal = refusalOf('redact', foldDossier(await findEntries(services.db, key), look), look, person)
  return refusal && refuseRedaction(refusal)
}

/**
 * Begins a redaction of a file (art. 37), or goes on with the one that nobody has issued yet: its pages are measured,
 * and searched for numbers of people.
 */
export async function beginRedaction(
  services: Services,
  person: Person,
  key: RequestKey,
  fileId: number,
): Promise<Redacted<{ readonly id: number }>> {
  const obstacle = await whyNotRedact(services, person, key)
  if (obstacle) return obstacle
  const unfinished = (await findRedactions(services.db, key)).find(
    (one) => one.fileId === fileId && one.issuedFileId === null,
  )
  if (unfinished) return { ok: true, id: unfinished.id }
  const file = await findRequestFileBytes(services.db, key, fileId)
  if (!file) return unknown
  const source = sourceOf(file)
  if (!source.ok) return refuseRedaction(source.refusal)
  const read = await pagesOf(services, source.source)
  if (!read.ok) return refuseRedaction(read.refusal)
  const begun = { fileId, pages: read.pages, at: services.now(), person: person.displayName }
  const id = await inTransaction(services.db, (transaction) => appendRedaction(transaction, key, begun))
  return { ok: true, id }
}

/** What is to be different about the marks. */
export type MarksChange =
  | { readonly add: readonly Region[]; readonly ground: RedactionGroundId }
  | { readonly remove: readonly number[] }

function changedMarks({ marks }: Redaction, change: MarksChange): Redaction['marks'] | Refusal {
  if ('remove' in change) return marks.filter(({ id }) => !change.remove.includes(id))
  if (marks.length + change.add.length <= mostMarks) return withMarks(marks, change.add, change.ground)
  const says = `一份遮盖副本最多遮盖 ${mostMarks} 处。请遮盖较大的区域，或者把文件拆开。`
  return { code: 'too-many-marks', says, article: articles.art37.cite }
}

const isRefusal = (made: Redaction['marks'] | Refusal): made is Refusal => 'code' in made

async function change(transaction: Transaction<Database>, services: Services, person: Person, asked: Asked) {
  const { target } = asked
  const redaction = await lockRedaction(transaction, target, target.redactionId)
  if (!redaction) return unknown
  const refusal = refusalOfChange(redaction)
  if (refusal) return refuseRedaction(refusal)
  if (redaction.version !== target.version) return changed
  const marks = changedMarks(redaction, asked.change)
  if (isRefusal(marks)) return refuseRedaction(marks)
  const version = redaction.version + 1
  const by = { version, at: services.now(), person: person.displayName }
  await saveMarks(transaction, target, redaction.id, marks, by)
  const before = new Set(redaction.marks.map(({ id }) => id))
  return { ok: true, version, added: marks.filter(({ id }) => !before.has(id)).map(({ id }) => id) } as const
}

interface Asked {
  readonly target: RedactionTarget
  readonly change: MarksChange
}

/** Covers regions of a file, or uncovers some. */
export async function changeMarks(
  services: Services,
  person: Person,
  target: RedactionTarget,
  wanted: MarksChange,
): Promise<Redacted<{ readonly version: number; readonly added: readonly number[] }>> {
  const obstacle = await whyNotRedact(services, person, target)
  if (obstacle) return obstacle
  return inTransaction(services.db, (transaction) => change(transaction, services, person, { target, change: wanted }))
}
