import { Hono } from 'hono'
import { beginSecondStep, confirmSecondStep, endSecondStep, findEnrolment } from '../../../app/second-step.ts'
import type { Services } from '../../../app/services.ts'
import type { Throttle } from '../../../app/throttle.ts'
import { getSecondStep } from '../../../store/second-steps.ts'
import type { Ctx, Env } from '../../context.ts'
import type { FieldProblems } from '../../fields.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { type Carried, carriedBy } from '../kept-fields.ts'
import { pathWith } from '../query-fields.ts'
import { ownToken, personAt } from '../session.ts'
import { CodesPage, EnrolPage } from './enrol-page.tsx'
import { EndSecondStepPage } from './page.tsx'

interface Trouble {
  readonly problems?: FieldProblems
  readonly refusal?: string
}

const waitSays = (minutes: number) => `试得太多了，请 ${minutes} 分钟后再试。`

/** Setting up the second step of signing in, and turning it off. */
export function secondStepRoutes(services: Services, throttle: Throttle): Hono<Env> {
  const { db } = services

  const secondStepPage = async (c: Ctx, carried: Carried, trouble: Trouble = {}, status: 200 | 400 | 429 = 200) => {
    const person = personAt(c)
    const secondStep = await getSecondStep(db, person.accountId)
    if (secondStep.confirmedAt)
      return show(c, <EndSecondStepPage c={c} secondStep={secondStep} problems={{}} {...trouble} />, status)
    const enrolment = await findEnrolment(services, person)
    return show(c, <EnrolPage c={c} enrolment={enrolment} {...carried} {...trouble} />, status)
  }
  /** Voluntary: back to where it is chosen. */
  const usual = (c: Ctx) => ({ back: c.get('mustEnrol') ? paths.desk : paths.ownSessions })

  return new Hono<Env>()
    .get(paths.secondStep, (c) => secondStepPage(c, carriedBy({ back: c.req.query('back') ?? usual(c).back })))
    .post(paths.secondStep, async (c) => {
      await beginSecondStep(services, personAt(c))
      const carried = carriedBy({ ...usual(c), ...(await submittedFields(c)) })
      // A form that is carried along goes into no address.
      if (carried.kept) return secondStepPage(c, carried)
      return c.redirect(pathWith(paths.secondStep, { back: carried.back }), 303)
    })
    .post(paths.secondStepCode, async (c) => {
      const given = await submittedFields(c)
      const carried = carriedBy({ ...usual(c), ...given })
      const asked = { code: (given.code ?? '').slice(0, 200), token: ownToken(c) }
      const answer = await confirmSecondStep(services, throttle, personAt(c), asked)
      if (answer.ok) {
        c.set('mustEnrol', false)
        return show(c, <CodesPage c={c} codes={answer.recoveryCodes} {...carried} />)
      }
      if (answer.code === 'throttled') return secondStepPage(c, carried, { refusal: waitSays(answer.waitMinutes) }, 429)
      return secondStepPage(c, carried, { problems: answer.problems }, 400)
    })
    .post(paths.secondStepEnd, async (c) => {
      const { password = '', code = '' } = await submittedFields(c)
      const asked = { password: password.slice(0, 200), code: code.slice(0, 200), token: ownToken(c) }
      const answer = await endSecondStep(services, throttle, personAt(c), asked)
      if (answer.ok) return c.redirect(pathWith(paths.ownSessions, { done: 'off' }), 303)
      if (answer.code === 'throttled')
        return secondStepPage(c, usual(c), { refusal: waitSays(answer.waitMinutes) }, 429)
      return secondStepPage(c, usual(c), { problems: answer.problems }, 400)
    })
}
