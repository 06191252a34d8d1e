import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { findPublishedReports, findReportChoices } from '../../store/report-lists.ts'
import { findSourceText } from '../../store/report-sources.ts'
import { findReport, type StoredReport } from '../../store/reports.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths, patterns, readReportKey, reportsPath } from '../paths.ts'
import { AboutPage } from './about.tsx'
import { HomePage } from './home.tsx'
import { ReportPage } from './report.tsx'
import { readReportQuery, toFilter } from './report-query.ts'
import { ReportsPage } from './reports.tsx'
import { SourcePage } from './source.tsx'

const pageSize = 20
const latestOnHome = 6

/** Pages for everybody; they read what is published and nothing else. */
export function portalRoutes({ db, forms }: Services, { demo }: { readonly demo: boolean }): Hono<Env> {
  const published = (agencyId: number, year: number) => findReport(db, { agencyId, year, publishedOnly: true })
  const formOf = ({ reading }: StoredReport) => {
    const form = forms.find(({ id }) => id === reading.form)
    if (!form) throw new Error(`A stored report follows the form ${reading.form}, which data/report-forms lacks`)
    return form
  }
  const asked = async (c: Ctx) => {
    const key = readReportKey(c.req.param('key') ?? '')
    return key && published(key.agencyId, key.year)
  }

  return new Hono<Env>()
    .get(paths.home, async (c) => {
      const [{ reports, total }, { years }] = await Promise.all([
        findPublishedReports(db, {}, { size: latestOnHome, number: 1 }),
        findReportChoices(db),
      ])
      const [first] = reports
      const latest = first && (await published(first.agencyId, first.year))
      return show(c, <HomePage c={c} reports={reports} total={total} years={years} latest={latest} />)
    })
    .get(paths.reports, async (c) => {
      const query = readReportQuery(c.req.query())
      if (!query) return errorPage(c, 400)
      const [{ reports, total }, choices] = await Promise.all([
        findPublishedReports(db, toFilter(query), { size: pageSize, number: query.page }),
        findReportChoices(db),
      ])
      const pages = Math.ceil(total / pageSize)
      if (total > 0 && query.page > pages) return c.redirect(reportsPath({ ...query, page: pages }))
      return show(c, <ReportsPage {...{ c, query, choices, forms, reports, total, pages }} />)
    })
    .get(patterns.report, async (c) => {
      const report = await asked(c)
      if (!report) return errorPage(c, 404)
      const previous = await published(report.agency.id, report.year - 1)
      return show(c, <ReportPage c={c} report={report} form={formOf(report)} previous={previous?.reading} />)
    })
    .get(patterns.source, async (c) => {
      const report = await asked(c)
      const source = report && (await findSourceText(db, report))
      if (!report || !source) return errorPage(c, 404)
      return show(c, <SourcePage c={c} report={report} form={formOf(report)} {...source} />)
    })
    .get(paths.about, (c) => show(c, <AboutPage c={c} forms={forms} demo={demo} />))
}
