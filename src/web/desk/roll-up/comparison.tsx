import { cellName, figure } from '../../../domain/report/checks/labels.ts'
import type { Finding } from '../../../domain/report/finding.ts'
import { reportStatuses } from '../../../domain/report/status.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { rollUpPath } from './query.ts'
import type { OwnReport, Region } from './region.ts'

const side = (value: Finding['left']) => (typeof value === 'number' ? figure(value) : (value ?? '空白'))

function Difference({ region, finding }: { readonly region: Region; readonly finding: Finding }) {
  const { agency, year, rollUp } = region
  const { cells, left, right, difference, message } = finding
  const [cell] = cells
  return (
    <tr>
      <td>
        {cell ? <a href={rollUpPath({ agency: agency.id, year, cell })}>{cellName(rollUp.form, cell)}</a> : message}
      </td>
      <td class="n">{side(left)}</td>
      <td class="n">
        {cell ? (
          <a href={`${paths.deskReport(agency.id, year)}?cell=${encodeURIComponent(cell)}`}>{side(right)}</a>
        ) : (
          side(right)
        )}
      </td>
      <td class="n">{difference === undefined ? '' : figure(-difference)}</td>
    </tr>
  )
}

/** The government's own report beside the sum of its bodies, cell by cell where they differ. */
export function Comparison({ region, own }: { readonly region: Region; readonly own: OwnReport }) {
  const { agency, year, rollUp } = region
  const { report, differences } = own
  return (
    <section class="panel" id="own-report">
      <h2>与本级报告对照</h2>
      <p>
        <a href={paths.deskReport(agency.id, year)}>{report.title}</a>（{reportStatuses[report.status]}）
        {differences.length === 0
          ? rollUp.included.length > 0 && '与各机关之和逐格一致。'
          : `与各机关之和有 ${differences.length} 处不同：`}
      </p>
      {differences.length > 0 && rollUp.missing.length + rollUp.otherForm.length > 0 && (
        <p class="quiet">
          还有 {rollUp.missing.length + rollUp.otherForm.length} 个机关没有计入，差异可能由此而来；各机关报齐后再对照。
        </p>
      )}
      {differences.length > 0 && (
        <Scroll label="与本级报告的差异（表格）">
          <table class="work">
            <ColumnHeads names={['单元格', '各机关之和', '本级报告', '本级多（少）']} />
            <tbody>
              {differences.map((finding) => (
                <Difference region={region} finding={finding} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}
