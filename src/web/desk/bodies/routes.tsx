import { Hono } from 'hono'
import { z } from 'zod'
import { addBody, type BodyProblems } from '../../../app/add-body.ts'
import { changeBody } from '../../../app/change-body.ts'
import type { Services } from '../../../app/services.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { plainName } from '../../../domain/agency/match-body.ts'
import { findAgenciesUnder, findAgency, findAgencyByName } from '../../../store/agencies.ts'
import { storable } from '../../../store/storable.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import type { FieldProblems } from '../../fields.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { findAskedBody } from '../asked-body.ts'
import { pathWith, queryFields } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { BodyPage, type BodyValues, NewBodyPage } from './body-page.tsx'
import { closingRoutes } from './closing.tsx'
import { BodiesPage } from './list-page.tsx'

const pageSize = 100

const { words, id, page, oneOf } = queryFields
const listQuery = z.object({ q: words, page, done: oneOf(['added', 'changed']) })
const newQuery = z.object({ superior: id })

const doneSays = { added: '机关已增加。', changed: '已保存。' } as const

/** Above its field stands what is wrong with the body chosen by it. */
const shownAt = ({ superiorId, ...others }: BodyProblems): FieldProblems => ({
  ...others,
  ...(superiorId !== undefined && { superior: superiorId }),
})

/** No body has this number. */
const nobody = 0

/** The tree of bodies at the desk: list, new body, change of a body. */
export function bodyRoutes(services: Services): Hono<Env> {
  const { db } = services

  const named = async (name = ''): Promise<number> =>
    (await findAgencyByName(db, storable(plainName(name))))?.id ?? nobody

  const valuesOf = async ({ shortName, region, kind, parentId }: Agency): Promise<BodyValues> => {
    const superior = parentId === null ? undefined : await findAgency(db, parentId)
    return { shortName, region, kind, superior: superior?.name ?? '' }
  }

  const asked = (c: Ctx) => findAskedBody(services, personAt(c), Number(c.req.param('id')))

  return new Hono<Env>()
    .route('/', closingRoutes(services))
    .get(paths.bodies, async (c) => {
      const query = listQuery.safeParse(c.req.query())
      if (!query.success) return errorPage(c, 400)
      const { q, page: number, done } = query.data
      const filter = { agencyId: personAt(c).agencyId, words: q.split(/[\s，、]+/).filter((word) => word !== '') }
      const { agencies, total } = await findAgenciesUnder(db, filter, { size: pageSize, number })
      if (agencies.length === 0 && number > 1) return c.redirect(pathWith(paths.bodies, { q }))
      const pages = Math.ceil(total / pageSize)
      const says = done && doneSays[done]
      return show(c, <BodiesPage c={c} query={{ q, page: number }} {...{ agencies, total, pages }} done={says} />)
    })
    .get(paths.newBody, async (c) => {
      const query = newQuery.safeParse(c.req.query())
      if (!query.success) return errorPage(c, 400)
      const above = await findAskedBody(services, personAt(c), query.data.superior)
      if (!above) return errorPage(c, 404)
      const values = { superior: above.agency.name, region: above.agency.region }
      return show(c, <NewBodyPage c={c} values={values} problems={{}} />)
    })
    .post(paths.newBody, async (c) => {
      const values = await submittedFields(c)
      const { name = '', shortName = '', region = '', kind = '', superior } = values
      const body = { name, shortName, region, kind, superiorId: await named(superior) }
      const answer = await addBody(services, personAt(c), body)
      if (answer.ok) return c.redirect(pathWith(paths.bodies, { q: plainName(name).slice(0, 100), done: 'added' }), 303)
      return show(c, <NewBodyPage c={c} values={values} problems={shownAt(answer.problems)} />, 400)
    })
    .get(patterns.deskBody, async (c) => {
      const found = await asked(c)
      if (!found) return errorPage(c, 404)
      const { agency, standing } = found
      const values = await valuesOf(agency)
      return show(c, <BodyPage c={c} agency={agency} movable={standing === 'superior'} values={values} problems={{}} />)
    })
    .post(patterns.deskBody, async (c) => {
      const found = await asked(c)
      if (!found) return errorPage(c, 404)
      const { agency, standing } = found
      const values = await submittedFields(c)
      const { shortName = '', region = '', kind = '', superior } = values
      const change = { shortName, region, kind, superiorId: await named(superior) }
      const answer = await changeBody(services, personAt(c), agency.id, change)
      if (answer.ok) return c.redirect(pathWith(paths.bodies, { q: agency.name.slice(0, 100), done: 'changed' }), 303)
      if (answer.code === 'unknown') return errorPage(c, 404)
      const page = { c, agency, movable: standing === 'superior', values, problems: shownAt(answer.problems) }
      return show(c, <BodyPage {...page} />, 400)
    })
}
