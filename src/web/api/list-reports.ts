import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Services } from '../../app/services.ts'
import {
  countListedReports,
  findListedReports,
  type ListFilter,
  listOrders,
  mostListed,
} from '../../store/api-lists.ts'
import { apiPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { pageCursor, readPageCursor } from './cursor.ts'
import { linkNext, pageFields } from './pages.ts'
import { formParameter, oneOf, parameters, query } from './parameters.ts'
import { summaryJson, summarySchema } from './summary.ts'
import { otherAnswers, trouble } from './trouble.ts'

const { region, body, year, kind, q, limit, cursor } = parameters

const routeFor = (formIds: readonly string[]) =>
  createRoute({
    method: 'get',
    path: apiPaths.reports,
    operationId: 'listReports',
    summary: '年度报告列表',
    description: '已公开的年度报告，可以筛选和排序。结果分页给出，按 next 一页一页取完，每份报告正好出现一次。',
    tags: ['年度报告'],
    request: {
      query: query({
        ...{ region, body, year, form: formParameter(formIds), kind, q },
        sort: oneOf(
          [...listOrders],
          '顺序：year 年度从新到旧（不写时就是它）、published 公开时间从新到旧、received 新收申请从多到少',
        ),
        ...{ limit, cursor },
      }),
    },
    responses: {
      200: {
        description: '一页年度报告',
        content: {
          'application/json': {
            schema: z.strictObject({ reports: z.array(summarySchema), ...pageFields }).openapi('ReportList'),
          },
        },
      },
      ...otherAnswers,
    },
  })

/** Words of what people typed. */
export const wordsOf = (typed: string): readonly string[] => typed.split(/[\s,，、]+/).filter((word) => word !== '')

export function listReports(api: OpenAPIHono<Env>, { db, forms }: Services): void {
  api.openapi(routeFor(forms.map(({ id }) => id)), async (c) => {
    const asked = c.req.valid('query')
    const order = asked.sort ?? 'year'
    const after = asked.cursor === undefined ? undefined : readPageCursor(order, asked.cursor)
    if (asked.cursor !== undefined && !after) {
      const says = '照抄上一页的 next，排序不能中途改变；或者不写，从头列起'
      return trouble(c, 400, '参数 cursor 不能用。', [{ parameter: 'cursor', says }])
    }
    const filter: ListFilter = {
      ...(asked.region !== undefined && { region: asked.region }),
      ...(asked.body !== undefined && { agencyId: asked.body }),
      ...(asked.year !== undefined && { year: asked.year }),
      ...(asked.form !== undefined && { form: asked.form }),
      ...(asked.kind !== undefined && { kind: asked.kind }),
      words: wordsOf(asked.q ?? ''),
    }
    const size = asked.limit ?? 50
    const [rows, total] = await Promise.all([
      findListedReports(db, filter, { order, size: size + 1, ...(after && { after }) }),
      countListedReports(db, filter),
    ])
    const reports = rows.slice(0, size)
    const last = rows.length > size ? reports.at(-1) : undefined
    const next = linkNext(c, last && pageCursor(order, last))
    const totalIsExact = total <= mostListed
    return c.json({ reports: reports.map(summaryJson), total: Math.min(total, mostListed), totalIsExact, next }, 200)
  })
}
