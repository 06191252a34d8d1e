import { Hono } from 'hono'
import { draftRollUp } from '../../../app/draft-roll-up.ts'
import type { Services } from '../../../app/services.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { formCell } from '../../../domain/report/checks/labels.ts'
import { formForYear } from '../../../domain/report/form.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { CellPage } from './cell-page.tsx'
import { rollUpCsv, rollUpJson } from './files.ts'
import { RollUpPage } from './page.tsx'
import { type RollUpQuery, readRollUpQuery } from './query.ts'
import { findingsOf, findOwnReport, findRegion, type Region } from './region.ts'

/** The sum of a region, the bodies behind each figure, its files, and the draft that is made of it. */
export function rollUpRoutes(services: Services): Hono<Env> {
  const knows = (year: number | undefined) => year === undefined || formForYear(services.forms, year) !== undefined

  /** Answers with a view of the region that the address asks for. */
  const withRegion = async (c: Ctx, view: (region: Region, query: RollUpQuery) => Response | Promise<Response>) => {
    const query = readRollUpQuery(c.req.query())
    if (!query || !knows(query.year)) return errorPage(c, 400)
    const region = await findRegion(services, personAt(c), query)
    return region ? view(region, query) : errorPage(c, 404)
  }

  const regionPage = async (c: Ctx, region: Region, refusal?: Refusal) => {
    const own = await findOwnReport(services, region)
    const page = { c, region, findings: findingsOf(region), own, ...(refusal && { refusal }) }
    return show(c, <RollUpPage {...page} />, refusal ? 409 : 200)
  }

  return new Hono<Env>()
    .get(paths.rollUp, (c) =>
      withRegion(c, (region, { cell, page }) => {
        if (cell === undefined) return regionPage(c, region)
        if (!formCell(region.rollUp.form, cell)) return errorPage(c, 404)
        return show(c, <CellPage c={c} region={region} cell={cell} page={page} />)
      }),
    )
    .get(paths.rollUpFile, (c) =>
      withRegion(c, (region, { format }) => {
        const name = `${region.agency.shortName}${region.year}年汇总`
        if (format === 'csv') return sendFile(c, `${name}.csv`, 'text/csv; charset=utf-8', rollUpCsv(region))
        if (format === 'json') return sendFile(c, `${name}.json`, 'application/json; charset=utf-8', rollUpJson(region))
        return errorPage(c, 404)
      }),
    )
    .post(paths.rollUpDraft, async (c) => {
      const fields = await submittedFields(c)
      const query = readRollUpQuery({ agency: fields.agency ?? '', year: fields.year ?? '' })
      if (query?.agency === undefined || query.year === undefined || !knows(query.year)) return errorPage(c, 400)
      const target = { agencyId: query.agency, year: query.year }
      const answer = await draftRollUp(services, personAt(c), target)
      if (answer.ok) return c.redirect(paths.deskReport(target.agencyId, target.year), 303)
      const region = answer.code === 'refused' ? await findRegion(services, personAt(c), query) : undefined
      if (answer.code === 'unknown' || !region) return errorPage(c, 404)
      return regionPage(c, region, answer.refusal)
    })
}
