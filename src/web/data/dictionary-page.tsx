import { type DictionaryEntry, dictionaryOf } from '../../domain/report/dictionary.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import { numeral } from '../../domain/report/render/numeral.ts'
import { apiPaths } from '../api-paths.ts'
import { ColumnHeads } from '../column-heads.tsx'
import type { Ctx } from '../context.ts'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Scroll } from '../scroll.tsx'

const numbers = { count: '整数，不小于 0', signed: '整数，可以为负', amount: '金额，可以有小数' } as const

const roles = {
  received: '本年新收',
  'carried-in': '上年结转',
  outcome: '办理结果，计入总计',
  settled: '办理结果总计',
  'carried-out': '结转下年度',
} as const

function meaningOf({ number, rowRole, columnRole, replaces }: DictionaryEntry): string {
  const parts = [
    numbers[number],
    rowRole ? roles[rowRole] : undefined,
    columnRole === 'total' ? '各列之和' : undefined,
    replaces ? `可代替 ${replaces.replaceAll(' ', '、')} 各行` : undefined,
  ]
  return parts.filter((part) => part !== undefined).join('；')
}

const path = (groups: string | null, label: string) => (groups === null ? label : `${groups} / ${label}`)

function EntryTable({ title, entries }: { readonly title: string; readonly entries: readonly DictionaryEntry[] }) {
  return (
    <Scroll label={`${title}（表格）`}>
      <table class="work">
        <ColumnHeads names={['单元格', '行', '列', '单位', '含义']} />
        <tbody>
          {entries.map((entry) => (
            <tr>
              <th scope="row">
                <code>{entry.cell}</code>
              </th>
              <td>{path(entry.rowGroups, entry.row)}</td>
              <td>{path(entry.columnGroup, entry.column)}</td>
              <td class="short">{entry.unit}</td>
              <td>{meaningOf(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Every cell of a form: its key, its labels as printed, its unit and what it is. */
export function DictionaryPage({ c, form }: { readonly c: Ctx; readonly form: ReportForm }) {
  const entries = dictionaryOf(form)
  const sections = [...new Set(entries.map(({ section }) => section))]
  return (
    <PortalPage c={c} title={`数据字典：${form.id}年格式`} current={paths.data} wide>
      <div class="wrap report data">
        <div class="crumb">
          <a href={paths.data}>开放数据</a> / 数据字典
        </div>
        <h1>{form.id}年格式的全部单元格</h1>
        <p class="quiet">
          {form.title}（{form.notice}）。共 {entries.length} 个单元格。也可以取{' '}
          <a href={apiPaths.form(form.id)}>JSON</a> 或 <a href={apiPaths.dictionary}>CSV</a>。
        </p>
        {sections.map((section) => {
          const own = entries.filter((entry) => entry.section === section)
          const title = `${numeral(section)}、${own[0]?.sectionTitle}`
          return (
            <section>
              <h2>{title}</h2>
              <EntryTable title={title} entries={own} />
            </section>
          )
        })}
      </div>
    </PortalPage>
  )
}
