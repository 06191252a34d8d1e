import { kindOfMedia } from '../../domain/request/attachments.ts'
import type { Fact } from '../../domain/request/facts.ts'
import { appendRequestFile } from '../../store/request-files.ts'
import type { HeldDossier } from '../act-on-request.ts'
import type { FileBrought } from '../add-request-file.ts'
import type { Services } from '../services.ts'
import { hexOf, sha256Of } from '../sha256.ts'
import { checkAttachment } from './check-attachment.ts'

/** A file from an applicant that may come in. */
export interface OwnFile {
  readonly mediaType: string
  /** What the scanner said; empty where there is none. */
  readonly scanned: string
  readonly bytes: Uint8Array
}

/** Looks at what an applicant brought; says what is wrong with each file that cannot come in. */
export async function checkOwnFiles(
  services: Pick<Services, 'scanner' | 'log'>,
  brought: readonly FileBrought[],
): Promise<{ readonly files: readonly OwnFile[]; readonly problems: readonly string[] }> {
  const [files, problems]: [OwnFile[], string[]] = [[], []]
  for (const { name, bytes } of brought) {
    const checked = await checkAttachment(services, { name, bytes })
    if (checked.ok) files.push({ mediaType: checked.mediaType, scanned: checked.scanned, bytes })
    else problems.push(checked.says)
  }
  return { files, problems }
}

/** Facts are kept for good, and the applicant's own name for a file may name people. */
const nameOf = (nth: number, mediaType: string) => `申请人补充材料${nth}.${kindOfMedia(mediaType)?.ending ?? 'bin'}`

/** Keeps files in a held dossier; gives the facts that say so. */
export async function appendOwnFiles(held: HeldDossier, files: readonly OwnFile[]): Promise<readonly Fact[]> {
  const { transaction, row, entered, look, at, actor } = held
  const before = entered.filter(({ fact }) => fact.happened === 'file-added').length
  const facts: Fact[] = []
  for (const [index, file] of files.entries()) {
    const about = { name: nameOf(before + index + 1, file.mediaType), sha256: sha256Of(file.bytes) }
    const key = { agencyId: row.agency_id, id: row.id }
    const fileId = await appendRequestFile(transaction, key, { ...file, ...about, addedAt: at, person: actor.name })
    facts.push({ happened: 'file-added', on: look.today, fileId, name: about.name, sha256: hexOf(about.sha256) })
  }
  return facts
}
