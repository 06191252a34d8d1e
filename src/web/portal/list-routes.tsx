import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { findAgency } from '../../store/agencies.ts'
import { findBodiesBelow } from '../../store/public-bodies.ts'
import { mostCounted } from '../../store/public-reports.ts'
import { findSheetsOfBody } from '../../store/public-sheets.ts'
import { findPublishedOfBody, findPublishedReports } from '../../store/report-lists.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths, patterns, reportsPath } from '../paths.ts'
import { BodyPage, mostBelow } from './body.tsx'
import { HomePage } from './home.tsx'
import type { Library } from './library.ts'
import { RegionsPage } from './regions.tsx'
import { readReportQuery, toFilter } from './report-query.ts'
import { ReportsPage } from './reports.tsx'

const pageSize = 20
const latestOnHome = 6

/** Pages that lead to reports: the first page, the list, the regions, a body. */
export function listRoutes({ db, forms }: Services, library: Library): Hono<Env> {
  async function list(c: Ctx) {
    const query = readReportQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const facets = await library.facets()
    const known = facets.regions.map(({ value }) => value)
    const page = { size: pageSize, number: query.page, order: query.order ?? 'year' }
    const [{ reports, total }, body] = await Promise.all([
      findPublishedReports(db, toFilter(query, known), page),
      query.body === undefined ? undefined : findAgency(db, query.body),
    ])
    const pages = Math.ceil(Math.min(total, mostCounted) / pageSize)
    if (total > 0 && query.page > pages) return c.redirect(reportsPath({ ...query, page: pages }))
    return show(c, <ReportsPage {...{ c, query, facets, forms, reports, total, pages }} bodyName={body?.name} />)
  }

  async function body(c: Ctx) {
    const id = Number(c.req.param('id'))
    const found = Number.isSafeInteger(id) ? await findAgency(db, id) : undefined
    if (!found) return errorPage(c, 404)
    const [superior, below, reports, sheets] = await Promise.all([
      found.parentId === null ? undefined : findAgency(db, found.parentId),
      findBodiesBelow(db, id, mostBelow),
      findPublishedOfBody(db, id),
      findSheetsOfBody(db, id),
    ])
    return show(c, <BodyPage {...{ c, body: found, superior, below, reports, sheets, forms }} />)
  }

  return new Hono<Env>()
    .get(paths.home, async (c) => {
      const [{ reports }, facets, { sheet }] = await Promise.all([
        findPublishedReports(db, {}, { size: latestOnHome, number: 1, order: 'published' }),
        library.facets(),
        library.newest(),
      ])
      return show(c, <HomePage c={c} reports={reports} facets={facets} latest={sheet} />)
    })
    .get(paths.reports, list)
    .get(paths.regions, async (c) => {
      const { regions } = await library.facets()
      return show(c, <RegionsPage c={c} regions={regions} province={c.req.query('in')} />)
    })
    .get(patterns.body, body)
}
