import { LRUCache } from 'lru-cache'
import { cellState, standingFindings } from '../domain/report/decisions.ts'
import { type CellKey, getForm, type ReportForm } from '../domain/report/form.ts'
import type { ReportDocument } from '../domain/report/render/document.ts'
import { renderReport } from '../domain/report/render/render-report.ts'
import { toReportJson } from '../domain/report/report-json.ts'
import { writeReportCsv } from '../formats/csv/write-csv.ts'
import { writeReportPdf } from '../formats/typeset/write-report-pdf.ts'
import { findSourceBytes } from '../store/report-sources.ts'
import type { StoredReport } from '../store/reports.ts'
import type { Services } from './services.ts'

/** Formats in which a report goes out, with the ending of the file; `source` is the file as it was brought. */
export const exportFormats = {
  html: { ending: 'html', name: '网页', type: 'text/html; charset=utf-8' },
  docx: {
    ending: 'docx',
    name: 'Word 文档',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { ending: 'pdf', name: 'PDF 文档', type: 'application/pdf' },
  xlsx: {
    ending: 'xlsx',
    name: 'Excel 工作簿',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  csv: { ending: 'csv', name: 'CSV 数据', type: 'text/csv; charset=utf-8' },
  json: { ending: 'json', name: 'JSON 数据', type: 'application/json; charset=utf-8' },
  source: { ending: '', name: '收到的原件', type: 'application/octet-stream' },
} as const satisfies Record<string, { readonly ending: string; readonly name: string; readonly type: string }>

export type ExportFormat = keyof typeof exportFormats

export function isExportFormat(word: string): word is ExportFormat {
  return Object.hasOwn(exportFormats, word)
}

/** Cells whose figure a person has changed; one that a person found rightly read is not among them. */
export function correctedCells({ decisions, asRead }: StoredReport): ReadonlySet<CellKey> {
  const changed = [...decisions.corrections].filter(([cell, { to }]) => cellState(asRead.cells, cell) !== to)
  return new Set(changed.map(([cell]) => cell))
}

/** The report laid out as its form prints it. */
function documentOf({ title, agency, year, reading, demonstration }: StoredReport, form: ReportForm): ReportDocument {
  return renderReport({ title, agency: agency.name, year, reading, form, demonstration })
}

/** The JSON of a stored report: corrected figures, and the findings that stand. */
export function reportJsonOf(report: StoredReport) {
  const { agency, year, title, reading, claims, findings, decisions } = report
  const named = {
    ...reading,
    agency: reading.agency ?? agency.name,
    year: reading.year ?? year,
    title: reading.title ?? title,
  }
  return toReportJson({ reading: named, claims, findings: standingFindings(findings, decisions) })
}

export interface ReportExporter {
  /**
   * A report as a file.
   *
   * @throws {TypesettingFailed} where no PDF came about
   */
  readonly file: (report: StoredReport, format: ExportFormat) => Promise<Uint8Array>
}

/** Bytes of files that are kept. */
const mostKept = 64 * 1024 * 1024

/** What a file is drawn from: another one of any of these is another file. */
const keyOf = ({ id, version, title, agency, demonstration }: StoredReport, format: ExportFormat) =>
  JSON.stringify([format, agency.id, id, version, title, agency.name, demonstration])

/** Formats that take long to write. */
const kept: readonly ExportFormat[] = ['docx', 'pdf', 'xlsx']

/** Writes reports in every format; what takes long is written once for all who ask for the same file. */
export function createReportExporter({
  db,
  forms,
  typeset,
}: Pick<Services, 'db' | 'forms' | 'typeset'>): ReportExporter {
  const files = new LRUCache<string, Uint8Array, () => Promise<Uint8Array>>({
    maxSize: mostKept,
    sizeCalculation: (bytes) => bytes.length,
    fetchMethod: (_key, _old, { context: write }) => write(),
  })
  const formOf = ({ reading }: StoredReport) => getForm(forms, reading.form)
  const text = (words: string) => new TextEncoder().encode(words)

  const writers: Readonly<Record<ExportFormat, (report: StoredReport) => Promise<Uint8Array>>> = {
    html: async (report) => {
      const { writeReportHtml } = await import('../formats/html/write-html.ts')
      return text(writeReportHtml(documentOf(report, formOf(report))))
    },
    docx: async (report) => {
      const { writeReportDocx } = await import('../formats/docx/write-docx.ts')
      return writeReportDocx(documentOf(report, formOf(report)))
    },
    pdf: async (report) => writeReportPdf(typeset, documentOf(report, formOf(report))),
    xlsx: async (report) => {
      const { writeReportXlsx } = await import('../formats/xlsx/write-xlsx.ts')
      const form = formOf(report)
      const { cells, sources } = report.reading
      return writeReportXlsx(documentOf(report, form), { form, cells, sources, corrected: correctedCells(report) })
    },
    csv: async (report) => {
      const { agency, year, reading } = report
      const corrected = correctedCells(report)
      return text(writeReportCsv({ agency: agency.name, year, form: formOf(report), cells: reading.cells, corrected }))
    },
    json: async (report) => text(`${JSON.stringify(reportJsonOf(report), null, 1)}\n`),
    source: async (report) => {
      const bytes = await findSourceBytes(db, report)
      if (!bytes) throw new Error('A stored report has lost its source')
      return bytes
    },
  }
  return {
    async file(report, format) {
      const write = () => writers[format](report)
      if (!kept.includes(format)) return write()
      const bytes = await files.fetch(keyOf(report, format), { context: write })
      if (!bytes) throw new Error('The kept files gave nothing')
      return bytes
    },
  }
}
