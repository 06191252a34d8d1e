import { type Agency, agencyKinds } from '../../domain/agency/agency.ts'
import { type Person, roles } from '../../domain/agency/person.ts'
import type { DeskCounts, DeskGroup } from '../../store/desk-lists.ts'
import type { Ctx } from '../context.ts'
import { DeskPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { counted } from './reports/worklist.tsx'
import { groupLabels, worklistPath } from './reports/worklist-query.ts'
import { allows } from './session.ts'

interface OverviewProps {
  readonly c: Ctx
  readonly person: Person
  readonly agency: Agency
  /** Undefined where reports are not for the person to see. */
  readonly counts: DeskCounts | undefined
}

function Counts({ c, counts }: { readonly c: Ctx; readonly counts: DeskCounts }) {
  if (counts.all === 0)
    return (
      <p class="empty">还没有收录年度报告。{allows(c, 'import-reports') && <a href={paths.imports}>导入文件</a>}</p>
    )
  return (
    <ul class="tiles">
      {(Object.entries(groupLabels) as [DeskGroup, string][]).map(([group, label]) => (
        <li>
          <a href={worklistPath({ group })}>
            <b>{counted(counts[group])}</b>
            {label}
          </a>
        </li>
      ))}
      <li>
        <a href={worklistPath()}>
          <b>{counted(counts.all)}</b>
          全部
        </a>
      </li>
    </ul>
  )
}

/** What a person sees after signing in: how many reports of the body and of those below it stand where. */
export function OverviewPage({ c, person, agency, counts }: OverviewProps) {
  return (
    <DeskPage c={c} title="概览" current={paths.desk}>
      <h1>{agency.name}</h1>
      {counts && (
        <>
          <h2>本机关及下属机关的年度报告</h2>
          <Counts c={c} counts={counts} />
        </>
      )}
      <h2>本机关</h2>
      <dl class="facts-box">
        <dt>机关类别</dt>
        <dd>{agencyKinds[agency.kind]}</dd>
        <dt>所在地区</dt>
        <dd>{agency.region}</dd>
        <dt>登录人</dt>
        <dd>
          {person.displayName}（{person.login}） <a href={paths.ownSessions}>本人的登录</a>
        </dd>
        <dt>身份</dt>
        <dd>{roles[person.role]}</dd>
      </dl>
    </DeskPage>
  )
}
