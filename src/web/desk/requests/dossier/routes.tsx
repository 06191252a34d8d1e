import { Hono } from 'hono'
import { isPrintable, type PrintableId, printables, printPaper } from '../../../../app/print-paper.ts'
import { isApplicantField, maskedApplicant, revealApplicant } from '../../../../app/reveal-applicant.ts'
import type { Services } from '../../../../app/services.ts'
import { isRequestAction } from '../../../../domain/request/actions.ts'
import { factKinds } from '../../../../domain/request/fact-kinds.ts'
import { findLetter } from '../../../../store/letters.ts'
import { findRequestFileBytes } from '../../../../store/request-files.ts'
import type { Ctx, Env } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { show } from '../../../layout.tsx'
import { patterns, readRequestKey } from '../../../paths.ts'
import { keptFields } from '../../kept-fields.ts'
import { sendFile } from '../../send-file.ts'
import { personAt } from '../../session.ts'
import { getRedactable } from '../redaction/start-page.tsx'
import { postFiles } from './add-files.tsx'
import { findBeside } from './beside.ts'
import { FilePage } from './file-page.tsx'
import { getForm, postForm, postPreview } from './form-routes.tsx'
import { isFormId, nameOf } from './forms.ts'
import { DossierPage } from './page.tsx'
import { getPublish, postPublish } from './publish.tsx'
import { RevealPage, type RevealProps } from './reveal-page.tsx'
import { sendPaper } from './send.ts'
import { allows, type DossierView, findDossier } from './view.ts'

/** What a handler answers for a dossier that the person may see. */
type Answer = (c: Ctx, view: DossierView) => Promise<Response> | Response

/** What an address says was just done: the entry of the request, or an action on it. */
function wordsOfDone(id: string): string | undefined {
  if (id === 'registered') return factKinds.registered.says
  return isFormId(id) || isRequestAction(id) ? nameOf(id).says : undefined
}

/** The page of one dossier, the forms of all that may be done with it, its letters and files. */
export function dossierRoutes(services: Services): Hono<Env> {
  const withDossier = (answer: Answer) => async (c: Ctx) => {
    const key = readRequestKey(c.req.param('key') ?? '')
    const view = key && (await findDossier(services, personAt(c), key))
    return view ? answer(c, view) : errorPage(c, 404)
  }

  return new Hono<Env>()
    .get(
      patterns.request,
      withDossier(async (c, view) => {
        const done = wordsOfDone(c.req.query('done') ?? '')
        const beside = await findBeside(services, view)
        return show(c, <DossierPage {...{ c, view, beside, law: services, done }} />)
      }),
    )
    .get(
      patterns.requestFile,
      withDossier(async (c, view) => {
        const file = allows(view, 'read-file')
          ? await findRequestFileBytes(services.db, view.key, Number(c.req.param('file')))
          : undefined
        // Whatever it is, it is not shown as a page of ours.
        return file ? sendFile(c, file.name, 'application/octet-stream', new Uint8Array(file.bytes)) : errorPage(c, 404)
      }),
    )
    .get(
      patterns.requestLetter,
      withDossier((c, view) => sendLetter(services, c, view)),
    )
    .get(
      patterns.requestAction,
      withDossier((c, view) => {
        const action = c.req.param('action') ?? ''
        if (action === 'reveal') return getReveal(services, c, view)
        if (action === 'publish-answer') return getPublish(c, view)
        if (action === 'add-file' && allows(view, 'add-file')) return show(c, <FilePage c={c} view={view} />)
        if (action === 'redact') return getRedactable(services, c, view)
        return isFormId(action) ? getForm(c, view, action) : errorPage(c, 404)
      }),
    )
    .post(
      patterns.requestAction,
      withDossier(async (c, view) => {
        const action = c.req.param('action') ?? ''
        if (action === 'reveal') return postReveal(services, c, view)
        if (isPrintable(action)) return postPrint(services, c, view, action)
        if (action === 'publish-answer') return postPublish(services, c, view)
        if (action === 'add-file') return postFiles(services, c, view)
        return isFormId(action) ? postForm(services, c, view, action) : errorPage(c, 404)
      }),
    )
    .post(
      patterns.requestPreview,
      withDossier((c, view) => {
        const action = c.req.param('action') ?? ''
        return isFormId(action) ? postPreview(services, c, view, action) : errorPage(c, 404)
      }),
    )
}

async function sendLetter(services: Services, c: Ctx, view: DossierView) {
  const [id = '', as = ''] = (c.req.param('letter') ?? '').split('.')
  const letter = allows(view, 'read-file') ? await findLetter(services.db, view.key, Number(id)) : undefined
  if (!letter) return errorPage(c, 404)
  const name = letter.number ?? `${view.row.number}-${letter.kind}`
  if (as === 'docx') return sendPaper(services, c, letter.paper, { as, name })
  return sendFile(c, `${name}.pdf`, 'application/pdf', new Uint8Array(letter.pdf))
}

async function postPrint(services: Services, c: Ctx, view: DossierView, kind: PrintableId) {
  if (!allows(view, 'reveal-applicant')) return errorPage(c, 404)
  const printed = await printPaper(services, view.person, view.key, kind)
  if (printed.ok)
    return sendPaper(services, c, printed.paper, {
      as: 'pdf',
      name: `${view.row.number}-${printables[kind].says.replace('打印', '')}`,
    })
  if (printed.code === 'unknown') return errorPage(c, 404)
  return showReveal(services, c, { view, typed: nothing, back: { refusals: printed.refusals } }, 409)
}

const nothing = { reason: '', fields: ['name', 'phone'] } as const

async function showReveal(
  services: Services,
  c: Ctx,
  props: Omit<RevealProps, 'c' | 'masked'>,
  status: 200 | 400 | 409,
) {
  const masked = await maskedApplicant(services, props.view.key)
  return show(c, <RevealPage c={c} masked={masked} {...props} />, status)
}

const getReveal = (services: Services, c: Ctx, view: DossierView) =>
  allows(view, 'reveal-applicant') ? showReveal(services, c, { view, typed: nothing }, 200) : errorPage(c, 404)

async function postReveal(services: Services, c: Ctx, view: DossierView) {
  if (!allows(view, 'reveal-applicant')) return errorPage(c, 404)
  const given = await keptFields(c)
  const reason = given.find(([name]) => name === 'reason')?.[1].slice(0, 500) ?? ''
  const fields = given.flatMap(([name, value]) => (name === 'fields' && isApplicantField(value) ? [value] : []))
  const typed = { reason, fields }
  const revealed = await revealApplicant(services, view.person, view.key, typed)
  if (revealed.ok) return showReveal(services, c, { view, typed, data: revealed.data }, 200)
  if (revealed.code === 'unknown') return errorPage(c, 404)
  return showReveal(services, c, { view, typed, back: { refusals: revealed.refusals } }, 400)
}
