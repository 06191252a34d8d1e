import { Hono } from 'hono'
import { noteExport } from '../../../app/export-disputes.ts'
import type { Services } from '../../../app/services.ts'
import { onlySearches, type Person, worksInSection } from '../../../domain/agency/person.ts'
import { disputeStanding, isPressing } from '../../../domain/request/dispute-standing.ts'
import { type DisputeScope, findDisputed, findUnanswered } from '../../../store/request-disputes.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { findReach, type Reached } from '../requests/reach.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { disputeLines, linesAsked } from './lines.ts'
import { DisputesPage } from './page.tsx'
import { type DisputeQuery, readDisputeQuery } from './query.ts'
import { disputeTable } from './table.ts'

const pageSize = 50

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Within a section one sees the disputes of its own dossiers; who only searches sees none. */
function scopeOf(person: Person, { agency }: Reached): DisputeScope | undefined {
  if (!worksInSection(person.role)) return { agencyId: agency.id }
  const { sectionId } = person
  if (sectionId === null || onlySearches(person, sectionId)) return undefined
  return { agencyId: agency.id, sectionId }
}

/** How many disputes must be answered soon, or should have been. */
export async function countPressing({ db }: Services, person: Person, reached: Reached): Promise<number> {
  const scope = scopeOf(person, reached)
  if (!scope) return 0
  const disputes = await findUnanswered(db, scope)
  return disputes.filter((dispute) => isPressing(disputeStanding(dispute, reached.look))).length
}

async function askedLines({ db }: Services, person: Person, reached: Reached) {
  const scope = scopeOf(person, reached)
  return scope && disputeLines(await findDisputed(db, scope), reached.look)
}

/** The disputes of a body, as a page and as a file. */
export function disputeRoutes(services: Services): Hono<Env> {
  const withReach =
    (answer: (c: Ctx, query: DisputeQuery, reached: Reached) => Promise<Response>) => async (c: Ctx) => {
      const query = readDisputeQuery(c.req.query())
      if (!query) return errorPage(c, 400)
      const reached = await findReach(services, personAt(c), query.body)
      return reached ? answer(c, query, reached) : errorPage(c, 404)
    }

  const page = withReach(async (c, query, reached) => {
    const all = await askedLines(services, personAt(c), reached)
    if (!all) return errorPage(c, 404)
    const asked = linesAsked(all, query)
    const lines = asked.slice((query.page - 1) * pageSize, query.page * pageSize)
    const { agency, isOwn } = reached
    return show(
      c,
      <DisputesPage {...{ c, query, agency, isOwn, all, lines }} pages={Math.ceil(asked.length / pageSize)} />,
    )
  })

  const file = (format: 'csv' | 'xlsx') =>
    withReach(async (c, query, reached) => {
      const person = personAt(c)
      const all = await askedLines(services, person, reached)
      if (!all) return errorPage(c, 404)
      const { page: _, body: __, ...asked } = query
      const lines = linesAsked(all, asked)
      const { agency, isOwn, look } = reached
      const noted = await noteExport(services, person, {
        agencyId: agency.id,
        isBelow: !isOwn,
        details: { ...asked, format, count: lines.length },
      })
      if (!noted) return errorPage(c, 403)
      return sendFile(c, `行政复议与诉讼${look.today}.${format}`, types[format], await disputeTable(lines, format))
    })

  return new Hono<Env>()
    .get(paths.disputes, page)
    .get(paths.disputeTable('csv'), file('csv'))
    .get(paths.disputeTable('xlsx'), file('xlsx'))
}
