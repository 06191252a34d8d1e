import { Hono } from 'hono'
import { exportTrail } from '../../../app/export-trail.ts'
import type { Services } from '../../../app/services.ts'
import { verifyTrail } from '../../../app/verify-trail.ts'
import { dayInChina } from '../../../domain/calendar/plain-date.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { findAgency } from '../../../store/agencies.ts'
import { findChainEnd } from '../../../store/trail-chains.ts'
import { sm3 } from '../../../store/trail-links.ts'
import { findLastCheck, findLink, findTrailLines } from '../../../store/trail-search.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { DeskPage, show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { type AskedBody, findAskedBody } from '../asked-body.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { LinkPage } from './link-page.tsx'
import { TrailPage } from './page.tsx'
import { readTrailQuery, type TrailQuery, toFilter, trailPath } from './query.ts'
import { trailCsv } from './table.ts'

const pageSize = 50

function refusedPage(c: Ctx, { code, says }: Refusal, query: TrailQuery) {
  const page = (
    <DeskPage c={c} title="没有导出" current={paths.trail}>
      <div class="journey">
        <h1>没有导出</h1>
        <p>{says}</p>
        <p>
          <a href={trailPath(query)}>回到留痕</a>
        </p>
      </div>
    </DeskPage>
  )
  return show(c, page, code === 'too-many' ? 409 : 403)
}

/** The trail of a body and of those below it: searched, opened, verified, exported. */
export function trailRoutes(services: Services): Hono<Env> {
  const { db, now } = services

  const withBody = async (c: Ctx, view: (asked: AskedBody, query: TrailQuery) => Response | Promise<Response>) => {
    const query = readTrailQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const asked = await findAskedBody(services, personAt(c), query.agency)
    return asked ? view(asked, query) : errorPage(c, 404)
  }

  const trailPage = async (c: Ctx, { agency }: AskedBody, query: TrailQuery) => {
    const filter = toFilter(agency.id, query)
    const [lines, end, lastCheck, own] = await Promise.all([
      findTrailLines(db, filter, { most: pageSize + 1, after: query.after }),
      findChainEnd(db, agency.id),
      findLastCheck(db, agency.id),
      findAgency(db, personAt(c).agencyId),
    ])
    const shown = lines.slice(0, pageSize)
    const chain = { agency, own: own ?? agency, links: end?.seq ?? 0, lastCheck }
    const page = { c, query, lines: shown, end: lines.length > pageSize ? shown.at(-1) : undefined, ...chain }
    return show(c, <TrailPage {...page} />)
  }

  return new Hono<Env>()
    .get(paths.trail, (c) => withBody(c, (asked, query) => trailPage(c, asked, query)))
    .get(paths.trailTable, (c) =>
      withBody(c, async ({ agency, standing }, query) => {
        const filter = toFilter(agency.id, query)
        const exported = await exportTrail(services, personAt(c), filter, { isBelow: standing === 'superior' })
        if (!exported.ok) return refusedPage(c, exported.refusal, query)
        const name = `留痕${dayInChina(now())}.csv`
        return sendFile(c, name, 'text/csv; charset=utf-8', trailCsv(exported.lines))
      }),
    )
    .post(paths.trailChecks, async (c) => {
      const { agency: id = '' } = await submittedFields(c)
      const query = readTrailQuery({ agency: id })
      const asked = query?.agency !== undefined && (await findAskedBody(services, personAt(c), query.agency))
      if (!asked) return errorPage(c, query ? 404 : 400)
      const { agency, standing } = asked
      const answer = await verifyTrail(services, personAt(c), { agencyId: agency.id, isBelow: standing === 'superior' })
      return answer.ok ? c.redirect(`${trailPath({ agency: agency.id })}&done=verified`, 303) : errorPage(c, 404)
    })
    .get(patterns.trailLink, async (c) => {
      const [agencyId = 0, seq = 0] = (c.req.param('key') ?? '').split('-').map(Number)
      const asked = await findAskedBody(services, personAt(c), agencyId)
      const link = asked && (await findLink(db, { agencyId, seq }))
      if (!link) return errorPage(c, 404)
      const isLast = (await findChainEnd(db, agencyId))?.seq === seq
      return show(c, <LinkPage c={c} agency={asked.agency} link={link} computed={sm3(link.text)} isLast={isLast} />)
    })
}
