import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import type { Services } from '../../app/services.ts'
import { signOut } from '../../app/sessions.ts'
import { giveCode, signIn } from '../../app/sign-in.ts'
import type { Throttle } from '../../app/throttle.ts'
import type { Ctx, Env } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { type Carried, carriedBy, wayBack } from './kept-fields.ts'
import { EnrolPage } from './own/enrol-page.tsx'
import { callerOf, sessionCookie, setToken, tokenOf } from './session.ts'
import { CodePage, SignInPage } from './sign-in.tsx'
import { ContinuePage } from './sign-in-again.tsx'

const waitSays = (minutes: number) => `试得太多了，请 ${minutes} 分钟后再试。`

/** After signing in: on to the page, or to the form that came too late. */
const goOn = (c: Ctx, { back, kept }: Carried) =>
  kept ? show(c, <ContinuePage c={c} back={back} kept={kept} />) : c.redirect(back, 303)

/** Signing in, in one step or two, and signing out. */
export function signInRoutes(services: Services, throttle: Throttle): Hono<Env> {
  return new Hono<Env>()
    .get(paths.signIn, (c) => show(c, <SignInPage c={c} login="" back={wayBack(c.req.query('back'))} />))
    .post(paths.signIn, async (c) => {
      const given = await submittedFields(c)
      const login = (given.login ?? '').trim().slice(0, 200)
      const password = (given.password ?? '').slice(0, 200)
      const carried = carriedBy(given)
      const answer = await signIn(services, throttle, { login, password, ...callerOf(c) })
      if (!answer.ok) {
        const isWait = answer.code === 'throttled'
        const refusal = isWait ? waitSays(answer.waitMinutes) : '登录名或密码不对。'
        return show(c, <SignInPage c={c} login={login} refusal={refusal} {...carried} />, isWait ? 429 : 403)
      }
      setToken(c, answer.token)
      if (answer.awaits === 'code') return show(c, <CodePage c={c} {...carried} />)
      if (answer.awaits === 'enrolment') {
        c.set('mustEnrol', true)
        return show(c, <EnrolPage c={c} {...carried} />)
      }
      return goOn(c, carried)
    })
    .get(paths.signInCode, (c) => show(c, <CodePage c={c} back={wayBack(c.req.query('back'))} />))
    .post(paths.signInCode, async (c) => {
      const given = await submittedFields(c)
      const carried = carriedBy(given)
      const answer = await giveCode(services, throttle, { code: (given.code ?? '').slice(0, 200), ...callerOf(c) })
      if (answer.ok) {
        setToken(c, answer.token)
        return goOn(c, carried)
      }
      if (answer.code === 'over') {
        const refusal = '填写验证码的时间已过，请重新登录。'
        return show(c, <SignInPage c={c} login="" refusal={refusal} {...carried} />, 403)
      }
      const isWait = answer.code === 'throttled'
      const wrong = '验证码不对，或者已经用过。请核对手机的时间，等下一个验证码再试。'
      const refusal = isWait ? waitSays(answer.waitMinutes) : wrong
      return show(c, <CodePage c={c} refusal={refusal} {...carried} />, isWait ? 429 : 403)
    })
    .post(paths.signOut, async (c) => {
      const token = tokenOf(c)
      if (token) await signOut(services, token)
      deleteCookie(c, sessionCookie, { path: '/' })
      return c.redirect(paths.signIn, 303)
    })
}
