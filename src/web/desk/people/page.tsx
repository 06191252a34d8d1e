import type { NewPassword } from '../../../app/change-people.ts'
import { type Person, roles } from '../../../domain/agency/person.ts'
import type { PersonLine } from '../../../store/accounts.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, SelectField, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { Scroll } from '../../scroll.tsx'
import { AnswerNotes } from '../answer-notes.tsx'
import { Pager } from '../pager.tsx'
import { pathWith } from '../query-fields.ts'
import { allows } from '../session.ts'

export interface PeopleProps {
  readonly c: Ctx
  readonly person: Person
  readonly people: readonly PersonLine[]
  readonly page: number
  readonly pages: number
  /** Open sections of the person's own body, to choose from. */
  readonly sections: readonly string[]
  /** What was typed into the form for a new person, or where it begins. */
  readonly values: Readonly<Partial<Record<'login' | 'displayName' | 'role' | 'section' | 'agency', string>>>
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
      <p>密码只显示这一次，请当面或者通过安全的方式转交；本人登录后点自己的姓名，可以修改。</p>
    </div>
  )
}

function People({ c, people, person }: PeopleProps) {
  const mayChange = allows(c, 'manage-people')
  return (
    <Scroll label="人员（表格）">
      <table class="work">
        <ColumnHeads names={['姓名或称呼', '登录名', '角色', '所在机关、科室', '两步登录']} />
        <tbody>
          {people.map((line) => (
            <tr>
              <td>
                {mayChange ? <a href={paths.deskPerson(line.accountId)}>{line.displayName}</a> : line.displayName}
                {line.accountId === person.accountId && <small>本人</small>}
              </td>
              <td class="short">{line.login}</td>
              <td class="short">{roles[line.role]}</td>
              <td>
                {line.agencyName}
                {line.sectionName !== null && <small>{line.sectionName}</small>}
              </td>
              <td class="short">{line.isTwoStep ? '已开启' : '未开启'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function NewPerson({ values, problems, sections }: Pick<PeopleProps, 'values' | 'problems' | 'sections'>) {
  const known = sections.length > 0 ? `本机关有${sections.join('、')}。` : '本机关还没有科室。'
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
          hint="本机关或者下属机关。"
          value={values.agency ?? ''}
          problems={problems}
        />
        <TextField
          name="section"
          label="科室"
          hint={`承办人、科室信息员必填，其他角色可以不填。${known}`}
          value={values.section ?? ''}
          optional
          problems={problems}
        />
        <button class="ds-button" data-variant="primary" type="submit">
          增加
        </button>
      </form>
    </section>
  )
}

/** Who works for the body and for those below it; administrators add people and open a person to change them. */
export function PeoplePage(props: PeopleProps) {
  const { c, problems, made, done, refusal, page, pages } = props
  return (
    <DeskPage c={c} title="人员" current={paths.people} wide>
      <div class="head-line">
        <h1>人员</h1>
        {allows(c, 'manage-sections') && (
          <a class="ds-button" data-variant="secondary" href={paths.sections}>
            科室与两步登录
          </a>
        )}
      </div>
      <AnswerNotes done={done} refusal={refusal} />
      {made && <Made made={made} />}
      <ProblemSummary problems={problems} />
      <People {...props} />
      <Pager page={page} pages={pages} pathOf={(number) => pathWith(paths.people, { page: number })} />
      {allows(c, 'manage-people') ? (
        <NewPerson {...props} />
      ) : (
        <p class="quiet">人员由管理员增减。需要增加、移除人员或者重置密码的，请联系本机关或上级机关的管理员。</p>
      )}
    </DeskPage>
  )
}
