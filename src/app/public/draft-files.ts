import { type FilePurpose, mostAttachments } from '../../domain/request/attachments.ts'
import { appendDraftFile, findDraftFiles, removeDraftFile } from '../../store/public-draft-files.ts'
import { type DraftKey, lockDraft } from '../../store/public-drafts.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { FileBrought } from '../add-request-file.ts'
import type { Services } from '../services.ts'
import { sha256Of } from '../sha256.ts'
import { checkAttachment } from './check-attachment.ts'

/** What was wrong with a file, for its writer; empty where it was taken. */
type Said = string

type Needs = Pick<Services, 'db' | 'scanner' | 'log'>

async function keep({ db }: Needs, draft: DraftKey, file: Parameters<typeof appendDraftFile>[2]): Promise<Said> {
  return inTransaction(db, async (transaction) => {
    if (!(await lockDraft(transaction, draft))) return '草稿已经不在了，请重新开始。'
    const files = await findDraftFiles(transaction, draft)
    if (files.length >= mostAttachments) return `最多提交 ${mostAttachments} 个文件，先删掉不需要的再传。`
    await appendDraftFile(transaction, draft, file)
    return ''
  })
}

/**
 * Takes a file into a draft: its kind is told by its bytes, it is scanned where a scanner is set up, and counted. Says
 * what is wrong with it, or nothing.
 */
export async function addDraftFile(
  services: Needs,
  draft: DraftKey,
  { name, bytes, purpose }: FileBrought & { readonly purpose: FilePurpose },
): Promise<Said> {
  const checked = await checkAttachment(services, { name, bytes })
  if (!checked.ok) return checked.says
  const { mediaType, scanned } = checked
  return keep(services, draft, { name, purpose, mediaType, scanned, sha256: sha256Of(bytes), bytes })
}

/** Takes a file out of a draft again. */
export async function takeOutDraftFile({ db }: Needs, draft: DraftKey, fileId: number): Promise<void> {
  await removeDraftFile(db, draft, fileId)
}
