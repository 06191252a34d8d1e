import { addRequestFiles, type FileBrought, largestRequestFile } from '../../../../app/add-request-file.ts'
import type { Services } from '../../../../app/services.ts'
import type { Ctx } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { show } from '../../../layout.tsx'
import { paths } from '../../../paths.ts'
import { bringsFiles, receiveFiles } from '../../../uploads.ts'
import { FilePage } from './file-page.tsx'
import { entriesSince, stampOf } from './form-routes.tsx'
import { allows, type DossierView, findDossier } from './view.ts'

/** Files that come at once. */
const mostAtOnce = 10

const megabytes = largestRequestFile / 1024 / 1024

async function receive(c: Ctx) {
  const files: FileBrought[] = []
  const received = await receiveFiles(c.req.raw, {
    each: async ({ name, bytes }) => {
      files.push({ name, bytes })
    },
    limits: { fileSize: largestRequestFile, files: mostAtOnce },
  })
  return { files, received }
}

/** What is wrong with the files as they came; nothing of them is kept then. */
function problemOf({ files, received }: Awaited<ReturnType<typeof receive>>): string | undefined {
  if (!received.whole) return '文件没有传完，请检查网络后重新选择。'
  if (received.tooLarge.length > 0)
    return `${received.tooLarge.join('、')} 超过 ${megabytes} MB，请压缩或者拆开后再添加。`
  if (received.tooMany) return `一次最多添加 ${mostAtOnce} 个文件。`
  const empty = files.filter(({ bytes }) => bytes.length === 0)
  if (empty.length > 0) return `${empty.map(({ name }) => name).join('、')} 里没有内容，请核对后重新选择。`
  return files.length === 0 ? '请先选择文件。' : undefined
}

/** Takes the files of a form and adds them to the dossier. */
export async function postFiles(services: Services, c: Ctx, view: DossierView) {
  if (!allows(view, 'add-file') || !bringsFiles(c)) return errorPage(c, 404)
  const came = await receive(c)
  const problem = problemOf(came)
  const { fields } = came.received
  if (problem !== undefined) return show(c, <FilePage c={c} view={view} back={{ problems: { files: problem } }} />, 400)
  const stamps = Object.entries(fields)
  const target = { ...view.key, version: stampOf(stamps, 'version') }
  const acted = await addRequestFiles(services, view.person, target, came.files)
  if (acted.ok) return c.redirect(`${paths.request(view.key.agencyId, view.key.id)}?done=add-file`, 303)
  if (acted.code === 'refused') return show(c, <FilePage c={c} view={view} back={{ refusals: acted.refusals }} />, 409)
  const now = await findDossier(services, view.person, view.key)
  if (!now) return errorPage(c, 404)
  const changed = entriesSince(now, stampOf(stamps, 'seen'))
  return show(c, <FilePage c={c} view={now} back={{ changed }} />, 409)
}
