import { Hono } from 'hono'
import { pagePicture, sourceOf } from '../../../../app/page-images.ts'
import { beginRedaction } from '../../../../app/redact-file.ts'
import type { Services } from '../../../../app/services.ts'
import { findRequestFileBytes } from '../../../../store/request-files.ts'
import { holdsTag } from '../../../conditional.ts'
import type { Ctx, Env } from '../../../context.ts'
import { errorPage } from '../../../errors.tsx'
import { show } from '../../../layout.tsx'
import { patterns, readRequestKey } from '../../../paths.ts'
import { personAt } from '../../session.ts'
import { allows, type DossierView, findDossier } from '../dossier/view.ts'
import { postRedaction, undoAsked } from './marking.tsx'
import { RedactionPage } from './page.tsx'
import { PreviewPage } from './preview-page.tsx'
import { findRedactionView, type RedactionView, redactionPath } from './redaction-view.ts'
import { showRedactable } from './start-page.tsx'

type Answer = (c: Ctx, view: DossierView) => Promise<Response> | Response

/** Marking what of a file is not given out, and making the copy (art. 37). */
export function redactionRoutes(services: Services): Hono<Env> {
  const withDossier = (answer: Answer) => async (c: Ctx) => {
    const key = readRequestKey(c.req.param('key') ?? '')
    const view = key && (await findDossier(services, personAt(c), key))
    return view && allows(view, 'redact-file') ? answer(c, view) : errorPage(c, 404)
  }
  const withRedaction = (answer: (c: Ctx, at: RedactionView) => Promise<Response> | Response) =>
    withDossier(async (c, view) => {
      const at = await findRedactionView(services, view, c.req.param('redaction'), c.req.query('page'))
      return at ? answer(c, at) : errorPage(c, 404)
    })

  return new Hono<Env>()
    .post(
      patterns.redactions,
      withDossier((c, view) => postBegin(services, c, view)),
    )
    .get(
      patterns.redactionPage,
      withRedaction((c, at) => sendPicture(services, c, at)),
    )
    .get(
      patterns.redaction,
      withRedaction((c, at) => {
        if (c.req.query('step') === 'preview' && at.isOpen) return show(c, <PreviewPage c={c} at={at} />)
        const undo = at.isOpen ? undoAsked(c, at) : undefined
        const typed = { ground: c.req.query('ground') ?? '' }
        return show(c, <RedactionPage c={c} at={at} back={{ typed, ...(undo && { undo }) }} />)
      }),
    )
    .post(
      patterns.redaction,
      withRedaction((c, at) => postRedaction(services, c, at)),
    )
}

async function postBegin(services: Services, c: Ctx, view: DossierView) {
  const begun = await beginRedaction(services, view.person, view.key, Number(c.req.param('file')))
  if (!begun.ok) return begun.code === 'refused' ? showRedactable(services, c, view, begun.refusals) : errorPage(c, 404)
  return c.redirect(redactionPath({ view, redaction: { id: begun.id } }, {}), 303)
}

/** A page as a picture. The file never changes; the copy of a version neither. */
async function sendPicture(services: Services, c: Ctx, at: RedactionView) {
  const { view, redaction } = at
  const page = Number((c.req.param('page') ?? '').split('.')[0])
  const isFlat = c.req.query('flat') !== undefined
  const tag = `"${redaction.id}-${page}-${isFlat ? redaction.version : 'file'}"`
  c.header('ETag', tag)
  if (holdsTag(c, tag)) return c.body(null, 304)
  const file = await findRequestFileBytes(services.db, view.key, redaction.fileId)
  const source = file && sourceOf(file)
  if (!source?.ok) return errorPage(c, 404)
  const made = await pagePicture(services, source.source, page, isFlat ? redaction : undefined)
  if (!made.ok) {
    c.header('ETag', undefined)
    return c.text(made.refusal.says, made.refusal.code === 'no-page' ? 404 : 503)
  }
  c.header('Content-Type', 'image/png')
  return c.body(new Uint8Array(made.png))
}
