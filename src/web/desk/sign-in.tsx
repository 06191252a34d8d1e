import type { Ctx } from '../context.ts'
import { TextField } from '../fields.tsx'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'

interface SignInProps {
  readonly c: Ctx
  readonly login: string
  /** Page of the desk to go to afterwards. */
  readonly back: string
  /** Why signing in did not work. */
  readonly refusal?: string
}

export function SignInPage({ c, login, back, refusal }: SignInProps) {
  return (
    <PortalPage c={c} title="工作人员登录">
      <div class="wrap">
        <div class="journey">
          <h1>工作人员登录</h1>
          {refusal && (
            <div class="ds-alert" data-color="danger" role="alert">
              {refusal}
            </div>
          )}
          <form method="post" action={paths.signIn}>
            <input type="hidden" name="back" value={back} />
            <TextField name="login" label="登录名" value={login} problems={{}} autocomplete="username" />
            <TextField name="password" label="密码" type="password" problems={{}} autocomplete="current-password" />
            <button class="ds-button" data-variant="primary" type="submit">
              登录
            </button>
          </form>
        </div>
      </div>
    </PortalPage>
  )
}
