import { Hono } from 'hono'
import { z } from 'zod'
import { type AccountDone, changeRole, endSessionsOf, resetSecondStep } from '../../../app/change-account.ts'
import type { Services } from '../../../app/services.ts'
import { findPerson } from '../../../store/accounts.ts'
import { getSecondStep } from '../../../store/second-steps.ts'
import { findSections } from '../../../store/sections.ts'
import { findSessionsOf } from '../../../store/sessions.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { findAskedBody } from '../asked-body.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { allows, personAt } from '../session.ts'
import { PersonPage, type PersonProps } from './person-page.tsx'

const doneSays = {
  role: '角色和科室已保存，下一次打开页面时生效。',
  sessions: '全部登录已经结束。',
  'second-step': '两步登录已重置，登录已经结束。',
} as const
type Done = keyof typeof doneSays
const query = z.object({ done: queryFields.oneOf(Object.keys(doneSays) as Done[]) })

type Extra = Partial<Pick<PersonProps, 'values' | 'problems' | 'done' | 'refusal'>>

/** One person, for an administrator. */
export function personRoutes(services: Services): Hono<Env> {
  const { db, now } = services

  const personPage = async (c: Ctx, extra: Extra = {}, status: 200 | 400 | 403 | 409 = 200) => {
    const account = allows(c, 'manage-people') ? await findPerson(db, Number(c.req.param('id'))) : undefined
    const body = account && (await findAskedBody(services, personAt(c), account.agencyId))
    if (!account || !body) return errorPage(c, 404)
    const [all, sessions, secondStep] = await Promise.all([
      findSections(db, account.agencyId),
      findSessionsOf(db, account.accountId, now()),
      getSecondStep(db, account.accountId),
    ])
    const section = all.find(({ id }) => id === account.sectionId)?.name ?? ''
    const sections = all.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
    const about = { account, agencyName: body.agency.name, sections, sessions, secondStep }
    const values = { role: account.role, section }
    return show(c, <PersonPage c={c} {...about} values={values} problems={{}} {...extra} />, status)
  }

  const answered = (c: Ctx, answer: AccountDone, done: Done) => {
    if (answer.ok) return c.redirect(pathWith(paths.deskPerson(Number(c.req.param('id'))), { done }), 303)
    return answer.code === 'unknown' ? errorPage(c, 404) : personPage(c, { refusal: answer.refusal.says }, 409)
  }

  return new Hono<Env>()
    .get(patterns.deskPerson, (c) => {
      const asked = query.safeParse(c.req.query())
      if (!asked.success) return errorPage(c, 400)
      const { done } = asked.data
      return personPage(c, done && { done: doneSays[done] })
    })
    .post(patterns.deskPerson, async (c) => {
      const { role = '', section = '' } = await submittedFields(c)
      const answer = await changeRole(services, personAt(c), Number(c.req.param('id')), { role, section })
      if (!answer.ok && answer.code === 'problems')
        return personPage(c, { values: { role, section }, problems: answer.problems }, 400)
      return answered(c, answer, 'role')
    })
    .post(patterns.personSessions, async (c) =>
      answered(c, await endSessionsOf(services, personAt(c), Number(c.req.param('id'))), 'sessions'),
    )
    .post(patterns.personSecondStep, async (c) =>
      answered(c, await resetSecondStep(services, personAt(c), Number(c.req.param('id'))), 'second-step'),
    )
}
