import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { foundBody } from '../../app/found-body.ts'
import type { Services } from '../../app/services.ts'
import type { Throttle } from '../../app/throttle.ts'
import { callerAddress, type Env } from '../context.ts'
import type { FieldProblems } from '../fields.tsx'
import { show } from '../layout.tsx'
import { paths } from '../paths.ts'
import { submittedFields } from '../submitted.ts'
import { FirstRunPage, NoCodePage } from './page.tsx'
import { readFirstRun } from './submission.ts'

/** Compares in a time that tells nothing of where they differ. */
function isSameCode(given: string, code: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(code))
}

/** Whether the code is right is asked apart from whether the rest is. */
function withoutCode({ code: _, ...rest }: FieldProblems): FieldProblems {
  return rest
}

/** The way in while there is no body; afterwards it leads to the sign-in page. */
export function firstRunRoutes(services: Services, throttle: Throttle, setupCode: string | undefined): Hono<Env> {
  const app = new Hono<Env>()
  app.use(paths.firstRun, async (c, next) => {
    if (c.get('site').founded) return c.redirect(paths.signIn)
    if (setupCode === undefined) return show(c, <NoCodePage c={c} />, 503)
    c.header('Cache-Control', 'no-store')
    await next()
  })
  app.get(paths.firstRun, (c) =>
    show(c, <FirstRunPage c={c} values={{ code: c.req.query('code') ?? '' }} problems={{}} />),
  )
  app.post(paths.firstRun, async (c) => {
    const values = await submittedFields(c)
    const read = readFirstRun(values)
    const key = `setup ${callerAddress(c)}`
    const wait = await throttle.count([key])
    const codeProblem =
      wait > 0
        ? `试得太多了，请 ${wait} 分钟后再试`
        : isSameCode((values.code ?? '').trim(), setupCode ?? '')
          ? undefined
          : '初始化代码不对，请查看启动程序的终端'
    if (codeProblem === undefined) await throttle.forget([key])
    const problems = { ...(codeProblem && { code: codeProblem }), ...(read.ok ? {} : withoutCode(read.problems)) }
    if (!read.ok || codeProblem) return show(c, <FirstRunPage c={c} values={values} problems={problems} />, 400)
    await foundBody(services, read.body)
    return c.redirect(paths.signIn, 303)
  })
  return app
}
