import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { createReportExporter, type ExportFormat, exportFormats, isExportFormat } from '../app/export-report.ts'
import type { Services } from '../app/services.ts'
import { TypesettingFailed } from '../formats/typeset/typesetting-failed.ts'
import { findReport, type StoredReport } from '../store/reports.ts'
import { attachment } from './attachment.ts'
import { holdsTag } from './conditional.ts'
import type { Ctx, Env } from './context.ts'
import { errorPage } from './errors.tsx'
import { cleanFileName } from './file-name.ts'
import { PortalPage, show } from './layout.tsx'
import { paths, patterns, readReportKey } from './paths.ts'

const sourceEndings: Readonly<Record<StoredReport['source']['kind'], string>> = {
  text: 'txt',
  markdown: 'md',
  html: 'html',
  docx: 'docx',
  pdf: 'pdf',
  xlsx: 'xlsx',
  csv: 'csv',
  json: 'json',
}

/** Types of originals that no browser runs; all else, a page above all, is only bytes to keep. */
const harmless: Partial<Record<StoredReport['source']['kind'], ExportFormat>> = {
  docx: 'docx',
  pdf: 'pdf',
  xlsx: 'xlsx',
}

/** How the file is called and what it is. */
function aboutFile(report: StoredReport, format: ExportFormat) {
  const { agency, year, source } = report
  const plain = `report-${agency.id}-${year}`
  if (format === 'source') {
    const { type } = exportFormats[harmless[source.kind] ?? 'source']
    return { type, name: cleanFileName(source.fileName), plain: `${plain}-source.${sourceEndings[source.kind]}` }
  }
  const { ending, type } = exportFormats[format]
  const name = cleanFileName(`${agency.name}${year}年政府信息公开工作年度报告.${ending}`)
  return { type, name, plain: `${plain}.${ending}` }
}

/** The same as long as the same program would write the same file. */
function tagFor(report: StoredReport, format: ExportFormat, program: string): string {
  const { id, version, agency, title, demonstration } = report
  const made = JSON.stringify([id, version, agency.name, title, demonstration, format])
  return `"${program}-${createHash('sha256').update(made).digest('hex').slice(0, 16)}"`
}

/** No PDF came about: why, and what there is instead. */
function PdfFailed({ c, report, says }: { readonly c: Ctx; readonly report: StoredReport; readonly says: string }) {
  const { agency, year } = report
  const others = (['docx', 'html', 'xlsx'] as const).map((format) => [format, exportFormats[format].name] as const)
  return (
    <PortalPage c={c} title="PDF 暂时排不出来" current={paths.reports}>
      <div class="wrap">
        <div class="journey">
          <h1>PDF 暂时排不出来</h1>
          <p>{says}</p>
          <p>同一份报告还有：</p>
          <ul>
            {others.map(([format, name]) => (
              <li>
                <a href={paths.download(agency.id, year, format)}>{name}</a>
              </li>
            ))}
            <li>
              <a href={paths.report(agency.id, year)}>报告网页</a>，可以直接打印
            </li>
          </ul>
          <p class="quiet">请求编号 {c.get('request')} · 状态 503</p>
        </div>
      </div>
    </PortalPage>
  )
}

/** Files of published reports, in every format and as they were brought. */
export function downloadRoutes(services: Services, program: string): Hono<Env> {
  const { db, log } = services
  const exporter = createReportExporter(services)

  async function answer(c: Ctx, report: StoredReport, format: ExportFormat) {
    const tag = tagFor(report, format, program)
    const { type, name, plain } = aboutFile(report, format)
    const known = holdsTag(c, tag)
    const bytes = known || c.req.method === 'HEAD' ? new Uint8Array() : await exporter.file(report, format)
    c.header('ETag', tag)
    c.header('Cache-Control', 'public, no-cache')
    c.header('Access-Control-Allow-Origin', '*')
    if (known) return c.body(null, 304)
    c.header('Content-Type', type)
    c.header('Content-Disposition', attachment(name, plain))
    return c.body(bytes as Uint8Array<ArrayBuffer>)
  }

  return new Hono<Env>().get(patterns.download, async (c) => {
    const format = c.req.param('format')
    const key = readReportKey(c.req.param('key'))
    const report = key && isExportFormat(format) && (await findReport(db, { ...key, publishedOnly: true }))
    if (!report) return errorPage(c, 404)
    try {
      return await answer(c, report, format as ExportFormat)
    } catch (error) {
      if (!(error instanceof TypesettingFailed)) throw error
      log.error({ request: c.get('request'), err: error }, 'no PDF came about')
      c.header('Retry-After', '30')
      return show(c, <PdfFailed c={c} report={report} says={error.message} />, 503)
    }
  })
}
