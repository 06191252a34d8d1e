import { Hono } from 'hono'
import { exportCounted } from '../../../app/export-counted.ts'
import type { Services } from '../../../app/services.ts'
import { formCell } from '../../../domain/report/checks/labels.ts'
import { findNumbers } from '../../../store/counted-requests.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { patterns } from '../../paths.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { type AskedYear, findAskedYear } from './asked-year.ts'
import { CountedPage } from './cell-page.tsx'
import { type CountedView, findCounted } from './counted-view.ts'
import { YearRefusedPage } from './draft-page.tsx'
import { countedTable, fileTypes, yearCsv, yearJson, yearXlsx } from './files.ts'
import { readYearQuery } from './query.ts'

/** What each figure of a year counts, and the figures as files. */
export function fileRoutes(services: Services): Hono<Env> {
  const found = async (c: Ctx): Promise<AskedYear | undefined> => {
    const asked = await findAskedYear(services, c)
    return asked && !('refusal' in asked) ? asked : undefined
  }

  const jsonOf = async (asked: AskedYear) => {
    const { agency, compiled } = asked
    const counted = Object.keys(compiled.cells).flatMap((cell) => compiled.counts(cell))
    const ids = [...new Set(counted.map(({ requestId }) => requestId))]
    return yearJson(asked, await findNumbers(services.db, agency.id, ids))
  }

  const countedFile = async (
    c: Ctx,
    asked: AskedYear,
    cell: string,
    { all, format }: { readonly all: readonly CountedView[]; readonly format: 'csv' | 'xlsx' },
  ) => {
    const { agency, year, standing } = asked
    const about = { agencyId: agency.id, isBelow: standing === 'superior', year, cell, format, count: all.length }
    const refusal = await exportCounted(services, personAt(c), about)
    if (refusal) return show(c, <YearRefusedPage {...{ c, agency, year, refusal, title: '没有导出' }} />, 403)
    const name = `${agency.shortName}${year}年${cell.replace('/', '-')}.${format}`
    return sendFile(c, name, fileTypes[format], await countedTable(all, format))
  }

  return new Hono<Env>()
    .get(patterns.yearCell, async (c) => {
      const [asked, query] = [await found(c), readYearQuery(c.req.query())]
      const cell = `${c.req.param('row')}/${c.req.param('column')}`
      if (!query) return errorPage(c, 400)
      if (!asked || !formCell(asked.compiled.form, cell) || asked.compiled.cells[cell] === undefined)
        return errorPage(c, 404)
      const all = await findCounted(services, asked.agency.id, asked.compiled, cell)
      const { format, page } = query
      if (format !== undefined) return countedFile(c, asked, cell, { all, format })
      return show(c, <CountedPage {...{ c, asked, cell, all, page }} />)
    })
    .get(patterns.yearTable, async (c) => {
      const asked = await found(c)
      if (!asked) return errorPage(c, 404)
      const ending = (c.req.param('file') ?? '').replace('table.', '') as keyof typeof fileTypes
      const name = `${asked.agency.shortName}${asked.year}年统计.${ending}`
      const content =
        ending === 'json' ? await jsonOf(asked) : ending === 'csv' ? yearCsv(asked) : await yearXlsx(asked)
      return sendFile(c, name, fileTypes[ending], content)
    })
}
