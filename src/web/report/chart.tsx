import type { Chart as ChartData, ChartRow, Figure } from '../../domain/report/charts/chart.ts'
import { said } from '../../domain/report/charts/words.ts'
import type { CellKey } from '../../domain/report/form.ts'
import type { Scheme, Width } from '../../formats/charts/look.ts'
import { chartSize } from '../../formats/charts/picture.ts'
import { Scroll } from '../scroll.tsx'

/** Where a chart's picture is served, and where the cells of its figures stand. */
export interface ChartAddress {
  readonly image: (scheme: Scheme, width: Width) => string
  /** Address of a cell in the report of the year (undefined: this report); undefined where there is none to show. */
  readonly cell: (key: CellKey, year: number | undefined) => string | undefined
}

interface ChartProps {
  readonly chart: ChartData
  readonly address: ChartAddress
}

const narrowScreen = '(max-width: 48rem)'
const darkScreen = '(prefers-color-scheme: dark)'

function Picture({ chart, address }: ChartProps) {
  const [wide, narrow] = [chartSize(chart, 'wide'), chartSize(chart, 'narrow')]
  return (
    <picture>
      <source media={`${narrowScreen} and ${darkScreen}`} srcset={address.image('dark', 'narrow')} {...narrow} />
      <source media={narrowScreen} srcset={address.image('light', 'narrow')} {...narrow} />
      <source media={darkScreen} srcset={address.image('dark', 'wide')} {...wide} />
      <img src={address.image('light', 'wide')} alt={chart.gist} {...wide} loading="lazy" decoding="async" />
    </picture>
  )
}

/** A figure that leads to its cell; a sum leads to the first of its cells. */
function FigureCell({ figure, address }: { readonly figure: Figure; readonly address: ChartAddress }) {
  const words = said(figure, '')
  if (typeof figure.value !== 'number') return <td class="absent">{words}</td>
  const [first] = figure.cells
  const href = first === undefined ? undefined : address.cell(first, figure.year)
  if (href === undefined) return <td>{words}</td>
  const title = figure.cells.length > 1 ? `${figure.cells.length} 个单元格之和，由此查看第一个` : undefined
  return (
    <td>
      <a href={href} title={title}>
        {words}
      </a>
    </td>
  )
}

function Row({ row, address }: { readonly row: ChartRow; readonly address: ChartAddress }) {
  return (
    <tr>
      <th scope="row" class={row.level === 1 ? 'within' : undefined}>
        {row.label}
      </th>
      {row.figures.map((figure) => (
        <FigureCell figure={figure} address={address} />
      ))}
    </tr>
  )
}

function ChartTable({ chart, address }: ChartProps) {
  const { corner, columns, rows } = chart.table
  return (
    <Scroll label={`${chart.title}（表格）`}>
      <table class="sheet">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row row={row} address={address} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** A chart as a picture with its gist, what it cannot show, and the same figures as a table. */
export function Chart({ chart, address }: ChartProps) {
  const { title, unit, imbalances, missing } = chart
  return (
    <figure class="panel chart">
      <figcaption>
        {title} <span class="quiet">单位：{unit}</span>
      </figcaption>
      <Picture chart={chart} address={address} />
      {imbalances.length + missing.length > 0 && (
        <ul class="quiet">
          {imbalances.map((sentence) => (
            <li class="imbalance">
              <b>不平：</b>
              {sentence}
            </li>
          ))}
          {missing.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>看表格</summary>
        <ChartTable chart={chart} address={address} />
      </details>
    </figure>
  )
}
