import { Hono } from 'hono'
import { z } from 'zod'
import { addPerson, type PersonProblems, removePerson, resetPassword } from '../../../app/change-people.ts'
import type { Services } from '../../../app/services.ts'
import { plainName } from '../../../domain/agency/match-body.ts'
import { findPeopleUnder } from '../../../store/accounts.ts'
import { findAgency, findAgencyByName } from '../../../store/agencies.ts'
import { findSections } from '../../../store/sections.ts'
import { storable } from '../../../store/storable.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import type { FieldProblems } from '../../fields.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { sectionRoutes } from '../sections/routes.tsx'
import { personAt } from '../session.ts'
import { PeoplePage, type PeopleProps } from './page.tsx'
import { personRoutes } from './person-routes.tsx'

const pageSize = 100

const doneSays = { removed: '人员已移除。' } as const
const query = z.object({
  page: queryFields.page,
  done: queryFields.oneOf(Object.keys(doneSays) as (keyof typeof doneSays)[]),
})

const shownAt = ({ agencyId, ...others }: PersonProblems): FieldProblems => ({
  ...others,
  ...(agencyId !== undefined && { agency: agencyId }),
})

/** No body has this number. */
const nobody = 0

type Extra = Partial<Pick<PeopleProps, 'values' | 'problems' | 'made' | 'done' | 'refusal' | 'page'>>

/** The people of a body and of those below it. */
export function peopleRoutes(services: Services): Hono<Env> {
  const { db } = services
  const peoplePage = async (c: Ctx, extra: Extra, status: 200 | 400 | 403 | 409 | 429 = 200) => {
    const person = personAt(c)
    const { page = 1 } = extra
    const { people, total } = await findPeopleUnder(db, person.agencyId, { size: pageSize, number: page })
    const agency = await findAgency(db, person.agencyId)
    const sections = (await findSections(db, person.agencyId)).filter(({ isClosed }) => !isClosed)
    const all = {
      c,
      person,
      people,
      sections: sections.map(({ name }) => name),
      pages: Math.ceil(total / pageSize),
      problems: {},
      values: { agency: agency?.name ?? '' },
    }
    return show(c, <PeoplePage {...all} {...extra} page={page} />, status)
  }

  const refused = (c: Ctx, { code, says }: { readonly code: string; readonly says: string }) =>
    peoplePage(c, { refusal: says }, code === 'not-your-role' ? 403 : 409)

  return new Hono<Env>()
    .get(paths.people, (c) => {
      const asked = query.safeParse(c.req.query())
      if (!asked.success) return errorPage(c, 400)
      const { page, done } = asked.data
      return peoplePage(c, { page, ...(done && { done: doneSays[done] }) })
    })
    .post(paths.people, async (c) => {
      const { login = '', displayName = '', role = '', section = '', agency = '' } = await submittedFields(c)
      const agencyId = (await findAgencyByName(db, storable(plainName(agency))))?.id ?? nobody
      const answer = await addPerson(services, personAt(c), { login, displayName, role, section, agencyId })
      if (answer.ok) return peoplePage(c, { made: answer.made })
      if (answer.code === 'refused') return refused(c, answer.refusal)
      return peoplePage(
        c,
        { values: { login, displayName, role, section, agency }, problems: shownAt(answer.problems) },
        400,
      )
    })
    .post(patterns.personPassword, async (c) => {
      const answer = await resetPassword(services, personAt(c), Number(c.req.param('id')))
      if (answer.ok) return peoplePage(c, { made: answer.made })
      return answer.code === 'unknown' ? errorPage(c, 404) : refused(c, answer.refusal)
    })
    .post(patterns.personRemoval, async (c) => {
      const answer = await removePerson(services, personAt(c), Number(c.req.param('id')))
      if (answer.ok) return c.redirect(pathWith(paths.people, { done: 'removed' }), 303)
      return answer.code === 'unknown' ? errorPage(c, 404) : refused(c, answer.refusal)
    })
    .route('/', sectionRoutes(services))
    .route('/', personRoutes(services))
}
