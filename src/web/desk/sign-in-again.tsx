import type { Ctx } from '../context.ts'
import { PortalPage, show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { type KeptFields, keptFields } from './kept-fields.ts'
import { SignInPage } from './sign-in.tsx'

/** Answers a form that came after the session had ended: signing in, and then sending it again, loses nothing. */
export async function askToSignInAgain(c: Ctx, back: string) {
  const kept = await keptFields(c)
  if (kept.length === 0) return c.redirect(paths.signIn, 303)
  const says = '登录已过期，这次提交还没有办理。重新登录后可以继续提交，您填写的内容都还在。'
  return show(c, <SignInPage c={c} login="" back={back} kept={kept} refusal={says} />, 403)
}

/** After signing in again: the form that came too late can be sent now. */
export function ContinuePage({ c, back, kept }: { c: Ctx; back: string; kept: KeptFields }) {
  return (
    <PortalPage c={c} title="继续提交">
      <div class="wrap">
        <div class="journey">
          <h1>继续提交</h1>
          <p>已重新登录。刚才填写的内容还没有提交，可以现在提交。</p>
          <form method="post" action={back}>
            {kept.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button class="ds-button" data-variant="primary" type="submit">
              继续提交
            </button>
          </form>
          <p>
            <a href={paths.desk}>不提交，回到工作台</a>
          </p>
        </div>
      </div>
    </PortalPage>
  )
}
