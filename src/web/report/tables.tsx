import { formCell } from '../../domain/report/checks/labels.ts'
import type { FormTable } from '../../domain/report/form.ts'
import type { DocumentCell, DocumentTable } from '../../domain/report/render/document.ts'
import { layOutTable } from '../../domain/report/render/table-layout.ts'
import { hasFigures, isRowLabel, rowGroups, scopeOf } from '../../domain/report/render/table-parts.ts'
import { Scroll } from '../scroll.tsx'
import { FigureCell } from './figure-cell.tsx'
import type { SheetView } from './sheet-view.ts'

interface TableProps {
  readonly view: SheetView
  readonly table: FormTable
  /** Title of the section, to name the table for those who cannot see it. */
  readonly title: string
}

interface RowProps {
  readonly view: SheetView
  readonly row: readonly DocumentCell[]
  /** Number of rows on top of the table that hold its headings; 0 below them. */
  readonly headings: number
}

const more = (span: number) => (span > 1 ? span : undefined)

/** How a heading looks: the corner, a heading above columns or of a group of rows, a row's own label. */
function lookOf(cell: DocumentCell, row: readonly DocumentCell[], headings: number): string | undefined {
  if (headings > 1) return cell.rowSpan === headings ? 'corner' : undefined
  if (!hasFigures(row)) return 'head'
  return isRowLabel(cell, row) ? 'label' : 'group head'
}

function LabelCell({ row, headings, cell }: RowProps & { readonly cell: DocumentCell }) {
  const { text, rowSpan, columnSpan } = cell
  return (
    <th
      scope={scopeOf(cell, row, headings > 0)}
      class={lookOf(cell, row, headings)}
      colspan={more(columnSpan)}
      rowspan={more(rowSpan)}
    >
      {text}
    </th>
  )
}

function Row({ view, row, headings }: RowProps) {
  const places = row.map(({ cell }) => (cell === undefined ? undefined : formCell(view.form, cell)))
  return (
    <tr class={places.some((place) => place?.row.role === 'settled') ? 'sum' : undefined}>
      {row.map((cell, at) => {
        const place = places[at]
        return place ? (
          <FigureCell view={view} cell={place.key} column={place.column} span={cell.columnSpan} />
        ) : (
          <LabelCell view={view} row={row} headings={headings} cell={cell} />
        )
      })}
    </tr>
  )
}

function TableBody({ view, layout }: { readonly view: SheetView; readonly layout: DocumentTable }) {
  const { rows, headerRows } = layout
  return (
    <>
      {headerRows > 0 && (
        <thead>
          {rows.slice(0, headerRows).map((row) => (
            <Row view={view} row={row} headings={headerRows} />
          ))}
        </thead>
      )}
      {rowGroups(layout).map((group) => (
        <tbody>
          {group.map((row) => (
            <Row view={view} row={row} headings={0} />
          ))}
        </tbody>
      ))}
    </>
  )
}

/** Whether the reader found anything of a table. */
function hasTable(view: SheetView, table: FormTable): boolean {
  return table.blocks.some(({ rows, columns }) =>
    rows.some((row) => columns.some((column) => `${row.key}/${column.key}` in view.reading.cells)),
  )
}

/** A table of the form, drawn from the form's data alone in the layout that the notice prints. */
export function StatutoryTable({ view, table, title }: TableProps) {
  if (!hasTable(view, table) && !view.verifying) return <p class="missing">没有从报告中识别出这张表。</p>
  const size = table.layout === 'line' ? ' fifteen' : table.blocks.length === 1 ? ' wide' : ''
  return (
    <Scroll label={`${title}（表格）`}>
      <table class={`sheet${size}`}>
        <TableBody view={view} layout={layOutTable(table, view.reading)} />
      </table>
    </Scroll>
  )
}
