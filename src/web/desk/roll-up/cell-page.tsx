import { cellName, figure, formCell } from '../../../domain/report/checks/labels.ts'
import type { CellKey } from '../../../domain/report/form.ts'
import type { RollUpBody } from '../../../domain/report/rollup/coverage.ts'
import { contributionsOf } from '../../../domain/report/rollup/roll-up.ts'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { anchors, paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { rollUpPath } from './query.ts'
import type { Region } from './region.ts'

const pageSize = 200

interface CellProps {
  readonly c: Ctx
  readonly region: Region
  readonly cell: CellKey
  readonly page: number
}

interface Line {
  readonly body: RollUpBody
  readonly says: string
}

/** Bodies with a value first, the greatest on top, then those that contribute nothing, with the reason. */
function linesOf({ rollUp }: Region, cell: CellKey): readonly Line[] {
  const { valued, blank, absent, otherwisePrinted } = contributionsOf(rollUp, cell)
  const byValue = valued.toSorted((a, b) => b.value - a.value)
  const all = (bodies: readonly RollUpBody[], says: string) => bodies.map((body) => ({ body, says }))
  return [
    ...byValue.map(({ body, value }) => ({ body, says: figure(value) })),
    ...all(blank, '空白'),
    ...all(absent, '没有这一格'),
    ...all(otherwisePrinted, '这一行按另一种方式填写'),
  ]
}

function sumSays({ rollUp }: Region, cell: CellKey): string {
  const value = rollUp.cells[cell]
  const unit = formCell(rollUp.form, cell)?.column.unit ?? ''
  if (value === undefined) return '没有机关填报这一格'
  return value === null ? '填报的机关都留空' : `合计 ${figure(value)} ${unit}`
}

/** The bodies behind one figure of the sum, each with what it brings and the way to its report. */
export function CellPage({ c, region, cell, page }: CellProps) {
  const { agency, year, rollUp } = region
  const name = cellName(rollUp.form, cell)
  const lines = linesOf(region, cell)
  const { valued, blank, absent, otherwisePrinted } = contributionsOf(rollUp, cell)
  const shown = lines.slice((page - 1) * pageSize, page * pageSize)
  const asked = { agency: agency.id, year, cell }
  return (
    <DeskPage c={c} title={`${name}的构成`} current={paths.rollUp}>
      <p class="crumb">
        <a href={`${rollUpPath({ agency: agency.id, year })}#${anchors.cell(cell)}`}>
          {agency.shortName}
          {year}年汇总
        </a>{' '}
        / 单元格
      </p>
      <h1>{name}</h1>
      <p>
        {sumSays(region, cell)}：{valued.length} 个机关有数字，{blank.length} 个空白，{absent.length} 个没有这一格
        {otherwisePrinted.length > 0 && `，${otherwisePrinted.length} 个按另一种方式填写`}。
      </p>
      {shown.length === 0 ? (
        <p class="empty">没有可以列出的机关。</p>
      ) : (
        <Scroll label={`${name}的构成（表格）`}>
          <table class="work brief">
            <thead>
              <tr>
                <th scope="col">机关</th>
                <th scope="col" class="n">
                  数字
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ body, says }) => (
                <tr>
                  <td>
                    <a href={`${paths.deskReport(body.agencyId, year)}?cell=${encodeURIComponent(cell)}`}>
                      {body.name}
                    </a>
                  </td>
                  <td class="n">{says}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pager
        page={page}
        pages={Math.ceil(lines.length / pageSize)}
        pathOf={(number) => rollUpPath({ ...asked, page: number })}
      />
    </DeskPage>
  )
}
