import {
  attachmentKinds,
  type FilePurpose,
  largestAttachment,
  mostAttachments,
} from '../../domain/request/attachments.ts'
import { sniffAttachment } from '../../formats/sniff-attachment.ts'
import { appendDraftFile, findDraftFiles, removeDraftFile } from '../../store/public-draft-files.ts'
import { type DraftKey, lockDraft } from '../../store/public-drafts.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { FileBrought } from '../add-request-file.ts'
import { type Scanned, ScannerAway } from '../scanner.ts'
import type { Services } from '../services.ts'
import { sha256Of } from '../sha256.ts'

const megabytes = largestAttachment / 1024 / 1024

/** What was wrong with a file, for its writer; empty where it was taken. */
type Said = string

type Needs = Pick<Services, 'db' | 'scanner' | 'log'>

const clean = { clean: true, says: '' } as const satisfies Scanned

async function scanned({ scanner, log }: Needs, bytes: Uint8Array): Promise<Scanned | undefined> {
  if (!scanner) return clean
  try {
    return await scanner.scan(bytes)
  } catch (error) {
    if (!(error instanceof ScannerAway)) throw error
    log.error({ error: error.message }, 'the scanner of attachments is away')
    return undefined
  }
}

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
  if (bytes.length > largestAttachment) return `“${name}”超过 ${megabytes} MB，请压缩后再传。`
  const sniffed = sniffAttachment(bytes)
  if (!sniffed.ok) return `“${name}”没有收下：${sniffed.says}`
  const looked = await scanned(services, bytes)
  if (!looked) return `“${name}”没有收下：查毒服务暂时不能用，请过几分钟再传，或者先不附文件、提交后当面或者邮寄补交。`
  if (!looked.clean) return `“${name}”没有收下：查出有害内容（${looked.says}）。请检查您的电脑，换一份文件再传。`
  const { mediaType } = attachmentKinds[sniffed.kind]
  return keep(services, draft, { name, purpose, mediaType, scanned: looked.says, sha256: sha256Of(bytes), bytes })
}

/** Takes a file out of a draft again. */
export async function takeOutDraftFile({ db }: Needs, draft: DraftKey, fileId: number): Promise<void> {
  await removeDraftFile(db, draft, fileId)
}
