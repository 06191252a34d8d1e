import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { drawChart } from '../../formats/charts/draw-chart.ts'
import { findPublicSheets, findSheetsOfBody } from '../../store/public-sheets.ts'
import { findSourceText } from '../../store/report-sources.ts'
import { findReport } from '../../store/reports.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { patterns, readReportKey } from '../paths.ts'
import { makeChart, readPictureName, yearSheets } from '../report/report-charts.ts'
import type { Library } from './library.ts'
import { ReportPage } from './report.tsx'
import { SourcePage } from './source.tsx'

/** A report, its source and its charts. */
export function reportRoutes({ db, forms }: Services, { formOf }: Library): Hono<Env> {
  const published = (agencyId: number, year: number) => findReport(db, { agencyId, year, publishedOnly: true })
  const keyOf = (c: Ctx) => readReportKey(c.req.param('key') ?? '')
  const asked = async (c: Ctx) => {
    const key = keyOf(c)
    return key && published(key.agencyId, key.year)
  }

  async function picture(c: Ctx) {
    const key = keyOf(c)
    const wanted = readPictureName((c.req.param('name') ?? '').replace(/\.svg$/, ''))
    const [sheet] = key && wanted ? await findPublicSheets(db, [key]) : []
    if (!sheet || !wanted) return errorPage(c, 404)
    const years = wanted.chart === 'years' ? yearSheets(await findSheetsOfBody(db, sheet.agencyId), forms) : []
    const chart = makeChart(wanted.chart, { form: formOf(sheet.form), cells: sheet.cells }, years)
    return c.body(drawChart(chart, wanted), 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  }

  return new Hono<Env>()
    .get(patterns.report, async (c) => {
      const report = await asked(c)
      if (!report) return errorPage(c, 404)
      const [previous, sheets] = await Promise.all([
        published(report.agency.id, report.year - 1),
        findSheetsOfBody(db, report.agency.id),
      ])
      const form = formOf(report.reading.form)
      return show(c, <ReportPage {...{ c, report, form, forms, sheets }} previous={previous?.reading} />)
    })
    .get(patterns.source, async (c) => {
      const report = await asked(c)
      const source = report && (await findSourceText(db, report))
      if (!report || !source) return errorPage(c, 404)
      return show(c, <SourcePage c={c} report={report} form={formOf(report.reading.form)} {...source} />)
    })
    .get(patterns.chart, picture)
}
