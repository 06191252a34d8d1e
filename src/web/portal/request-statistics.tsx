import { Hono } from 'hono'
import { z } from 'zod'
import type { Services } from '../../app/services.ts'
import { outcomeGroups } from '../../domain/request/outcomes.ts'
import { byGroup, inTimeShare, outcomesOfYear, settledTotal } from '../../domain/request/statistics.ts'
import { drawChart } from '../../formats/charts/draw-chart.ts'
import { writeTableCsv } from '../../formats/csv/write-table.ts'
import { attachment } from '../attachment.ts'
import type { Ctx, Env } from '../context.ts'
import { errorPage } from '../errors.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { given } from './report-query.ts'
import { type CountedYear, openStatistics } from './request-statistics-data.ts'
import { channelRows, StatisticsPage, typeRows } from './request-statistics-page.tsx'

const number = (digits: RegExp) => given(z.string().regex(digits).transform(Number))

const query = z.object({
  body: number(/^\d{1,9}$/),
  year: number(/^\d{4}$/),
  picture: given(z.enum(['light-wide', 'light-narrow', 'dark-wide', 'dark-narrow'])),
})

type Query = z.infer<typeof query>

/** Everything on the page, a number a line. */
function rowsOf(shown: CountedYear): readonly (readonly (string | number | undefined)[])[] {
  const { body, year, counts } = shown
  const lines: readonly (readonly [string, string, string | number | undefined])[] = [
    ['总体', '本年新收', counts.received],
    ['总体', '上年结转', counts.carriedIn],
    ['总体', '办结', settledTotal(counts)],
    ['总体', '结转下年度', counts.carriedOut],
    ['总体', '按期答复（%）', inTimeShare(counts)],
    ['总体', '答复用时中位数（工作日）', counts.medianWorkdays],
    ...byGroup(counts).map(({ group, count }) => ['办理结果', outcomeGroups[group], count] as const),
    ...channelRows(shown).map(([says, count]) => ['申请渠道', says, count] as const),
    ...typeRows(shown).map(([says, count]) => ['申请人类型', says, count] as const),
  ]
  return lines.map((line) => [body.name, year, ...line])
}

/** Public statistics of requests, per body and year. */
export function requestStatisticsRoutes(services: Services): Hono<Env> {
  const statistics = openStatistics(services)

  /** Where no body is asked for, the only one, or the first. */
  async function found({ body, year }: Query) {
    const { bodies } = await statistics.bodies()
    const id = body ?? bodies[0]?.id
    return { bodies, shown: id === undefined ? undefined : await statistics.of(id, year) }
  }

  const withYear = (answer: (c: Ctx, shown: CountedYear, asked: Query) => Response) => async (c: Ctx) => {
    const { success, data } = query.safeParse(c.req.query())
    if (!success) return errorPage(c, 400)
    const { shown } = await found(data)
    return shown ? answer(c, shown, data) : errorPage(c, 404)
  }

  return new Hono<Env>()
    .get(paths.requestStatistics, async (c) => {
      const { success, data } = query.safeParse(c.req.query())
      if (!success) return errorPage(c, 400)
      const { bodies, shown } = await found(data)
      if (!shown && (data.body !== undefined || data.year !== undefined)) return errorPage(c, 404)
      return show(c, <StatisticsPage c={c} bodies={bodies} shown={shown} />)
    })
    .get(
      paths.requestStatisticsTable,
      withYear((c, shown) => {
        const columns = ['机关', '年度', '分类', '项目', '数值']
        c.header('Content-Type', 'text/csv; charset=utf-8')
        c.header(
          'Content-Disposition',
          attachment(`${shown.body.name}${shown.year}年依申请公开统计.csv`, 'statistics.csv'),
        )
        return c.body(writeTableCsv(columns, rowsOf(shown)))
      }),
    )
    .get(
      paths.requestStatisticsChart,
      withYear((c, { counts, year }, { picture = 'light-wide' }) => {
        const [scheme, width] = picture.split('-') as ['light' | 'dark', 'wide' | 'narrow']
        const svg = drawChart(outcomesOfYear(counts, year), { scheme, width })
        return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
      }),
    )
}
