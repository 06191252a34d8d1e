import { Hono } from 'hono'
import { z } from 'zod'
import { changePassword } from '../../../app/change-people.ts'
import type { Services } from '../../../app/services.ts'
import { endOtherSessions, endSession } from '../../../app/sessions.ts'
import type { Throttle } from '../../../app/throttle.ts'
import { getSecondStep } from '../../../store/second-steps.ts'
import { findSessionsOf } from '../../../store/sessions.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { ownToken, personAt } from '../session.ts'
import { OwnPage, type OwnProps } from './page.tsx'
import { secondStepRoutes } from './second-step-routes.tsx'

const doneSays = {
  password: '密码已修改，其他地方的登录已经退出。',
  ended: '这处登录已经结束。',
  others: '其他地方的登录已经结束。',
  off: '两步登录已关闭，其他地方的登录已经退出。',
} as const
const query = z.object({ done: queryFields.oneOf(Object.keys(doneSays) as (keyof typeof doneSays)[]) })

type Extra = Partial<Pick<OwnProps, 'problems' | 'done' | 'refusal'>>

/** A person's own way in: sessions, second step, password. */
export function ownRoutes(services: Services, throttle: Throttle): Hono<Env> {
  const { db, now } = services

  const ownPage = async (c: Ctx, extra: Extra = {}, status: 200 | 400 | 409 | 429 = 200) => {
    const { accountId } = personAt(c)
    const [sessions, secondStep] = await Promise.all([
      findSessionsOf(db, accountId, now()),
      getSecondStep(db, accountId),
    ])
    return show(c, <OwnPage c={c} {...{ sessions, secondStep }} problems={{}} {...extra} />, status)
  }
  const goTo = (c: Ctx, done: keyof typeof doneSays) => c.redirect(pathWith(paths.ownSessions, { done }), 303)

  return new Hono<Env>()
    .get(paths.ownSessions, (c) => {
      const asked = query.safeParse(c.req.query())
      if (!asked.success) return errorPage(c, 400)
      const { done } = asked.data
      return ownPage(c, done && { done: doneSays[done] })
    })
    .post(paths.sessionEnd, async (c) => {
      const { session = '' } = await submittedFields(c)
      const id = /^\d{1,15}$/.test(session) ? Number(session) : 0
      const answer = await endSession(services, personAt(c), id)
      return answer.ok ? goTo(c, 'ended') : ownPage(c, { refusal: answer.refusal.says }, 409)
    })
    .post(paths.otherSessionsEnd, async (c) => {
      await endOtherSessions(services, personAt(c), ownToken(c))
      return goTo(c, 'others')
    })
    .post(paths.ownPassword, async (c) => {
      const person = personAt(c)
      const { old = '', password = '', repeated = '' } = await submittedFields(c)
      const wait = await throttle.count([`account ${person.accountId}`])
      if (wait > 0) return ownPage(c, { refusal: `试得太多了，请 ${wait} 分钟后再试。` }, 429)
      const answer = await changePassword(services, person, { old, password, repeated, token: ownToken(c) })
      if (!answer.ok) return ownPage(c, { problems: answer.problems }, 400)
      await throttle.forget([`account ${person.accountId}`])
      return goTo(c, 'password')
    })
    .route('/', secondStepRoutes(services, throttle))
}
