import { Feed } from 'feed'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Services } from '../app/services.ts'
import { printable } from '../domain/report/render/printable.ts'
import { findListedReports, type ListedReport, type ListFilter } from '../store/api-lists.ts'
import { publicVersion } from '../store/public-version.ts'
import { tagOf } from './api/manners.ts'
import { holdsTag } from './conditional.ts'
import type { Ctx, Env } from './context.ts'
import { errorPage } from './errors.tsx'
import { paths } from './paths.ts'
import { siteAddress } from './site-address.ts'
import { verdictSays } from './verdicts.ts'

const most = 50

const query = z.strictObject({
  region: z
    .string()
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .optional(),
  body: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional(),
})

/** Titles and summaries are told as HTML; no format holds control characters. */
const asHtml = (text: string) =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function summaryOf(report: ListedReport): string {
  const figures = [
    ['本年新收申请', report.received],
    ['办理结果总计', report.settled],
    ['结转下年度', report.carriedOut],
  ] as const
  const told = figures.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value} 件`]))
  const words = [...told, `核验结果：${verdictSays(report)}`].join('，')
  return report.demonstration ? `${words}。演示内容。` : `${words}。`
}

/** Before anything is published there is nothing newer than this. */
const beginning = new Date(0)

function write(reports: readonly ListedReport[], site: string, self: string, owner: string | undefined): string {
  const feed = new Feed({
    id: self,
    title: printable(`${owner ?? '政府信息公开平台'}：新公开的年度报告`),
    link: `${site}${paths.reports}`,
    feedLinks: { atom: self },
    updated: latestOf(reports) ?? beginning,
    author: { name: printable(owner ?? '政府信息公开平台') },
    generator: 'Gongkai',
  })
  for (const report of reports) {
    const address = `${site}${paths.report(report.agencyId, report.year)}`
    feed.addItem({
      id: address,
      link: address,
      title: asHtml(report.title),
      description: asHtml(summaryOf(report)),
      date: report.changedAt,
      published: report.publishedAt,
      author: [{ name: printable(report.agencyName) }],
    })
  }
  return feed.atom1()
}

function latestOf(reports: readonly ListedReport[]): Date | undefined {
  const times = reports.map(({ changedAt }) => changedAt.getTime())
  return times.length > 0 ? new Date(Math.max(...times)) : undefined
}

/** Whether the asker has seen all since its last visit; a tag says more, where there is one (RFC 9110 13.1.3). */
function hasSeen(c: Ctx, latest: Date | undefined): boolean {
  const since = c.req.header('if-modified-since')
  if (since === undefined || c.req.header('if-none-match') !== undefined || !latest) return false
  return Math.floor(latest.getTime() / 1000) * 1000 <= Date.parse(since)
}

/** Newly published reports, latest first, as an Atom feed (RFC 4287). */
export function feedRoutes(
  { db }: Services,
  { program, publicUrl }: { readonly program: string; readonly publicUrl: string | undefined },
): Hono<Env> {
  return new Hono<Env>().get(paths.feed, async (c) => {
    const { success, data } = query.safeParse(c.req.query())
    if (!success) return errorPage(c, 400)
    const site = siteAddress(c, publicUrl)
    const tag = tagOf(c, program, await publicVersion(db))
    c.header('Cache-Control', 'public, no-cache')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('ETag', tag)
    if (holdsTag(c, tag)) return c.body(null, 304)
    const filter: ListFilter = {
      ...(data.region && { region: data.region }),
      ...(data.body !== undefined && { agencyId: data.body }),
    }
    const reports = await findListedReports(db, filter, { order: 'published', size: most })
    const latest = latestOf(reports)
    if (latest) c.header('Last-Modified', latest.toUTCString())
    if (hasSeen(c, latest)) return c.body(null, 304)
    const { pathname, search } = new URL(c.req.url)
    c.header('Content-Type', 'application/atom+xml; charset=utf-8')
    return c.body(write(reports, site, `${site}${pathname}${search}`, c.get('site').owner))
  })
}
