import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import type { Env } from '../context.ts'
import { paths } from '../paths.ts'
import { followRoutes } from './follow/routes.tsx'

/** Pages on which the public asks for information and follows what it asked for. Nothing on them may be kept by anybody. */
export function applicantRoutes(services: Services): Hono<Env> {
  const routes = new Hono<Env>()
  for (const path of [paths.ask, `${paths.ask}/*`])
    routes.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store')
      await next()
    })
  return routes.route('/', followRoutes(services))
}
