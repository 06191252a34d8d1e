import { z } from '@hono/zod-openapi'
import { type ExportFormat, exportFormats } from '../../app/export-report.ts'
import { agencyKinds } from '../../domain/agency/agency.ts'
import type { ListedReport } from '../../store/api-lists.ts'
import { apiPaths } from '../api-paths.ts'
import { paths } from '../paths.ts'

const yearSchema = z.int().openapi({ description: '报告所属年度', example: 2021 })
export const kindSchema = z.enum(Object.keys(agencyKinds) as [keyof typeof agencyKinds]).openapi({
  description: `机关类别：${Object.entries(agencyKinds)
    .map(([key, words]) => `${key} ${words}`)
    .join('、')}`,
})
export const address = (description: string) => z.string().openapi({ description, format: 'uri-reference' })
const count = (description: string) => z.int().min(0).openapi({ description })
const moment = (description: string) => z.iso.datetime().openapi({ description, example: '2022-01-20T02:00:00.000Z' })
const requests = (description: string) =>
  z
    .number()
    .nullable()
    .openapi({ description: `${description}（件）；报告未写明时为 null` })

/** A report in few words, as lists hold it and as the whole report begins. */
export const summarySchema = z
  .strictObject({
    id: z.string().openapi({ description: '机关编号-年度，也是网址的一部分', example: '12-2021' }),
    body: z.strictObject({
      id: z.int(),
      name: z.string().openapi({ example: '贵阳市花溪区人民政府' }),
      region: z.string().openapi({ example: '贵州省贵阳市花溪区' }),
      kind: kindSchema,
    }),
    year: yearSchema,
    title: z.string(),
    form: z.string().openapi({ description: '报告格式的编号，见 /api/forms', example: '2021' }),
    verdict: z.enum(['errors', 'warnings', 'doubts', 'passed']).openapi({
      description: '核验结果：errors 有不符、warnings 有需核对、doubts 只有读取存疑、passed 核验通过',
    }),
    errors: count('不符，处'),
    warnings: count('需核对，处'),
    hints: count('提示，处'),
    problems: count('读取存疑，处'),
    received: requests('本年新收申请'),
    settled: requests('办理结果总计'),
    carriedOut: requests('结转下年度'),
    publishedAt: moment('在本站公开的时间'),
    changedAt: moment('最近一次改动的时间'),
    demonstration: z.boolean().openapi({ description: '是演示内容，不是机关发布的原文' }),
    invented: z.boolean().openapi({ description: '演示内容中数字也是虚构的' }),
    links: z.strictObject({
      self: address('报告全文，JSON'),
      page: address('供人阅读的网页'),
      downloads: z
        .record(z.enum(Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]]), z.string())
        .openapi({ description: '各种格式的下载地址；source 是收到的原件' }),
    }),
  })
  .openapi('ReportSummary')

/** Addresses of a report in every format. */
function downloadsOf(agencyId: number, year: number): Record<ExportFormat, string> {
  const formats = Object.keys(exportFormats) as ExportFormat[]
  const entries = formats.map((format) => [format, paths.download(agencyId, year, format)] as const)
  return Object.fromEntries(entries) as Record<ExportFormat, string>
}

export function summaryJson(report: ListedReport): z.infer<typeof summarySchema> {
  const { agencyId, agencyName, region, kind, year, title, form, verdict, errors, warnings, hints, problems } = report
  const { received, settled, carriedOut, publishedAt, changedAt, demonstration, invented } = report
  return {
    id: `${agencyId}-${year}`,
    body: { id: agencyId, name: agencyName, region, kind },
    ...{ year, title, form, verdict, errors, warnings, hints, problems, received, settled, carriedOut },
    publishedAt: publishedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    demonstration,
    invented,
    links: {
      self: apiPaths.report(agencyId, year),
      page: paths.report(agencyId, year),
      downloads: downloadsOf(agencyId, year),
    },
  }
}
