import { figure } from '../../domain/report/checks/labels.ts'
import type { BiggestChange } from '../../domain/report/compare/biggest-changes.ts'
import type {
  Change,
  ComparedCell,
  ComparedRow,
  ComparedSide,
  Comparison,
} from '../../domain/report/compare/compare-sheets.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import { anchors, paths } from '../paths.ts'
import { Scroll } from '../scroll.tsx'

interface TablesProps {
  readonly comparison: Comparison
  /** In the order of the comparison's reports. */
  readonly sheets: readonly PublicSheet[]
  readonly only: boolean
  readonly all: boolean
}

const states = {
  blank: '空白',
  absent: '未能识别',
  'in-one-row': '并入一行',
  'not-in-form': '格式无此项',
} as const

/** A difference with its sign, and as a percentage of the other figure where that means something. */
function changeSays(difference: number, ratio: number | null): string {
  if (difference === 0) return '相同'
  const signed = `${difference > 0 ? '+' : '−'}${figure(Math.abs(difference))}`
  if (ratio === null) return signed
  return `${signed}（${ratio > 1 ? '+' : '−'}${percentSays(Math.abs(ratio - 1) * 100)}%）`
}

/** A share of nearly all is not all. */
function percentSays(percent: number): string {
  if (percent < 10) return percent.toFixed(1)
  return percent > 99 && percent < 100 ? '99+' : percent.toFixed(0)
}

function ChangeNote({ change }: { readonly change: Change }) {
  if (!change.comparable) return <small title={change.reason}>不比较</small>
  const { difference, ratio } = change
  return <small class={difference === 0 ? 'same' : 'differs'}>{changeSays(difference, ratio)}</small>
}

function Side({ side, sheet }: { readonly side: ComparedSide; readonly sheet: PublicSheet }) {
  const [first] = side.keys
  if (side.state !== 'number' || side.value === null)
    return (
      <td class="absent" title={side.change && !side.change.comparable ? side.change.reason : undefined}>
        {states[side.state === 'number' ? 'absent' : side.state]}
      </td>
    )
  const says = figure(side.value)
  return (
    <td>
      {first === undefined ? (
        says
      ) : (
        <a
          href={`${paths.report(sheet.agencyId, sheet.year)}#${anchors.cell(first)}`}
          title={side.derived ? `${side.keys.length} 个单元格之和，由此查看第一个` : undefined}
        >
          {says}
        </a>
      )}
      {side.change && <ChangeNote change={side.change} />}
    </td>
  )
}

/** Whether the reports differ in a line, or cannot be compared in it. */
const differs = ({ sides }: ComparedCell) =>
  sides.some(({ change, value, state }) =>
    change ? !change.comparable || change.difference !== 0 : state !== sides[0]?.state || value !== sides[0]?.value,
  ) && sides.some(({ state }) => state !== 'not-in-form')

export interface Line {
  readonly row: ComparedRow
  readonly cell: ComparedCell
}

/** A row of which totals are shown has one line, another one line a column. */
export function linesOf(
  rows: readonly ComparedRow[],
  { only, all }: Pick<TablesProps, 'only' | 'all'>,
): readonly Line[] {
  return rows.flatMap((row) => {
    const hasTotal = row.cells.some(({ role }) => role === 'total')
    const isRequests = row.row.role !== undefined
    return row.cells
      .filter(({ role }) => all || !isRequests || !hasTotal || role === 'total')
      .filter((cell) => !only || differs(cell))
      .map((cell) => ({ row, cell }))
  })
}

function LineRow({ line, sheets }: { readonly line: Line; readonly sheets: readonly PublicSheet[] }) {
  const { row, cell } = line
  return (
    <tr class={row.row.role === 'settled' ? 'sum' : undefined}>
      <th scope="row">
        {row.label}
        <span class="within">
          {cell.label}
          {cell.label.includes(cell.unit) ? '' : `（${cell.unit}）`}
        </span>
      </th>
      {cell.sides.map((side, index) => (
        <Side side={side} sheet={sheets[index] as PublicSheet} />
      ))}
    </tr>
  )
}

/** The tables of the reports side by side, a line a cell. */
export function ComparedTables({ comparison, sheets, only, all }: TablesProps) {
  return (
    <>
      {comparison.tables.map(({ title, rows }) => {
        const lines = linesOf(rows, { only, all })
        return (
          <section class="panel">
            <h2>{title}</h2>
            {lines.length === 0 ? (
              <p class="quiet">没有不同之处。</p>
            ) : (
              <Scroll label={`${title}（对比表格）`}>
                <table class="sheet compared">
                  <thead>
                    <tr>
                      <th scope="col">项目</th>
                      {comparison.reports.map(({ label }) => (
                        <th scope="col">{label}</th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {lines.map((line) => (
                      <LineRow line={line} sheets={sheets} />
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )}
          </section>
        )
      })}
    </>
  )
}

/** The figures that changed most, in sentences. */
export function BiggestChanges({
  comparison,
  changes,
}: {
  readonly comparison: Comparison
  readonly changes: readonly BiggestChange[]
}) {
  if (changes.length === 0) return null
  const labelOf = (side: number) => comparison.reports[side]?.label ?? ''
  return (
    <section class="panel">
      <h2>变化最大的几项</h2>
      <ul class="changes">
        {changes.map(({ row, cell, side, against, now, before, difference, ratio }) => (
          <li>
            <b>
              {row.label}·{cell.label}
            </b>
            ：{labelOf(against)} {figure(before)} {cell.unit}，{labelOf(side)} {figure(now)} {cell.unit}，
            {changeSays(difference, ratio)}
          </li>
        ))}
      </ul>
    </section>
  )
}
