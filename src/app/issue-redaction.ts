import type { Person } from '../domain/agency/person.ts'
import { articles } from '../domain/articles.ts'
import { type Redaction, redactedName, refusalOfChange } from '../domain/redaction/marks.ts'
import { writeImagePdf } from '../formats/redaction/image-pdf.ts'
import { findRedaction, lockRedaction, saveIssued } from '../store/redactions.ts'
import { appendRequestFile, findRequestFileBytes } from '../store/request-files.ts'
import { findRequest } from '../store/requests.ts'
import { actOnRequest, type HeldRequest } from './act-on-request.ts'
import { type Flattening, flatPages, sourceOf } from './page-images.ts'
import { type Redacted, type RedactionTarget, refuseRedaction, whyNotRedact } from './redact-file.ts'
import type { Services } from './services.ts'
import { hexOf, sha256Of } from './sha256.ts'

/** Largest copy in bytes; 200 scanned pages in colour are smaller. */
const largestCopy = 64 * 1024 * 1024

const unknown = { ok: false, code: 'unknown' } as const
const changed = { ok: false, code: 'changed' } as const

const tooLarge = {
  code: 'too-large',
  says: `遮盖副本超过 ${largestCopy / 1024 / 1024} MB，没有保存。请把原文件拆成几份添加到案卷，分别区分处理。`,
  article: articles.art37.cite,
}

const meanwhile = {
  code: 'changed',
  says: '制作副本期间又有人改动了遮盖，副本没有保存。请核对后重新制作。',
  article: articles.art37.cite,
}

/** A copy that can be made now: the redaction as the person saw it, and its file. */
async function readyToIssue(services: Services, person: Person, target: RedactionTarget) {
  const obstacle = await whyNotRedact(services, person, target)
  if (obstacle) return obstacle
  const redaction = await findRedaction(services.db, target, target.redactionId)
  const file = redaction && (await findRequestFileBytes(services.db, target, redaction.fileId))
  if (!redaction || !file) return unknown
  const refusal = refusalOfChange(redaction)
  if (refusal) return refuseRedaction(refusal)
  return redaction.version === target.version ? ({ ok: true, redaction, file } as const) : changed
}

/**
 * Makes the copy of a file in which something is covered (art. 37): pages of pixels, so that nothing lies under the
 * marks, kept as a file of the dossier with the facts that say so. The file itself stays as it is.
 */
export async function issueRedaction(
  services: Services,
  person: Person,
  target: RedactionTarget,
  flattening: Flattening = {},
): Promise<Redacted<{ readonly fileId: number }>> {
  const ready = await readyToIssue(services, person, target)
  if (!ready.ok) return ready
  const { redaction, file } = ready
  const source = sourceOf(file)
  if (!source.ok) return refuseRedaction(source.refusal)
  const flat = await flatPages(services, source.source, redaction, flattening)
  if (!flat.ok) return refuseRedaction(flat.refusal)
  const bytes = writeImagePdf(flat.pages)
  if (bytes.length > largestCopy) return refuseRedaction(tooLarge)
  // What others did with the dossier while the pages were drawn is no concern of the copy.
  const row = await findRequest(services.db, target)
  if (!row) return unknown
  let fileId = 0
  const at = { ...target, version: row.version }
  const acted = await actOnRequest(services, person, at, 'redact', async (held) => {
    const now = await lockRedaction(held.transaction, target, target.redactionId)
    if (now?.version !== target.version || now.issuedFileId !== null) return { refusals: [meanwhile] }
    const kept = await keep(held, now, { name: redactedName(file.name), bytes })
    fileId = kept.fileId
    return kept.facts
  })
  return acted.ok ? { ok: true, fileId } : acted
}

async function keep(
  { transaction, person, look, at, row }: HeldRequest,
  redaction: Redaction,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
) {
  const key = { agencyId: row.agency_id, id: row.id }
  const sha256 = sha256Of(bytes)
  const file = { name, sha256, addedAt: at, person: person.displayName, bytes }
  const fileId = await appendRequestFile(transaction, key, file)
  await saveIssued(transaction, key, redaction.id, { fileId, at })
  const on = look.today
  const marks = redaction.marks.length
  const facts = [
    { happened: 'file-added', on, fileId, name, sha256: hexOf(sha256) },
    { happened: 'file-redacted', on, fileId: redaction.fileId, redactedId: fileId, marks },
  ] as const
  return { fileId, facts }
}
