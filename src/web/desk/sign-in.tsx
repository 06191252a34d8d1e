import type { Ctx } from '../context.ts'
import { TextField } from '../fields.tsx'
import { PortalPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { CarriedFields } from './carried.tsx'
import type { Carried } from './kept-fields.ts'

interface SignInProps extends Carried {
  readonly c: Ctx
  readonly login: string
  /** Why signing in did not work, or is asked for. */
  readonly refusal?: string | undefined
}

function Refusal({ says }: { readonly says: string | undefined }) {
  if (says === undefined) return null
  return (
    <div class="ds-alert" data-color="danger" role="alert">
      {says}
    </div>
  )
}

export function SignInPage({ c, login, refusal, ...carried }: SignInProps) {
  return (
    <PortalPage c={c} title="工作人员登录">
      <div class="wrap">
        <div class="journey">
          <h1>工作人员登录</h1>
          <Refusal says={refusal} />
          <form method="post" action={paths.signIn}>
            <CarriedFields {...carried} />
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

/** The second step of signing in. */
export function CodePage({ c, refusal, ...carried }: Omit<SignInProps, 'login'>) {
  return (
    <PortalPage c={c} title="两步登录">
      <div class="wrap">
        <div class="journey">
          <h1>两步登录</h1>
          <p>密码正确。请在五分钟内填写手机上验证器显示的验证码。</p>
          <Refusal says={refusal} />
          <form method="post" action={paths.signInCode}>
            <CarriedFields {...carried} />
            <TextField
              name="code"
              label="验证码"
              hint="6 位数字，每个只能用一次。手机不在身边的，填一个恢复代码。"
              problems={{}}
              autocomplete="one-time-code"
            />
            <button class="ds-button" data-variant="primary" type="submit">
              登录
            </button>
          </form>
          <p class="quiet">手机和恢复代码都没有的，请联系本机关或上级机关的管理员重置两步登录。</p>
        </div>
      </div>
    </PortalPage>
  )
}
