import { Hono } from 'hono'
import { addDraftFile, takeOutDraftFile } from '../../app/public/draft-files.ts'
import { readDraft } from '../../app/public/file-request.ts'
import { isFilePurpose, largestAttachment, mostAttachments } from '../../domain/request/attachments.ts'
import type { Draft } from '../../store/public-drafts.ts'
import { type Ctx, callerAddress, type Env } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { receiveFiles } from '../uploads.ts'
import { FilesPage } from './files-page.tsx'
import { onward } from './journey.tsx'
import { tooOften } from './too-often.tsx'
import { type Asking, bodyOf, withDraft } from './with-draft.ts'

/** Which file is handed in for what, unless told: what is lacking. */
const usualPurpose = (draft: Draft) =>
  draft.values.actsAs === 'agent' ? 'authorisation' : draft.values.actsAs === 'guardian' ? 'guardianship' : 'other'

/** Attachments come and go one form at a time; the step itself holds nothing else. */
export function fileRoutes(asking: Asking): Hono<Env> {
  const { services, limits } = asking

  async function page(c: Ctx, draft: Draft, refused: readonly string[] = [], lacks = false) {
    const [{ files, problems }, { body }] = await Promise.all([readDraft(services, draft), bodyOf(asking, draft)])
    const shown = lacks && problems.files !== undefined ? { files: problems.files } : {}
    const values = { purpose: usualPurpose(draft) }
    const status = refused.length > 0 || lacks ? 400 : 200
    return show(c, <FilesPage c={c} body={body} {...{ files, refused, values }} problems={shown} />, status)
  }

  async function attach(c: Ctx, draft: Draft) {
    const minutes = await limits.count('files', callerAddress(c))
    if (minutes > 0) return tooOften(c, minutes)
    const refused: string[] = []
    const received = await receiveFiles(c.req.raw, {
      limits: { fileSize: largestAttachment, files: mostAttachments },
      each: async ({ name, bytes, fields }) => {
        const purpose = isFilePurpose(fields.purpose) ? fields.purpose : 'other'
        const says = await addDraftFile(services, draft, { name, bytes, purpose })
        if (says !== '') refused.push(says)
      },
    })
    const megabytes = largestAttachment / 1024 / 1024
    refused.push(...received.tooLarge.map((name) => `“${name}”超过 ${megabytes} MB，请压缩后再传。`))
    if (received.tooMany) refused.push(`一次最多传 ${mostAttachments} 个文件，多出来的没有收下。`)
    if (!received.whole) refused.push('连接中断，最后一个文件没有传完，请再传一次。')
    else if (received.files === 0 && refused.length === 0) refused.push('没有选择文件。请先点“文件”选择，再点“上传”。')
    return refused.length > 0 ? page(c, draft, refused) : c.redirect(paths.askStep('files'), 303)
  }

  return new Hono<Env>()
    .get(
      paths.askStep('files'),
      withDraft(asking, (c, draft) => page(c, draft)),
    )
    .post(
      paths.askStep('files'),
      withDraft(asking, async (c, draft) => {
        const { go } = await submittedFields(c)
        if (go !== 'back' && go !== 'later' && (await readDraft(services, draft)).problems.files !== undefined)
          return page(c, draft, [], true)
        return onward(c, 'files', go)
      }),
    )
    .post(paths.askStep('attach'), withDraft(asking, attach))
    .post(
      paths.askStep('detach'),
      withDraft(asking, async (c, draft) => {
        const { file = '' } = await submittedFields(c)
        if (/^\d{1,15}$/.test(file)) await takeOutDraftFile(services, draft, Number(file))
        return c.redirect(paths.askStep('files'), 303)
      }),
    )
}
