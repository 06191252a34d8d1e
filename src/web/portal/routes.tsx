import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import type { Env } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { AboutPage } from './about.tsx'
import { answerRoutes } from './answer-routes.tsx'
import { compareRoutes } from './compare-routes.tsx'
import { openLibrary } from './library.ts'
import { listRoutes } from './list-routes.tsx'
import { rankingRoutes } from './ranking-routes.tsx'
import { reportRoutes } from './report-routes.tsx'
import { requestStatisticsRoutes } from './request-statistics.tsx'

/** Pages for everybody; they read what is published and nothing else. */
export function portalRoutes(services: Services, { demo }: { readonly demo: boolean }): Hono<Env> {
  const library = openLibrary(services)
  return new Hono<Env>()
    .route('/', listRoutes(services, library))
    .route('/', reportRoutes(services, library))
    .route('/', compareRoutes(services, library))
    .route('/', rankingRoutes(services, library))
    .route('/', answerRoutes(services))
    .route('/', requestStatisticsRoutes(services))
    .get(paths.about, (c) => show(c, <AboutPage c={c} forms={services.forms} demo={demo} />))
}
