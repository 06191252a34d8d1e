import { type Column, type FormBlock, type FormTable, printedRows, type Row } from '../../domain/report/form.ts'
import { columnGroups, headingDepth, rowHeadings } from '../../domain/report/render/label-cells.ts'
import { Scroll } from '../scroll.tsx'
import { FigureCell } from './figure-cell.tsx'
import type { SheetView } from './sheet-view.ts'

interface TableProps {
  readonly view: SheetView
  readonly table: FormTable
  /** Title of the section, to name the table for those who cannot see it. */
  readonly title: string
}

interface BlockProps {
  readonly view: SheetView
  readonly table: FormTable
  readonly block: FormBlock
}

function RowLine({
  view,
  block,
  row,
  headings,
  spans,
}: {
  view: SheetView
  block: FormBlock
  row: Row
  headings: ReturnType<typeof rowHeadings>[number]
  spans: readonly number[]
}) {
  return (
    <tr class={row.role === 'settled' ? 'sum' : undefined}>
      {headings.map(({ label, span, depth }, index) =>
        index === headings.length - 1 ? (
          <th scope="row" class="label" colspan={depth > 1 ? depth : undefined}>
            {label}
          </th>
        ) : (
          <th scope="rowgroup" class="group head" rowspan={span > 1 ? span : undefined}>
            {label}
          </th>
        ),
      )}
      {block.columns.map((column, index) => (
        <FigureCell view={view} cell={`${row.key}/${column.key}`} column={column} {...wide(spans[index])} />
      ))}
    </tr>
  )
}

const wide = (span: number | undefined) => (span !== undefined && span > 1 ? { span } : {})

/** Columns of a block that has fewer than the table: the last fills the line. */
function spansOf(columns: readonly Column[], width: number): readonly number[] {
  return columns.map((_, index) => (index === columns.length - 1 ? width - columns.length + 1 : 1))
}

/** A block with a heading line of its own, as 第二十条第（一）项: the headings stand over every block. */
function TitledBlock({ view, table, block, width }: BlockProps & { width: number }) {
  const rows = printedRows(block, view.reading.cells)
  const headings = rowHeadings(rows)
  const spans = spansOf(block.columns, width)
  return (
    <tbody>
      <tr>
        <th class="head" scope="rowgroup" colspan={width + headingDepth(rows)}>
          {block.title}
        </th>
      </tr>
      <tr>
        <th class="head" scope="col">
          {table.corner}
        </th>
        {block.columns.map((column, index) => (
          <th class="head" scope="col" colspan={wide(spans[index]).span}>
            {column.label}
          </th>
        ))}
      </tr>
      {rows.map((row, index) => (
        <RowLine view={view} block={block} row={row} headings={headings[index] ?? []} spans={spans} />
      ))}
    </tbody>
  )
}

/** A single block: corner, heading over all columns, groups of columns, columns. */
function PlainBlock({ view, table, block }: BlockProps) {
  const rows = printedRows(block, view.reading.cells)
  const headings = rowHeadings(rows)
  const groups = columnGroups(block.columns)
  return (
    <>
      <thead>
        <tr>
          <th class="corner" rowspan={3} colspan={headingDepth(rows)}>
            {table.corner}
          </th>
          <th scope="colgroup" colspan={block.columns.length}>
            {table.columnsTitle}
          </th>
        </tr>
        <tr>
          {groups.map(({ group, columns }) =>
            group === undefined ? (
              <th scope="col" rowspan={2}>
                {columns[0]?.label}
              </th>
            ) : (
              <th scope="colgroup" colspan={columns.length}>
                {group}
              </th>
            ),
          )}
        </tr>
        <tr>
          {groups.flatMap(({ group, columns }) =>
            group === undefined ? [] : columns.map((column) => <th scope="col">{column.label}</th>),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <RowLine view={view} block={block} row={row} headings={headings[index] ?? []} spans={[]} />
        ))}
      </tbody>
    </>
  )
}

/** All rows side by side in one line: 行政复议 | 行政诉讼 { 未经复议直接起诉 | 复议后起诉 }. */
function LineBlock({ view, block }: BlockProps) {
  const rows = printedRows(block, view.reading.cells)
  const headings = rowHeadings(rows)
  const { columns } = block
  const grouped = (row: Row) => (row.groups?.length ?? 0) > 0
  const columnHeads = (row: Row) =>
    columns.map((column) => (
      <th scope="col" rowspan={grouped(row) ? undefined : 2}>
        {column.label}
      </th>
    ))
  return (
    <>
      <thead>
        <tr>
          {rows.flatMap((row, index) => {
            const [outer] = headings[index] ?? []
            return grouped(row) && (headings[index]?.length ?? 0) < 2
              ? []
              : [
                  <th scope="colgroup" colspan={columns.length * (outer?.span ?? 1)}>
                    {outer?.label}
                  </th>,
                ]
          })}
        </tr>
        <tr>
          {rows.flatMap((row) =>
            grouped(row)
              ? [
                  <th scope="colgroup" colspan={columns.length}>
                    {row.label}
                  </th>,
                ]
              : columnHeads(row),
          )}
        </tr>
        <tr>{rows.filter(grouped).flatMap(columnHeads)}</tr>
      </thead>
      <tbody>
        <tr>
          {rows.flatMap((row) =>
            columns.map((column) => <FigureCell view={view} cell={`${row.key}/${column.key}`} column={column} />),
          )}
        </tr>
      </tbody>
    </>
  )
}

function TableBody({ view, table }: Omit<TableProps, 'title'>) {
  const [first] = table.blocks
  if (table.layout === 'line' && first) return <LineBlock view={view} table={table} block={first} />
  if (table.blocks.length === 1 && first && !first.title) return <PlainBlock view={view} table={table} block={first} />
  const width = Math.max(...table.blocks.map((block) => block.columns.length))
  return (
    <>
      {table.blocks.map((block) => (
        <TitledBlock view={view} table={table} block={block} width={width} />
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
  if (!hasTable(view, table)) return <p class="missing">没有从报告中识别出这张表。</p>
  const size = table.layout === 'line' ? ' fifteen' : table.blocks.length === 1 ? ' wide' : ''
  return (
    <Scroll label={`${title}（表格）`}>
      <table class={`sheet${size}`}>
        <TableBody view={view} table={table} />
      </table>
    </Scroll>
  )
}
