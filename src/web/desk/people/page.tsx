import type { NewPassword } from '../../../app/change-people.ts'
import { type Person, roles, shortestPassword } from '../../../domain/agency/person.ts'
import type { PersonLine } from '../../../store/accounts.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, SelectField, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'

export interface PeopleProps {
  readonly c: Ctx
  readonly person: Person
  readonly people: readonly PersonLine[]
  readonly page: number
  readonly pages: number
  /** What was typed into the form for a new person, or where it begins. */
  readonly values: Readonly<Partial<Record<'login' | 'displayName' | 'role' | 'agency', string>>>
  readonly problems: FieldProblems
  readonly made?: NewPassword
  readonly done?: string
  readonly refusal?: string
}

/** The one time that a new password is shown. */
function Made({ made: { login, displayName, password } }: { readonly made: NewPassword }) {
  return (
    <div class="ds-alert" data-color="success" role="status">
      <h2>{displayName}的密码</h2>
      <p>
        登录名 {login}，密码 <span class="secret">{password}</span>
      </p>
      <p>密码只显示这一次，请当面或者通过安全的方式转交；本人登录后可在“人员”页修改。</p>
    </div>
  )
}

function Acts({ line }: { readonly line: PersonLine }) {
  const { accountId, displayName } = line
  return (
    <span class="acts">
      <form method="post" action={paths.personPassword(accountId)}>
        <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
          重置密码<span class="sr-only">（{displayName}）</span>
        </button>
      </form>
      <details class="consider">
        <summary class="ds-button" data-variant="secondary" data-size="sm">
          移除<span class="sr-only">（{displayName}）</span>
        </summary>
        <form method="post" action={paths.personRemoval(accountId)}>
          <p>移除后{displayName}立即不能登录；办理过的事项仍在留痕里。</p>
          <button class="ds-button" data-variant="primary" data-size="sm" type="submit">
            确认移除<span class="sr-only">（{displayName}）</span>
          </button>
        </form>
      </details>
    </span>
  )
}

function People({ people, person }: PeopleProps) {
  const mayChange = person.role === 'administrator'
  return (
    <Scroll label="人员（表格）">
      <table class="work">
        <thead>
          <tr>
            <th scope="col">姓名或称呼</th>
            <th scope="col">登录名</th>
            <th scope="col">角色</th>
            <th scope="col">所在机关</th>
            {mayChange && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {people.map((line) => (
            <tr>
              <td>{line.displayName}</td>
              <td class="short">{line.login}</td>
              <td class="short">{roles[line.role]}</td>
              <td>{line.agencyName}</td>
              {mayChange && <td>{line.accountId === person.accountId ? '本人' : <Acts line={line} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function NewPerson({ values, problems }: Pick<PeopleProps, 'values' | 'problems'>) {
  return (
    <section class="panel" id="new-person">
      <h2>增加人员</h2>
      <form method="post" action={paths.people} class="narrow-form" novalidate>
        <TextField name="displayName" label="姓名或称呼" value={values.displayName ?? ''} problems={problems} />
        <TextField
          name="login"
          label="登录名"
          hint="字母、数字、点、横线或下划线。"
          value={values.login ?? ''}
          problems={problems}
        />
        <SelectField
          name="role"
          label="角色"
          value={values.role ?? 'officer'}
          problems={problems}
          options={Object.entries(roles)}
        />
        <TextField
          name="agency"
          label="所在机关全称"
          hint="本机关或者下属机关；这个人办理该机关和它的下属机关的事。"
          value={values.agency ?? ''}
          problems={problems}
        />
        <button class="ds-button" data-variant="primary" type="submit">
          增加
        </button>
      </form>
    </section>
  )
}

function OwnPassword({ problems }: Pick<PeopleProps, 'problems'>) {
  return (
    <section class="panel" id="own-password">
      <h2>修改自己的密码</h2>
      <form method="post" action={paths.ownPassword} class="narrow-form" novalidate>
        <TextField name="old" label="现在的密码" type="password" problems={problems} autocomplete="current-password" />
        <TextField
          name="password"
          label="新密码"
          hint={`至少 ${shortestPassword} 个字符，越长越好。`}
          type="password"
          problems={problems}
          autocomplete="new-password"
        />
        <TextField
          name="repeated"
          label="再填一次新密码"
          type="password"
          problems={problems}
          autocomplete="new-password"
        />
        <button class="ds-button" data-variant="secondary" type="submit">
          修改
        </button>
      </form>
    </section>
  )
}

/** Who works for the body and for those below it; administrators add, reset and remove. */
export function PeoplePage(props: PeopleProps) {
  const { c, person, problems, made, done, refusal, page, pages } = props
  return (
    <DeskPage c={c} title="人员" current={paths.people} wide>
      <h1>人员</h1>
      {done && (
        <p class="banner" role="status">
          {done}
        </p>
      )}
      {refusal && (
        <div class="ds-alert" data-color="danger" role="alert">
          {refusal}
        </div>
      )}
      {made && <Made made={made} />}
      <ProblemSummary problems={problems} />
      <People {...props} />
      <Pager page={page} pages={pages} pathOf={(number) => pathWith(paths.people, { page: number })} />
      {person.role === 'administrator' ? (
        <NewPerson {...props} />
      ) : (
        <p class="quiet">人员由管理员增减。需要增加、移除人员或者重置密码的，请联系本机关或上级机关的管理员。</p>
      )}
      <OwnPassword problems={problems} />
    </DeskPage>
  )
}
