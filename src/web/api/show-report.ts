import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { correctedCells, reportJsonOf } from '../../app/export-report.ts'
import type { Services } from '../../app/services.ts'
import { cellState, standingFindings } from '../../domain/report/decisions.ts'
import { findListedReports, type ListedReport } from '../../store/api-lists.ts'
import { findReport, type StoredReport } from '../../store/reports.ts'
import { apiPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { readReportKey } from '../paths.ts'
import { query } from './parameters.ts'
import { wholeReportSchema } from './report-schema.ts'
import { summaryJson } from './summary.ts'
import { otherAnswers, trouble, troubles } from './trouble.ts'

const route = createRoute({
  method: 'get',
  path: apiPaths.reportPattern,
  operationId: 'showReport',
  summary: '一份年度报告',
  description: '全部数字、各部分的文字、数字在原文里的位置、核验发现的问题、人工更正，以及各种格式的下载地址。',
  tags: ['年度报告'],
  request: {
    params: z.object({
      key: z
        .string()
        .regex(/^\d{1,15}-\d{4}$/, '网址要写成 机关编号-年度，例如 /api/reports/12-2021。')
        .openapi({ description: '机关编号-年度', example: '1-2021' }),
    }),
    query: query({}),
  },
  responses: {
    200: { description: '年度报告', content: { 'application/json': { schema: wholeReportSchema } } },
    ...otherAnswers,
    404: troubles[404],
  },
})

function correctionsJson(report: StoredReport) {
  const changed = correctedCells(report)
  return [...report.decisions.corrections.values()]
    .filter(({ cell }) => changed.has(cell))
    .map(({ cell, to, at }) => ({
      cell,
      read: cellState(report.asRead.cells, cell),
      corrected: to,
      at: at.toISOString(),
    }))
}

/** What the body says of findings that stand; never who said it. */
function explanationsJson({ findings, decisions }: StoredReport) {
  return standingFindings(findings, decisions).flatMap(({ stableId }) => {
    const judgement = decisions.judgements.get(stableId)
    if (!judgement || judgement.verdict === 'dismissed') return []
    const { verdict, reason, at } = judgement
    return [{ finding: stableId, verdict, reason: verdict === 'explained' ? reason : '', at: at.toISOString() }]
  })
}

function wholeJson(report: StoredReport, listed: ListedReport): z.infer<typeof wholeReportSchema> {
  return {
    summary: summaryJson(listed),
    report: reportJsonOf(report),
    corrections: correctionsJson(report),
    explanations: explanationsJson(report),
    source: report.source,
  }
}

export function showReport(api: OpenAPIHono<Env>, { db }: Services): void {
  api.openapi(route, async (c) => {
    const { agencyId = 0, year = 0 } = readReportKey(c.req.valid('param').key) ?? {}
    const report = await findReport(db, { agencyId, year, publishedOnly: true })
    const [listed] = await findListedReports(db, { agencyId, year }, { order: 'year', size: 1 })
    if (!report || !listed)
      return trouble(c, 404, `没有编号为 ${agencyId} 的机关 ${year} 年度的公开报告。报告见 ${apiPaths.reports}。`)
    return c.json(wholeJson(report, listed), 200)
  })
}
