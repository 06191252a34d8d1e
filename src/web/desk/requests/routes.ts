import { Hono } from 'hono'
import type { Services } from '../../../app/services.ts'
import type { Env } from '../../context.ts'
import { entryRoutes } from './entry-routes.tsx'
import { requestExportRoutes } from './export-routes.tsx'
import { requestListRoutes } from './list-routes.tsx'
import { togetherRoutes } from './together-routes.tsx'
import { savedViewRoutes } from './view-routes.tsx'

/** Lists of requests, and what is done from a list: entering one, exporting, acting on several, keeping views. */
export function requestRoutes(services: Services): Hono<Env> {
  // The list counts for the side of all pages that come after it.
  return new Hono<Env>()
    .route('/', requestListRoutes(services))
    .route('/', entryRoutes(services))
    .route('/', requestExportRoutes(services))
    .route('/', togetherRoutes(services))
    .route('/', savedViewRoutes(services))
}
