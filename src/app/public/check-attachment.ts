import { attachmentKinds, largestAttachment } from '../../domain/request/attachments.ts'
import { sniffAttachment } from '../../formats/sniff-attachment.ts'
import type { FileBrought } from '../add-request-file.ts'
import { type Scanned, ScannerAway } from '../scanner.ts'
import type { Services } from '../services.ts'

const megabytes = largestAttachment / 1024 / 1024

type Needs = Pick<Services, 'scanner' | 'log'>

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

export type Checked =
  | { readonly ok: true; readonly mediaType: string; readonly scanned: string }
  /** What is wrong with it, for whoever brought it. */
  | { readonly ok: false; readonly says: string }

const refused = (says: string): Checked => ({ ok: false, says })

/** Whether a file from the public may come in: by its size, its kind as the bytes tell it, and what the scanner says. */
export async function checkAttachment(services: Needs, { name, bytes }: FileBrought): Promise<Checked> {
  if (bytes.length > largestAttachment) return refused(`“${name}”超过 ${megabytes} MB，请压缩后再传。`)
  const sniffed = sniffAttachment(bytes)
  if (!sniffed.ok) return refused(`“${name}”没有收下：${sniffed.says}`)
  const looked = await scanned(services, bytes)
  if (!looked)
    return refused(`“${name}”没有收下：查毒服务暂时不能用，请过几分钟再传，或者先不附文件、提交后当面或者邮寄补交。`)
  if (!looked.clean)
    return refused(`“${name}”没有收下：查出有害内容（${looked.says}）。请检查您的电脑，换一份文件再传。`)
  return { ok: true, mediaType: attachmentKinds[sniffed.kind].mediaType, scanned: looked.says }
}
