import { shortestPassword } from '../../../domain/agency/person.ts'
import type { SecondStep } from '../../../store/second-steps.ts'
import type { SessionLine } from '../../../store/sessions.ts'
import { ColumnHeads } from '../../column-heads.tsx'
import type { Ctx } from '../../context.ts'
import { type FieldProblems, ProblemSummary, TextField } from '../../fields.tsx'
import { DeskPage } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { chineseDay, chineseMinute } from '../../report/numerals.ts'
import { Scroll } from '../../scroll.tsx'
import { AnswerNotes } from '../answer-notes.tsx'

export interface OwnProps {
  readonly c: Ctx
  readonly sessions: readonly SessionLine[]
  readonly secondStep: SecondStep
  readonly problems: FieldProblems
  readonly done?: string
  readonly refusal?: string
}

function Session({ session, isThis }: { readonly session: SessionLine; readonly isThis: boolean }) {
  const { id, device, place, since, lastUsed, isTwoStep } = session
  return (
    <tr>
      <td>
        {device}
        <small>{isTwoStep ? '两步登录' : '只用密码'}</small>
      </td>
      <td>{place}</td>
      <td class="short">
        <time datetime={since.toISOString()}>{chineseMinute(since)}</time>
      </td>
      <td class="short">
        <time datetime={lastUsed.toISOString()}>{chineseMinute(lastUsed)}</time>
      </td>
      <td class="short">
        {isThis ? (
          '本次登录'
        ) : (
          <form method="post" action={paths.sessionEnd}>
            <input type="hidden" name="session" value={id} />
            <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
              结束<span class="sr-only">（{device}）</span>
            </button>
          </form>
        )}
      </td>
    </tr>
  )
}

function Sessions({ c, sessions }: Pick<OwnProps, 'c' | 'sessions'>) {
  const others = sessions.filter(({ id }) => id !== c.get('session'))
  return (
    <section class="sessions" aria-labelledby="sessions">
      <h2 id="sessions">正在登录的地方</h2>
      <Scroll label="正在登录的地方（表格）">
        <table class="work">
          <ColumnHeads names={['设备', '网络地址', '登录时间', '最近使用', '操作']} />
          <tbody>
            {sessions.map((session) => (
              <Session session={session} isThis={session.id === c.get('session')} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="quiet">一小时不用，登录自动结束。不认得的登录请立即结束，并修改密码。</p>
      {others.length > 0 && (
        <form method="post" action={paths.otherSessionsEnd}>
          <button class="ds-button" data-variant="secondary" type="submit">
            结束其他 {others.length} 处登录
          </button>
        </form>
      )}
    </section>
  )
}

function SecondStepState({ secondStep: { confirmedAt, codesLeft, isRequired } }: Pick<OwnProps, 'secondStep'>) {
  return (
    <section class="panel">
      <h2>两步登录</h2>
      {confirmedAt ? (
        <p>
          已于 {chineseDay(confirmedAt)} 开启，还有 {codesLeft} 个恢复代码没有用过。
        </p>
      ) : (
        <p>没有开启：只凭密码就能登录。{isRequired && '本机关要求两步登录，下次登录时要设置。'}</p>
      )}
      <p>
        <a href={paths.secondStep}>{confirmedAt ? '更换手机或关闭' : '设置两步登录'}</a>
      </p>
    </section>
  )
}

function OwnPassword({ problems }: Pick<OwnProps, 'problems'>) {
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

/** How a person signs in: where they are in, second step, password. */
export function OwnPage({ c, sessions, secondStep, problems, done, refusal }: OwnProps) {
  return (
    <DeskPage c={c} title="本人的登录" current={paths.ownSessions} wide>
      <h1>本人的登录</h1>
      <AnswerNotes done={done} refusal={refusal} />
      <ProblemSummary problems={problems} />
      <Sessions c={c} sessions={sessions} />
      <SecondStepState secondStep={secondStep} />
      <OwnPassword problems={problems} />
    </DeskPage>
  )
}

interface EndProps {
  readonly c: Ctx
  readonly secondStep: SecondStep
  readonly problems: FieldProblems
  readonly refusal?: string
}

/** Turning the second step off, which is also how one changes the device. */
export function EndSecondStepPage({ c, secondStep: { isRequired, codesLeft }, problems, refusal }: EndProps) {
  return (
    <DeskPage c={c} title="两步登录" current={paths.ownSessions}>
      <div class="journey">
        <p class="crumb">
          <a href={paths.ownSessions}>返回本人的登录</a>
        </p>
        <h1>更换手机或关闭两步登录</h1>
        <p>
          {isRequired
            ? '本机关要求两步登录：停用现在的验证器以后，要马上用新手机重新设置。'
            : '停用现在的验证器以后，只凭密码就能登录；可以马上用新手机重新设置。'}
          没有用过的 {codesLeft} 个恢复代码同时作废，其他地方的登录退出。
        </p>
        {refusal && (
          <div class="ds-alert" data-color="danger" role="alert">
            {refusal}
          </div>
        )}
        <ProblemSummary problems={problems} />
        <form method="post" action={paths.secondStepEnd} class="narrow-form" novalidate>
          <TextField name="password" label="密码" type="password" problems={problems} autocomplete="current-password" />
          <TextField
            name="code"
            label="验证码"
            hint="现在的验证器显示的 6 位数字，或者一个恢复代码。"
            problems={problems}
            autocomplete="one-time-code"
          />
          <button class="ds-button" data-variant="primary" type="submit">
            停用现在的验证器
          </button>
        </form>
      </div>
    </DeskPage>
  )
}
