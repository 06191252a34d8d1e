import { Hono } from 'hono'
import type { Services } from '../../../app/services.ts'
import { setOffice } from '../../../app/set-office.ts'
import { mayTo } from '../../../app/standing.ts'
import { type DisclosureOffice, findOffice, noOffice } from '../../../store/disclosure-offices.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { findAskedBody } from '../asked-body.ts'
import { pathWith } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { OfficePage } from './page.tsx'

/** What was typed; what the form does not hold is empty. */
const readOffice = (fields: Readonly<Record<string, string>>): DisclosureOffice =>
  Object.fromEntries(Object.keys(noOffice).map((name) => [name, fields[name] ?? ''])) as unknown as DisclosureOffice

/** The office that handles a body's requests, as its letters name it. */
export function officeRoutes(services: Services): Hono<Env> {
  const asked = async (c: Ctx, agency = '') => {
    if (!/^\d{0,15}$/.test(agency)) return undefined
    const found = await findAskedBody(services, personAt(c), agency === '' ? undefined : Number(agency))
    return found && mayTo(personAt(c), 'set-office', found) === true ? found : undefined
  }
  return new Hono<Env>()
    .get(paths.office, async (c) => {
      const found = await asked(c, c.req.query('agency'))
      if (!found) return errorPage(c, 404)
      const values = { ...(await findOffice(services.db, found.agency.id)) }
      const isSaved = c.req.query('done') === 'saved'
      return show(c, <OfficePage c={c} agency={found.agency} values={values} problems={{}} isSaved={isSaved} />)
    })
    .post(paths.office, async (c) => {
      const fields = await submittedFields(c)
      const found = await asked(c, fields.agency)
      if (!found) return errorPage(c, 404)
      const target = { agencyId: found.agency.id, isBelow: found.standing === 'superior' }
      const set = await setOffice(services, personAt(c), target, readOffice(fields))
      if (set.ok) return c.redirect(pathWith(paths.office, { agency: found.agency.id, done: 'saved' }), 303)
      if (set.code === 'refused') return errorPage(c, 404)
      const page = { c, agency: found.agency, values: fields, problems: set.problems, isSaved: false }
      return show(c, <OfficePage {...page} />, 400)
    })
}
