import { Hono } from 'hono'
import { z } from 'zod'
import { type Amended, decideAmendment, findAmendments, proposeAmendment } from '../../../app/amend-year.ts'
import type { Services } from '../../../app/services.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { pathWith } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { type AmendmentAttempt, AmendmentsPage } from './amendments-page.tsx'
import { type AskedYear, findAskedYear } from './asked-year.ts'
import { isAmendedTwice } from './done-twice.ts'
import { statusOf } from './notes.tsx'
import { readYearQuery } from './query.ts'

const id = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

const proposal = z.object({
  act: z.literal('propose'),
  requestId: id,
  part: z.enum(['received', 'settled', 'dispute']),
  item: z.string().max(500),
  was: z.string().max(200),
  becomes: z.string().max(200),
  reason: z.string(),
})

const decision = z.object({ act: z.literal('decide'), id, approved: z.enum(['yes', 'no']), opinion: z.string() })

const posted = z.discriminatedUnion('act', [proposal, decision])

type Posted = z.infer<typeof posted>

const doneSays = {
  proposed: '已提交说明，等待另一位负责人批准。',
  approved: '已批准。封账的数字不变。',
  declined: '已记下不予批准的意见。',
} as const

type Done = keyof typeof doneSays

const doneOf = (given: Posted): Done =>
  given.act === 'propose' ? 'proposed' : given.approved === 'yes' ? 'approved' : 'declined'

/** What was sent, to be shown again where it was typed. */
function attemptOf(given: Posted): Omit<AmendmentAttempt, 'refusal'> {
  if (given.act === 'decide') return { key: String(given.id), text: given.opinion }
  const { requestId, part, item, was, becomes, reason } = given
  return { key: [requestId, part, item, was, becomes].join('|'), text: reason }
}

/** What later facts would change in a closed year: said why, approved by somebody else. */
export function amendmentRoutes(services: Services): Hono<Env> {
  const page = async (c: Ctx, asked: AskedYear, attempt?: AmendmentAttempt) => {
    const found = await findAmendments(services, { agencyId: asked.agency.id, year: asked.year })
    if (!found) return errorPage(c, 404)
    const done = attempt ? undefined : readYearQuery(c.req.query())?.done
    const says = done !== undefined && done in doneSays ? doneSays[done as Done] : undefined
    const { amendments } = found
    const props = { c, asked, amendments, done: says, ...(attempt && { attempt }) }
    return show(c, <AmendmentsPage {...props} />, attempt ? statusOf(attempt.refusal) : 200)
  }

  const act = (c: Ctx, { agency, year }: AskedYear, given: Posted): Promise<Amended> => {
    const agencyId = agency.id
    if (given.act === 'decide') {
      const { id, opinion, approved } = given
      return decideAmendment(services, personAt(c), { agencyId, year, id, opinion, approved: approved === 'yes' })
    }
    const { act: _, reason, ...difference } = given
    return proposeAmendment(services, personAt(c), { agencyId, year, reason, difference })
  }

  const found = async (c: Ctx) => {
    const asked = await findAskedYear(services, c)
    return asked && !('refusal' in asked) && asked.closed ? asked : undefined
  }

  return new Hono<Env>()
    .get(patterns.yearAmendments, async (c) => {
      const asked = await found(c)
      return asked ? page(c, asked) : errorPage(c, 404)
    })
    .post(patterns.yearAmendments, async (c) => {
      const asked = await found(c)
      if (!asked) return errorPage(c, 404)
      const given = posted.safeParse(await submittedFields(c)).data
      if (!given) return errorPage(c, 400)
      const acted = await act(c, asked, given)
      const here = paths.yearAmendments(asked.agency.id, asked.year)
      const done = () => c.redirect(pathWith(here, { done: doneOf(given) }), 303)
      if (acted.ok) return done()
      if (acted.code === 'unknown') return errorPage(c, 404)
      const isOver = ['proposed-already', 'decided-already'].includes(acted.refusal.code)
      const year = { agencyId: asked.agency.id, year: asked.year }
      if (isOver && (await isAmendedTwice(services, personAt(c), given, year))) return done()
      return page(c, asked, { ...attemptOf(given), refusal: acted.refusal })
    })
}
