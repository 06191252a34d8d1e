import type { Person } from '../domain/agency/person.ts'
import type { ReportAction } from '../domain/report/status.ts'
import type { BatchKey } from '../store/import-batches.ts'
import { type DraftKey, findWaitingIds } from '../store/import-files.ts'
import { actOnReport } from './act-on-report.ts'
import { addBody, type BodyAsked, type BodyProblems } from './add-body.ts'
import type { Services } from './services.ts'
import { discardFile, settleFile } from './settle-file.ts'

export interface BodyForFiles extends Omit<BodyAsked, 'superiorId'> {
  /** The body as the reports of the files name it. */
  readonly named: string
}

export type BodyForFilesMade =
  | { readonly ok: true; readonly named: string; readonly drafts: number; readonly left: number }
  | { readonly ok: false; readonly named: string; readonly problems: BodyProblems }

/** Adds a body below the person's own and gives it the files of the batch whose reports name it. */
export async function addBodyForFiles(
  services: Services,
  person: Person,
  batch: BatchKey,
  { named, ...asked }: BodyForFiles,
): Promise<BodyForFilesMade> {
  const added = await addBody(services, person, { ...asked, superiorId: person.agencyId })
  if (!added.ok) return { ok: false, named, problems: added.problems }
  const counts = { drafts: 0, left: 0 }
  for (const id of await findWaitingIds(services.db, batch, named)) {
    const settled = await settleFile(services, person, { batch, id }, { agencyId: added.id, year: null })
    counts[settled.ok && settled.state === 'draft' ? 'drafts' : 'left'] += 1
  }
  return { ok: true, named, ...counts }
}

export interface ManyDone {
  readonly done: number
  /** Why the others were not, each reason once. */
  readonly reasons: readonly string[]
  readonly left: number
}

/** Does the same with many drafts, each for itself and with an entry of its own in its trail. */
export async function actOnDrafts(
  services: Services,
  person: Person,
  drafts: readonly Omit<DraftKey, 'fileId'>[],
  action: Extract<ReportAction, 'confirm' | 'discard'>,
): Promise<ManyDone> {
  let done = 0
  const reasons = new Set<string>()
  for (const draft of drafts) {
    const acted = await actOnReport(services, person, draft, { action, reason: '' })
    if (acted.ok) done += 1
    else if (acted.code === 'refused') reasons.add(acted.refusal.says)
    else reasons.add(acted.code === 'changed' ? '打开页面以后有人改动过，请重新核对。' : '报告已经不在了。')
  }
  return { done, reasons: [...reasons], left: drafts.length - done }
}

/** Gives up every file of the batch that waits for a decision; tells how many. */
export async function discardWaiting(services: Services, batch: BatchKey): Promise<number> {
  let discarded = 0
  for (const id of await findWaitingIds(services.db, batch)) {
    const settled = await discardFile(services, { batch, id })
    if (settled.ok) discarded += 1
  }
  return discarded
}
