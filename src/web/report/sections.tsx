import type { FormSection, FormTable, ReportForm } from '../../domain/report/form.ts'
import type { NarrativeParagraph, SectionFound } from '../../domain/report/reading.ts'
import { numeral } from '../../domain/report/render/numeral.ts'
import type { StoredReport } from '../../store/reports.ts'
import { anchors } from '../paths.ts'
import { Prose } from './narrative.tsx'
import type { SheetView } from './sheet-view.ts'
import { StatutoryTable } from './tables.tsx'

/** Place of the first figure of the table in the source, to tell the prose before it from the prose after it. */
function tableStart(table: FormTable, { reading }: SheetView): number {
  const starts = table.blocks.flatMap(({ rows, columns }) =>
    rows.flatMap((row) => columns.flatMap((column) => reading.sources[`${row.key}/${column.key}`]?.start ?? [])),
  )
  return Math.min(...starts, Number.POSITIVE_INFINITY)
}

function paragraphsOf(found: readonly SectionFound[]): readonly NarrativeParagraph[] {
  return found.flatMap(({ paragraphs }) => paragraphs)
}

interface SectionProps {
  readonly report: StoredReport
  readonly form: ReportForm
  readonly view: SheetView
  readonly section: FormSection
}

function Section({ report, form, view, section }: SectionProps) {
  const found = report.reading.sections.filter(({ key }) => key === section.key)
  const tables = form.tables.filter((table) => table.section === section.number)
  const paragraphs = paragraphsOf(found)
  const start = Math.min(...tables.map((table) => tableStart(table, view)))
  const prose = (part: readonly NarrativeParagraph[]) =>
    part.length > 0 && <Prose form={form} paragraphs={part} claims={report.claims} under={2} />
  return (
    <section class="panel" id={anchors.section(section.key)}>
      <h2>
        {numeral(section.number)}、{section.title}
      </h2>
      {prose(paragraphs.filter((paragraph) => paragraph.start < start))}
      {tables.map((table) => (
        <StatutoryTable view={view} table={table} title={section.title} />
      ))}
      {prose(paragraphs.filter((paragraph) => paragraph.start >= start))}
      {tables.length === 0 && found.length === 0 && <p class="missing">没有从报告中识别出这一部分。</p>}
      {tables.length === 0 && found.length > 0 && paragraphs.length === 0 && (
        <p class="missing">报告的这一部分没有文字。</p>
      )}
    </section>
  )
}

/** The report in the statutory order, whatever the order of the source. */
export function Sections({ report, form, view }: Omit<SectionProps, 'section'>) {
  // The title stands above already.
  const preamble = report.reading.preamble.filter(({ text }) => text !== report.title)
  return (
    <>
      {preamble.length > 0 && (
        <div class="panel">
          <Prose form={form} paragraphs={preamble} claims={report.claims} under={1} />
        </div>
      )}
      {form.sections.map((section) => (
        <Section report={report} form={form} view={view} section={section} />
      ))}
    </>
  )
}
