import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import type { Throttle } from '../../app/throttle.ts'
import { findAgency } from '../../store/agencies.ts'
import { countDeskReports } from '../../store/desk-lists.ts'
import type { Env } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { gate } from './gate.tsx'
import { OverviewPage } from './overview.tsx'
import { ownRoutes } from './own/routes.tsx'
import { allows, personAt, signedIn } from './session.ts'
import { signInRoutes } from './sign-in-routes.tsx'

/** Pages for people who work for a body. */
export function deskRoutes(services: Services, throttle: Throttle): Hono<Env> {
  const app = new Hono<Env>()
  app.use(`${paths.desk}/*`, async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  app.use(`${paths.desk}/*`, signedIn(services), gate)
  app.route('/', signInRoutes(services, throttle))
  app.route('/', ownRoutes(services, throttle))

  app.get(paths.desk, async (c) => {
    const person = personAt(c)
    const agency = await findAgency(services.db, person.agencyId)
    if (!agency) throw new Error('The account of a session has no body')
    const counts = allows(c, 'read-desk-reports')
      ? await countDeskReports(services.db, { under: agency.id })
      : undefined
    return show(c, <OverviewPage c={c} person={person} agency={agency} counts={counts} />)
  })
  return app
}
