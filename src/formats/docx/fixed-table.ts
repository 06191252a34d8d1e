import { type Paragraph, Table, TableCell, TableLayoutType, type TableRow, VerticalAlignTable, WidthType } from 'docx'

/** Room inside of every cell; all sizes are twentieths of a point. */
interface CellMargins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A table whose columns have these widths, whatever stands in them. */
export const fixedTable = (columnWidths: readonly number[], margins: CellMargins, rows: readonly TableRow[]): Table =>
  new Table({
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    margins,
    rows,
  })

/** How many columns and rows of the grid a cell takes. */
interface Span {
  readonly columnSpan?: number
  readonly rowSpan?: number
}

/** A cell of such a table, its words in the middle of its height. */
export const fixedCell = (width: number, children: readonly Paragraph[], span: Span = {}): TableCell =>
  new TableCell({
    ...span,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children,
  })
