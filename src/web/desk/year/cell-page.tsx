import { may } from '../../../domain/agency/may.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { cellName } from '../../../domain/report/checks/labels.ts'
import type { CellKey } from '../../../domain/report/form.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { DeskPage } from '../../layout.tsx'
import { anchors, paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'
import { allows, personAt } from '../session.ts'
import type { AskedYear } from './asked-year.ts'
import { type CountedView, columnsOf, wordsOf } from './counted-view.ts'

export const pageSize = 200

interface CellProps {
  readonly c: Ctx
  readonly asked: AskedYear
  readonly cell: CellKey
  readonly all: readonly CountedView[]
  readonly page: number
}

const isDay = (words: string) => /^\d{4}-\d\d-\d\d$/.test(words)

function Line({ counted, person, isBelow }: { counted: CountedView; person: Person; isBelow: boolean }) {
  const { agencyId, id } = counted.line
  const [number, subject, ...others] = wordsOf(counted)
  const mayRead = may(person, 'read-request', { agencyId, isBelow }) === true
  return (
    <tr>
      <th scope="row" class="short">
        {mayRead ? <a href={paths.request(agencyId, id)}>{number}</a> : number}
      </th>
      <td>{subject}</td>
      {others.map((words) => (
        <td class={isDay(words) ? 'short' : undefined}>{words}</td>
      ))}
    </tr>
  )
}

/** The dossiers or disputes that one figure of a year counts. */
export function CountedPage({ c, asked, cell, all, page }: CellProps) {
  const { agency, standing, year, compiled } = asked
  const name = cellName(compiled.form, cell)
  const isOfDisputes = all.some(({ dispute }) => dispute !== undefined)
  const shown = all.slice((page - 1) * pageSize, page * pageSize)
  const form = c.req.query('form')
  const here = paths.yearCell(agency.id, year, cell)
  return (
    <DeskPage c={c} title={`${year}年：${name}`} current={paths.years} wide>
      <p class="crumb">
        <a href={`${pathWith(paths.year(agency.id, year), { form })}#${anchors.cell(cell)}`}>
          {agency.shortName}
          {year}年统计
        </a>{' '}
        / 单元格
      </p>
      <h1>{name}</h1>
      <p>
        共 <b>{all.length}</b> 件{compiled.state === 'under-way' && `，${year}年还没有结束`}。
      </p>
      {all.length > 0 && allows(c, 'export-requests') && (
        <p class="toolbar">
          <a href={pathWith(here, { form, format: 'xlsx' })}>导出表格（XLSX）</a>
          <a href={pathWith(here, { form, format: 'csv' })}>导出表格（CSV）</a>
        </p>
      )}
      {all.length === 0 ? (
        <p class="empty">这一格是 0，没有案卷。</p>
      ) : (
        <Scroll label={`${name}（表格）`}>
          <table class="work counted">
            <ColumnHeads names={columnsOf(isOfDisputes)} />
            <tbody>
              {shown.map((counted) => (
                <Line counted={counted} person={personAt(c)} isBelow={standing === 'superior'} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pager
        page={page}
        pages={Math.ceil(all.length / pageSize)}
        pathOf={(number) => pathWith(here, { form, page: number })}
      />
    </DeskPage>
  )
}
