import { readingOf } from '../../../domain/report/compile/compile-year.ts'
import type { CellKey, ReportForm } from '../../../domain/report/form.ts'
import type { Cells } from '../../../domain/report/reading.ts'
import { numeral } from '../../../domain/report/render/numeral.ts'
import { anchors } from '../../paths.ts'
import type { SheetView } from '../../report/sheet-view.ts'
import { StatutoryTable } from '../../report/tables.tsx'

interface TablesProps {
  readonly form: ReportForm
  readonly year: number
  readonly cells: Cells
  /** Cells that do not fit together. */
  readonly bad: ReadonlySet<CellKey>
  readonly hrefOf: (cell: CellKey) => string
}

/** Sections three and four as the form prints them, each figure with its way to what it counts. */
export function YearTables({ form, year, cells, bad, hrefOf }: TablesProps) {
  const view: SheetView = { form, reading: readingOf({ year, form, cells }), bad, unsure: new Set(), hrefOf }
  const tables = form.tables.filter(({ section }) => section === 3 || section === 4)
  return (
    <>
      {tables.map((table) => {
        const section = form.sections.find(({ number }) => number === table.section)
        const title = section?.title ?? ''
        return (
          <section class="panel" id={section && anchors.section(section.key)}>
            <h2>
              {numeral(table.section)}、{title}
            </h2>
            <StatutoryTable view={view} table={table} title={title} />
          </section>
        )
      })}
    </>
  )
}
