import type { ReportDocument } from '../../domain/report/render/document.ts'
import { demonstrationNotice } from '../../domain/report/render/notice.ts'
import type { Typesetter, TypesettingOptions } from './typesetter.ts'

/**
 * An annual report as a tagged PDF on A4 (data/typeset/annual-report.typ), after the layout of official documents
 * (GB/T 9704-2012). The same document gives the same bytes.
 *
 * @throws {TypesettingFailed} with a sentence for people
 */
export function writeReportPdf(
  typesetter: Typesetter,
  document: ReportDocument,
  options: TypesettingOptions = {},
): Promise<Uint8Array> {
  return typesetter.pdf('typeset/annual-report', { ...document, notice: demonstrationNotice }, options)
}
