import type { Ctx } from '../context.ts'
import { PortalPage, show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { Onward } from './carried.tsx'
import { type KeptFields, keptFields } from './kept-fields.ts'
import { CodePage, SignInPage } from './sign-in.tsx'

/** Answers a form that came after the session had ended: signing in, and then sending it again, loses nothing. */
export async function askToSignInAgain(c: Ctx, back: string) {
  const kept = await keptFields(c)
  if (kept.length === 0) return c.redirect(paths.signIn, 303)
  const says = '登录已过期，这次提交还没有办理。重新登录后可以继续提交，您填写的内容都还在。'
  return show(c, <SignInPage c={c} login="" back={back} kept={kept} refusal={says} />, 403)
}

/** Answers a form that came before the second step of signing in. */
export async function askForCode(c: Ctx, back: string) {
  const kept = await keptFields(c)
  const says = '还没有填写验证码，这次提交还没有办理。填写后可以继续提交，您填写的内容都还在。'
  return show(c, <CodePage c={c} back={back} {...(kept.length > 0 && { kept })} refusal={says} />, 403)
}

/** After signing in again: the form that came too late can be sent now. */
export function ContinuePage({ c, back, kept }: { c: Ctx; back: string; kept: KeptFields }) {
  return (
    <PortalPage c={c} title="继续提交">
      <div class="wrap">
        <div class="journey">
          <h1>继续提交</h1>
          <p>已重新登录。</p>
          <Onward back={back} kept={kept} />
        </div>
      </div>
    </PortalPage>
  )
}
