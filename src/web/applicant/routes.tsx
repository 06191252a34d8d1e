import { Hono } from 'hono'
import { openLimits } from '../../app/public/limits.ts'
import type { Services } from '../../app/services.ts'
import type { Env } from '../context.ts'
import { paths } from '../paths.ts'
import { filedRoutes } from './filed-routes.tsx'
import { followRoutes } from './follow/routes.tsx'
import { formRoutes } from './form-routes.tsx'

/** Pages on which the public asks for information and follows what it asked for. Nothing on them may be kept by anybody. */
export function applicantRoutes(services: Services): Hono<Env> {
  const asking = { services, limits: openLimits(services) }
  const routes = new Hono<Env>()
  for (const path of [paths.ask, `${paths.ask}/*`])
    routes.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
  return routes.route('/', formRoutes(asking)).route('/', filedRoutes(services)).route('/', followRoutes(services))
}
