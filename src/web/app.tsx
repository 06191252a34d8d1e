import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { etag } from 'hono/etag'
import { HTTPException } from 'hono/http-exception'
import type { Services } from '../app/services.ts'
import { createThrottle } from '../app/throttle.ts'
import { findTopAgencies } from '../store/agencies.ts'
import { isUnavailable } from '../store/unavailable.ts'
import { createApi } from './api/routes.ts'
import { applicantRoutes } from './applicant/routes.tsx'
import { assetRoutes } from './asset-routes.ts'
import { loadScripts, loadStyleSheet } from './assets.ts'
import type { Env } from './context.ts'
import { dataRoutes } from './data/routes.tsx'
import { bodyRoutes } from './desk/bodies/routes.tsx'
import { disputeRoutes } from './desk/disputes/routes.tsx'
import { importRoutes } from './desk/import/routes.tsx'
import { officeRoutes } from './desk/office/routes.tsx'
import { peopleRoutes } from './desk/people/routes.tsx'
import { deskReportRoutes } from './desk/reports/routes.tsx'
import { dossierRoutes } from './desk/requests/dossier/routes.tsx'
import { redactionRoutes } from './desk/requests/redaction/routes.tsx'
import { requestRoutes } from './desk/requests/routes.ts'
import { rollUpRoutes } from './desk/roll-up/routes.tsx'
import { deskRoutes } from './desk/routes.tsx'
import { submissionRoutes } from './desk/submissions/routes.tsx'
import { trailRoutes } from './desk/trail/routes.tsx'
import { yearRoutes } from './desk/year/routes.tsx'
import { downloadRoutes } from './downloads.tsx'
import { errorPage } from './errors.tsx'
import { feedRoutes } from './feed.ts'
import { firstRunRoutes } from './first-run/routes.tsx'
import { healthRoutes } from './health.ts'
import { allowedMethods } from './methods.ts'
import { paths } from './paths.ts'
import { answersFeedRoutes } from './portal/answers-feed.ts'
import { portalRoutes } from './portal/routes.tsx'
import { programTag } from './program-tag.ts'
import { logRequests } from './request-log.ts'
import { isFromOurPage, safeHeaders } from './safety.ts'
import { settingsRoutes, sizeCookie } from './settings.ts'
import { bringsFiles } from './uploads.ts'

export interface AppOptions {
  /** Opens the first run; given while no body is there. */
  readonly setupCode?: string
  /** Demonstration content is loaded. */
  readonly demo: boolean
  /** Address under which people reach the site, without a slash at the end; absent: as each request says. */
  readonly publicUrl?: string
}

const kilobyte = 1024

/** The web application: portal, desk, first run, health. Starts nothing and listens nowhere. */
export function createApp(services: Services, options: AppOptions): Hono<Env> {
  const app = new Hono<Env>()
  const styleSheet = loadStyleSheet(services.root)
  const islands = loadScripts(services.root)
  const scripts = {
    import: islands.import.path,
    redact: islands.redact.path,
    verify: islands.verify.path,
    worklist: islands.worklist.path,
    suggest: islands.suggest.path,
  }
  const throttle = createThrottle(services.db, 10, 15)

  app.use(logRequests(services), safeHeaders)
  app.use(async (c, next) => {
    c.set('styleSheet', styleSheet.path)
    c.set('scripts', scripts)
    c.set('large', getCookie(c, sizeCookie) === 'lg')
    c.set('site', { owner: undefined, founded: false })
    await next()
  })
  app.route('/', healthRoutes(services))
  app.route('/', assetRoutes([styleSheet, ...Object.values(islands)]))
  const program = programTag(services.root)
  const api = createApi(services, program)
  app.route('/', api.routes)
  app.use(compress())
  app.use(async (c, next) => {
    // The size of type is in a cookie: one reader's page is not another's.
    c.header('Cache-Control', 'private, no-cache')
    await next()
  })
  app.use(etag())
  app.use(async (c, next) => {
    const posts = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (posts && !isFromOurPage(c)) return errorPage(c, 403)
    await next()
  })
  const limitTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => errorPage(c, 413) })
  const limitBody = limitTo(64 * kilobyte)
  // A sign of Chinese takes nine bytes of a form, and a reply has fields of some thousand signs.
  const limitLong = limitTo(1024 * kilobyte)
  app.use((c, next) => {
    if (bringsFiles(c)) return next()
    return c.req.path.startsWith(`${paths.requests}/`) ? limitLong(c, next) : limitBody(c, next)
  })
  app.use(async (c, next) => {
    const tops = await findTopAgencies(services.db)
    const owner = tops.length === 1 ? tops[0]?.name : undefined
    c.set('site', { owner, founded: tops.length > 0 })
    const open = c.req.path === paths.firstRun || c.req.path === paths.size
    if (tops.length === 0 && !open) return c.redirect(paths.firstRun)
    await next()
  })
  app.route('/', settingsRoutes())
  app.route('/', firstRunRoutes(services, throttle, options.setupCode))
  app.route('/', portalRoutes(services, options))
  app.route('/', applicantRoutes(services))
  app.route('/', dataRoutes(services, { document: api.document, publicUrl: options.publicUrl }))
  app.route('/', downloadRoutes(services, program))
  app.route('/', feedRoutes(services, { program, publicUrl: options.publicUrl }))
  app.route('/', answersFeedRoutes(services, { program, publicUrl: options.publicUrl }))
  app.route('/', deskRoutes(services, throttle))
  app.route('/', deskReportRoutes(services))
  app.route('/', trailRoutes(services))
  app.route('/', requestRoutes(services))
  app.route('/', disputeRoutes(services))
  app.route('/', redactionRoutes(services))
  app.route('/', dossierRoutes(services))
  app.route('/', submissionRoutes(services))
  app.route('/', rollUpRoutes(services))
  app.route('/', yearRoutes(services))
  app.route('/', importRoutes(services))
  app.route('/', bodyRoutes(services))
  app.route('/', peopleRoutes(services))
  app.route('/', officeRoutes(services))

  app.notFound((c) => {
    const methods = allowedMethods(app, c.req.path)
    if (methods.length === 0 || methods.includes(c.req.method)) return errorPage(c, 404)
    c.header('Allow', methods.join(', '))
    return errorPage(c, 405)
  })
  app.onError((error, c) => {
    if (error instanceof HTTPException && (error.status === 404 || error.status === 400))
      return errorPage(c, error.status)
    services.log.error({ request: c.get('request'), err: error }, 'a request failed')
    if (isUnavailable(error)) {
      c.header('Retry-After', '5')
      return errorPage(c, 503)
    }
    return errorPage(c, 500)
  })
  return app
}
