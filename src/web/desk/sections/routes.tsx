import { Hono } from 'hono'
import { z } from 'zod'
import {
  addSection,
  changeSection,
  requireSecondStep,
  type SectionAnswer,
  type SectionChange,
} from '../../../app/change-sections.ts'
import type { Services } from '../../../app/services.ts'
import { isSecondStepRequired } from '../../../store/second-steps.ts'
import { findSections } from '../../../store/sections.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { findAskedBody } from '../asked-body.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { SectionsPage, type SectionsProps } from './page.tsx'

const doneSays = {
  added: '科室已增加。',
  rename: '科室已改名。',
  close: '科室已停用。',
  reopen: '科室已恢复。',
  rule: '两步登录的要求已保存。',
} as const
type Done = keyof typeof doneSays
const query = z.object({ agency: queryFields.id, done: queryFields.oneOf(Object.keys(doneSays) as Done[]) })

type Fields = Readonly<Record<string, string>>
type Extra = Partial<Pick<SectionsProps, 'typed' | 'problem' | 'done' | 'refusal'>>

const numberIn = (text = ''): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

/** What is to be done with a section; undefined where the form says nothing that there is. */
function changeIn({ change, ...fields }: Fields): SectionChange['change'] | undefined {
  if (change === 'rename') return { rename: fields[`name-${numberIn(fields.section)}`] ?? '' }
  return change === 'close' || change === 'reopen' ? change : undefined
}

/** The sections of a body, and its rule about the second step of signing in. */
export function sectionRoutes(services: Services): Hono<Env> {
  const { db } = services

  const sectionsPage = async (
    c: Ctx,
    agencyId: number | undefined,
    extra: Extra = {},
    status: 200 | 400 | 409 = 200,
  ) => {
    const body = await findAskedBody(services, personAt(c), agencyId)
    if (!body) return errorPage(c, 404)
    const { agency } = body
    const [sections, isRequired] = await Promise.all([findSections(db, agency.id), isSecondStepRequired(db, agency.id)])
    return show(
      c,
      <SectionsPage c={c} {...{ agency, sections }} isSecondStepRequired={isRequired} {...extra} />,
      status,
    )
  }

  const answered = (c: Ctx, agencyId: number, answer: SectionAnswer, done: Done, typed?: SectionsProps['typed']) => {
    if (answer.ok) return c.redirect(pathWith(paths.sections, { agency: agencyId, done }), 303)
    if (answer.code === 'unknown') return errorPage(c, 404)
    if (answer.code === 'refused') return sectionsPage(c, agencyId, { refusal: answer.refusal.says }, 409)
    return sectionsPage(c, agencyId, { problem: answer.says, ...(typed && { typed }) }, 400)
  }

  return new Hono<Env>()
    .get(paths.sections, (c) => {
      const asked = query.safeParse(c.req.query())
      if (!asked.success) return errorPage(c, 400)
      const { agency, done } = asked.data
      return sectionsPage(c, agency, done && { done: doneSays[done] })
    })
    .post(paths.sections, async (c) => {
      const fields = await submittedFields(c)
      const agencyId = numberIn(fields.agency)
      const name = fields.name ?? ''
      const answer = await addSection(services, personAt(c), { agencyId, name })
      return answered(c, agencyId, answer, 'added', { name, section: undefined })
    })
    .post(paths.sectionChange, async (c) => {
      const fields = await submittedFields(c)
      const change = changeIn(fields)
      if (!change) return errorPage(c, 400)
      const asked = { agencyId: numberIn(fields.agency), id: numberIn(fields.section), change }
      const answer = await changeSection(services, personAt(c), asked)
      if (typeof change === 'string') return answered(c, asked.agencyId, answer, change)
      return answered(c, asked.agencyId, answer, 'rename', { name: change.rename, section: asked.id })
    })
    .post(paths.secondStepRule, async (c) => {
      const { agency, rule } = await submittedFields(c)
      if (rule !== 'required' && rule !== 'voluntary') return errorPage(c, 400)
      const agencyId = numberIn(agency)
      const answer = await requireSecondStep(services, personAt(c), { agencyId, isRequired: rule === 'required' })
      return answered(c, agencyId, answer, 'rule')
    })
}
