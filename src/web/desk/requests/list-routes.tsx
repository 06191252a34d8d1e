import { Hono } from 'hono'
import type { Services } from '../../../app/services.ts'
import { reachOf } from '../../../domain/agency/may.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { findAgenciesUnder } from '../../../store/agencies.ts'
import { marksOf } from '../../../store/applicants.ts'
import { findHandlers } from '../../../store/handlers.ts'
import { countRequests, findClarified, findRequestLines } from '../../../store/request-lists.ts'
import { findSavedViews } from '../../../store/saved-views.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { countPressing } from '../disputes/routes.tsx'
import { allows, personAt } from '../session.ts'
import { ListPage } from './list-page.tsx'
import { isFiltered, type ListQuery, readListQuery, toFilter } from './list-query.ts'
import { findReach, type Reached, soonUntil } from './reach.ts'

const pageSize = 30
/** Bodies below that are offered by name; any other can be typed. */
const mostOffered = 200

/** Blind index of a name, for whoever may know who asks. */
export const nameMarker = ({ seals }: Services, person: Person) =>
  reachOf(person, 'reveal-applicant') === undefined
    ? undefined
    : (name: string) => marksOf(seals, { name, identityNumber: '' }).name

/** Names of the bodies that a supervisor may look at. */
async function bodiesBelow({ db }: Services, person: Person): Promise<readonly string[]> {
  if (reachOf(person, 'search-requests') !== 'subtree') return []
  const page = { size: mostOffered, number: 1 }
  const { agencies } = await findAgenciesUnder(db, { agencyId: person.agencyId, words: [] }, page)
  return agencies.length > 1 ? agencies.map(({ name }) => name) : []
}

/** All that is counted in the body or section, whatever the page shows. */
const countAll = ({ db }: Services, { scope, viewer, look }: Reached) =>
  countRequests(db, { scope, viewer, view: 'open', today: look.today, soonUntil: soonUntil(look) })

async function countsOf(services: Services, c: Ctx, reached: Reached, query: ListQuery) {
  const own = c.get('requestCounts')
  if (own && reached.isOwn && !isFiltered(query)) return own
  return countRequests(services.db, toFilter(reached, query, nameMarker(services, personAt(c))))
}

async function listPage(services: Services, c: Ctx, reached: Reached, query: ListQuery) {
  const { db } = services
  const person = personAt(c)
  const agencyId = reached.agency.id
  const filter = toFilter(reached, query, nameMarker(services, person))
  const [{ lines, end }, counts, handlers, views, bodies] = await Promise.all([
    findRequestLines(db, filter, { size: pageSize, after: query.after }),
    countsOf(services, c, reached, query),
    findHandlers(db, agencyId),
    findSavedViews(db, person.accountId),
    bodiesBelow(services, person),
  ])
  const ids = lines.map(({ id }) => id)
  const clarified = await findClarified(db, agencyId, ids)
  const page = { c, query, reached, lines, end, counts, handlers, views, bodies, clarified }
  return show(c, <ListPage {...page} />)
}

/** The view that the person begins with, where the address asks for nothing. */
async function firstView({ db }: Services, c: Ctx): Promise<string | undefined> {
  if (Object.keys(c.req.query()).length > 0) return undefined
  const views = await findSavedViews(db, personAt(c).accountId)
  return views.find(({ isFirst, query }) => isFirst && query !== '')?.query
}

/** The worklist of requests, and the counts at the side of every page of requests. */
export function requestListRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.on('GET', [`${paths.requests}/*`, `${paths.disputes}/*`], async (c, next) => {
    const reached = allows(c, 'search-requests') ? await findReach(services, personAt(c)) : undefined
    if (reached) {
      const [counts, pressing] = await Promise.all([
        countAll(services, reached),
        countPressing(services, personAt(c), reached),
      ])
      c.set('requestCounts', counts)
      c.set('pressingDisputes', pressing)
    }
    await next()
  })
  return app.get(paths.requests, async (c) => {
    const first = await firstView(services, c)
    if (first !== undefined) return c.redirect(`${paths.requests}?${first}`)
    const query = readListQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const reached = await findReach(services, personAt(c), query.body)
    return reached ? listPage(services, c, reached, query) : errorPage(c, 404)
  })
}
