import { type Person, roles } from '../../../domain/agency/person.ts'
import type { SecondStep } from '../../../store/second-steps.ts'
import type { SessionLine } from '../../../store/sessions.ts'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, SelectField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseDay, chineseMinute } from '../../report/numerals.ts'
import { AnswerNotes } from '../answer-notes.tsx'

export interface PersonProps {
  readonly c: Ctx
  /** Whom the page is about. */
  readonly account: Person
  readonly agencyName: string
  /** Open sections of their body. */
  readonly sections: readonly string[]
  readonly sessions: readonly SessionLine[]
  readonly secondStep: SecondStep
  readonly values: { readonly role: string; readonly section: string }
  readonly problems: FieldProblems
  readonly done?: string
  readonly refusal?: string
}

function RoleForm({ account, sections, values, problems }: PersonProps) {
  const options = [['', '不在科室'], ...sections.map((name) => [name, name] as const)] as const
  return (
    <section class="panel">
      <h2>角色与科室</h2>
      <form method="post" action={paths.deskPerson(account.accountId)} class="narrow-form" novalidate>
        <SelectField name="role" label="角色" value={values.role} problems={problems} options={Object.entries(roles)} />
        <SelectField
          name="section"
          label="科室"
          hint="承办人、科室信息员必须编入科室。"
          value={values.section}
          problems={problems}
          options={options}
        />
        <button class="ds-button" data-variant="primary" type="submit">
          保存
        </button>
      </form>
    </section>
  )
}

/** Something that is thought over before it is done. */
function Considered({ action, label, says }: Readonly<Record<'action' | 'label' | 'says', string>>) {
  return (
    <details class="consider">
      <summary class="ds-button" data-variant="secondary">
        {label}…
      </summary>
      <form method="post" action={action}>
        <p>{says}</p>
        <button class="ds-button" data-variant="primary" type="submit">
          确定{label}
        </button>
      </form>
    </details>
  )
}

function WayIn({ account, sessions, secondStep }: PersonProps) {
  const { accountId, displayName } = account
  const last = sessions[0]
  return (
    <section class="panel">
      <h2>登录</h2>
      <p>
        {secondStep.confirmedAt ? `两步登录已于 ${chineseDay(secondStep.confirmedAt)} 开启。` : '没有开启两步登录。'}
        {last
          ? `正在 ${sessions.length} 处登录，最近使用 ${chineseMinute(last.lastUsed)}（${last.device}，${last.place}）。`
          : '现在没有登录。'}
      </p>
      <div class="buttons">
        {sessions.length > 0 && (
          <Considered
            action={paths.personSessions(accountId)}
            label="结束全部登录"
            says={`${displayName}马上退出，没有保存的内容在重新登录后可以继续提交。`}
          />
        )}
        {secondStep.secret !== null && (
          <Considered
            action={paths.personSecondStep(accountId)}
            label="重置两步登录"
            says={`手机丢失、恢复代码也没有时使用。请先当面或电话核实是${displayName}本人。重置后只凭密码登录，可以重新设置。`}
          />
        )}
        <Considered
          action={paths.personPassword(accountId)}
          label="重置密码"
          says={`生成一个新密码，只显示一次；${displayName}的登录全部退出。`}
        />
        <Considered
          action={paths.personRemoval(accountId)}
          label="移除"
          says={`移除后${displayName}立即不能登录；办理过的事项仍在留痕里。`}
        />
      </div>
    </section>
  )
}

/** A person, for an administrator: role and section, ways in, removal. */
export function PersonPage(props: PersonProps) {
  const { c, account, agencyName, problems, done, refusal } = props
  const isOwn = account.accountId === c.get('person')?.accountId
  return (
    <DeskPage c={c} title={account.displayName} current={paths.people}>
      <p class="crumb">
        <a href={paths.people}>返回人员</a>
      </p>
      <h1>{account.displayName}</h1>
      <p>
        {agencyName} · 登录名 {account.login}
      </p>
      <AnswerNotes done={done} refusal={refusal} />
      <ProblemSummary problems={problems} />
      {isOwn ? (
        <p>
          这是您自己：密码、两步登录和登录在<a href={paths.ownSessions}>本人的登录</a>里管，角色由另一位管理员改。
        </p>
      ) : (
        <>
          <RoleForm {...props} />
          <WayIn {...props} />
        </>
      )}
    </DeskPage>
  )
}
