import { Hono } from 'hono'
import { exportRequests } from '../../../app/export-requests.ts'
import type { Services } from '../../../app/services.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { DeskPage, show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { type ListQuery, listPath, readListQuery, toFilter } from './list-query.ts'
import { nameMarker } from './list-routes.tsx'
import { findReach } from './reach.ts'
import { requestTable } from './table.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

function refusedPage(c: Ctx, refusal: Refusal, query: ListQuery) {
  const page = (
    <DeskPage c={c} title="没有导出" current={paths.requests}>
      <div class="journey">
        <h1>没有导出</h1>
        <p>
          {refusal.says}
          {refusal.article && `（${refusal.article}）`}
        </p>
        <p>
          <a href={listPath(query)}>回到申请列表</a>
        </p>
      </div>
    </DeskPage>
  )
  return show(c, page, refusal.code === 'too-many' ? 409 : 403)
}

/** What the list holds as a file; its name says what and when, and nothing of people. */
export function requestExportRoutes(services: Services): Hono<Env> {
  const sent = (format: 'csv' | 'xlsx') => async (c: Ctx) => {
    const query = readListQuery(c.req.query())
    if (!query) return errorPage(c, 400)
    const reached = await findReach(services, personAt(c), query.body)
    if (!reached) return errorPage(c, 404)
    const filter = toFilter(reached, query, nameMarker(services, personAt(c)))
    const exported = await exportRequests(services, personAt(c), filter, { format, isBelow: !reached.isOwn })
    if (!exported.ok) return refusedPage(c, exported.refusal, query)
    const name = `依申请公开${reached.look.today}.${format}`
    return sendFile(c, name, types[format], await requestTable(exported.lines, reached.look, format))
  }
  return new Hono<Env>().get(paths.requestTable('csv'), sent('csv')).get(paths.requestTable('xlsx'), sent('xlsx'))
}
