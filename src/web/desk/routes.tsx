import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Services } from '../../app/services.ts'
import { longestSession, signIn, signOut } from '../../app/sign-in.ts'
import type { Throttle } from '../../app/throttle.ts'
import { findAgency } from '../../store/agencies.ts'
import { countDeskReports } from '../../store/desk-lists.ts'
import { callerAddress, type Env, isSecure } from '../context.ts'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { gate } from './gate.tsx'
import { readKeptFields } from './kept-fields.ts'
import { OverviewPage } from './overview.tsx'
import { allows, personAt, sessionCookie, signedIn, tokenOf, wayBack } from './session.ts'
import { SignInPage } from './sign-in.tsx'
import { ContinuePage } from './sign-in-again.tsx'

/** Pages for people who work for a body. */
export function deskRoutes(services: Services, throttle: Throttle): Hono<Env> {
  const app = new Hono<Env>()
  app.use(`${paths.desk}/*`, async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  app.use(`${paths.desk}/*`, signedIn(services), gate)

  app.get(paths.signIn, (c) => show(c, <SignInPage c={c} login="" back={wayBack(c.req.query('back'))} />))
  app.post(paths.signIn, async (c) => {
    const given = await submittedFields(c)
    const login = (given.login ?? '').trim().slice(0, 200)
    const password = (given.password ?? '').slice(0, 200)
    const back = wayBack(given.back)
    const kept = readKeptFields(given.kept)
    const oldToken = tokenOf(c)
    const answer = await signIn(services, throttle, {
      login,
      password,
      address: callerAddress(c),
      ...(oldToken && { oldToken }),
    })
    if (!answer.ok) {
      const wait = answer.code === 'throttled'
      const refusal = wait ? `试得太多了，请 ${answer.waitMinutes} 分钟后再试。` : '登录名或密码不对。'
      const page = <SignInPage {...{ c, login, refusal, back, ...(kept && { kept }) }} />
      return show(c, page, wait ? 429 : 403)
    }
    setCookie(c, sessionCookie, answer.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(c),
      maxAge: longestSession / 1000,
    })
    return kept ? show(c, <ContinuePage c={c} back={back} kept={kept} />) : c.redirect(back, 303)
  })

  app.get(paths.desk, async (c) => {
    const person = personAt(c)
    const agency = await findAgency(services.db, person.agencyId)
    if (!agency) throw new Error('The account of a session has no body')
    const counts = allows(c, 'read-desk-reports')
      ? await countDeskReports(services.db, { under: agency.id })
      : undefined
    return show(c, <OverviewPage c={c} person={person} agency={agency} counts={counts} />)
  })
  app.post(paths.signOut, async (c) => {
    const token = tokenOf(c)
    if (token) await signOut(services, token)
    deleteCookie(c, sessionCookie, { path: '/' })
    return c.redirect(paths.signIn, 303)
  })
  return app
}
