import { type Agency, agencyKinds } from '../../domain/agency/agency.ts'
import { type Person, roles } from '../../domain/agency/person.ts'
import type { ReportLine } from '../../store/report-lists.ts'
import type { Ctx } from '../context.ts'
import { DeskPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Scroll } from '../scroll.tsx'

interface OverviewProps {
  readonly c: Ctx
  readonly person: Person
  readonly agency: Agency
  readonly reports: readonly ReportLine[]
}

function Title({ agencyId, year, title, publishedAt }: ReportLine) {
  if (!publishedAt)
    return (
      <>
        {title} <small>尚未公开</small>
      </>
    )
  return <a href={paths.report(agencyId, year)}>{title}</a>
}

function Reports({ reports }: { reports: readonly ReportLine[] }) {
  return (
    <Scroll label="年度报告（表格）">
      <table class="work">
        <thead>
          <tr>
            <th scope="col">年度报告</th>
            <th scope="col">年度</th>
            <th scope="col">格式</th>
            <th scope="col">不符</th>
            <th scope="col">需核对</th>
            <th scope="col">提示</th>
            <th scope="col">读取存疑</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((line) => (
            <tr>
              <td>
                <Title {...line} />
                <small>{line.agencyName}</small>
              </td>
              <td class="n">{line.year}</td>
              <td class="n">{line.form}年格式</td>
              <td class="n">{line.errors}</td>
              <td class="n">{line.warnings}</td>
              <td class="n">{line.hints}</td>
              <td class="n">{line.problems}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** What a person sees after signing in: the body and its reports with what the checks say. */
export function OverviewPage({ c, person, agency, reports }: OverviewProps) {
  return (
    <DeskPage c={c} title="概览" current={paths.desk}>
      <h1>{agency.name}</h1>
      <dl class="facts-box">
        <dt>机关类别</dt>
        <dd>{agencyKinds[agency.kind]}</dd>
        <dt>所在地区</dt>
        <dd>{agency.region}</dd>
        <dt>登录人</dt>
        <dd>
          {person.displayName}（{person.login}）
        </dd>
        <dt>身份</dt>
        <dd>{roles[person.role]}</dd>
      </dl>
      <h2>本机关及下属机关的年度报告</h2>
      {reports.length > 0 ? <Reports reports={reports} /> : <p class="empty">还没有收录年度报告。</p>}
    </DeskPage>
  )
}
