import { Hono } from 'hono'
import type { Services } from '../../app/services.ts'
import { biggestChanges } from '../../domain/report/compare/biggest-changes.ts'
import { compareSheets, fewestCompared } from '../../domain/report/compare/compare-sheets.ts'
import { compareProse } from '../../domain/report/compare/similar-prose.ts'
import { readSearchWords } from '../../domain/report/search-words.ts'
import { writeTableCsv } from '../../formats/csv/write-table.ts'
import { findPublicProse, findPublicSheets, type PublicSheet } from '../../store/public-sheets.ts'
import { findPublishedOfBody, findPublishedReports, type ReportLine } from '../../store/report-lists.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { type Compared, ComparePage } from './compare.tsx'
import { type CompareQuery, readCompareQuery } from './compare-query.ts'
import { comparisonColumns, comparisonRows } from './compare-table.ts'
import type { Library } from './library.ts'

const mostChanges = 6
const mostOffered = 12

/** Reports side by side. */
export function compareRoutes({ db }: Services, { formOf }: Library): Hono<Env> {
  const queryOf = (c: Ctx) => readCompareQuery(new URL(c.req.url))

  function comparisonOf(sheets: readonly PublicSheet[]) {
    const isOneBody = new Set(sheets.map(({ agencyId }) => agencyId)).size === 1
    return compareSheets(
      sheets.map(({ agencyId, shortName, year, form, cells }) => ({
        label: isOneBody ? `${year}年` : `${shortName} ${year}年`,
        agency: String(agencyId),
        year,
        form: formOf(form),
        cells,
      })),
    )
  }

  async function proseOf(sheets: readonly PublicSheet[]): Promise<Compared['prose']> {
    const [before, now, more] = [...sheets].sort((a, b) => a.year - b.year)
    if (!before || !now || more || before.agencyId !== now.agencyId) return undefined
    const [old, fresh] = await Promise.all([findPublicProse(db, before), findPublicProse(db, now)])
    return old && fresh && { comparison: compareProse(fresh, old), form: formOf(now.form) }
  }

  async function compared(sheets: readonly PublicSheet[]): Promise<Compared | undefined> {
    if (sheets.length < fewestCompared) return undefined
    const comparison = comparisonOf(sheets)
    return { comparison, changes: biggestChanges(comparison, mostChanges), prose: await proseOf(sheets) }
  }

  async function offered({ words }: CompareQuery, sheets: readonly PublicSheet[]): Promise<readonly ReportLine[]> {
    if (words !== '') {
      const page = { size: mostOffered, number: 1 }
      return (await findPublishedReports(db, { words: readSearchWords(words) }, page)).reports
    }
    const bodies = [...new Set(sheets.map(({ agencyId }) => agencyId))]
    return (await Promise.all(bodies.map((agencyId) => findPublishedOfBody(db, agencyId)))).flat()
  }

  return new Hono<Env>()
    .get(paths.compare, async (c) => {
      const query = queryOf(c)
      if (!query) return errorPage(c, 400)
      const sheets = await findPublicSheets(db, query.reports)
      const [result, lines] = await Promise.all([compared(sheets), offered(query, sheets)])
      return show(c, <ComparePage c={c} query={query} sheets={sheets} offered={lines} compared={result} />)
    })
    .get(paths.compareTable, async (c) => {
      const query = queryOf(c)
      if (!query) return errorPage(c, 400)
      const sheets = await findPublicSheets(db, query.reports)
      if (sheets.length < fewestCompared) return errorPage(c, 404)
      const comparison = comparisonOf(sheets)
      const csv = writeTableCsv(comparisonColumns(sheets), comparisonRows(comparison))
      c.header('Content-Disposition', 'attachment; filename="comparison.csv"')
      return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    })
}
