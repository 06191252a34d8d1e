import type { Ctx } from '../context.ts'
import { TextField } from '../fields.tsx'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import type { KeptFields } from './kept-fields.ts'

interface SignInProps {
  readonly c: Ctx
  readonly login: string
  /** Page of the desk to go to afterwards. */
  readonly back: string
  /** Of a form that was sent after the session had ended. */
  readonly kept?: KeptFields
  /** Why signing in did not work, or is asked for. */
  readonly refusal?: string
}

export function SignInPage({ c, login, back, kept, refusal }: SignInProps) {
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
            {kept && <input type="hidden" name="kept" value={JSON.stringify(kept)} />}
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
