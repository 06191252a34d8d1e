import { Hono } from 'hono'
import { lookFor } from '../../../app/look.ts'
import { registerRequest } from '../../../app/register-request.ts'
import type { Services } from '../../../app/services.ts'
import type { Look } from '../../../domain/request/look.ts'
import { findAgency } from '../../../store/agencies.ts'
import { isEntered } from '../../../store/request-entries.ts'
import { findSections } from '../../../store/sections.ts'
import type { Ctx, Env } from '../../context.ts'
import { show } from '../../layout.tsx'
import { paths } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { personAt } from '../session.ts'
import { EntryPage, type EntryProps } from './entry-page.tsx'
import { entryWarnings, type Warning } from './entry-warnings.ts'
import { deliveryWishes, type Fields, media, readEntry } from './read-entry.ts'

/** What a new form begins with. */
const usual = ({ today }: Look): Fields => ({
  kind: 'disclosure',
  channel: 'counter',
  submittedOn: today,
  applicantType: 'natural-person',
  identityKind: '居民身份证',
  medium: media[0],
  delivery: deliveryWishes[0],
})

/** Whether the person has seen all of the warnings and sends the form all the same. */
const hasSeen = (warnings: readonly Warning[], seen = '') =>
  warnings.every(({ code }) => seen.split(' ').includes(code))

/** The form by which staff enter a request. */
export function entryRoutes(services: Services): Hono<Env> {
  const { db, randomBytes } = services
  const newKey = () => Buffer.from(randomBytes(16)).toString('hex')

  const lookOf = async (c: Ctx): Promise<Look> => {
    const agency = await findAgency(db, personAt(c).agencyId)
    if (!agency) throw new Error('The account of a session has no body')
    return lookFor(services, agency)
  }

  const page = async (c: Ctx, values: Fields, extra: Partial<EntryProps> = {}, status: 200 | 400 | 409 = 200) => {
    const { agencyId } = personAt(c)
    const sections = await findSections(db, agencyId)
    const entryKey = /^[\da-f]{32}$/.test(values.entryKey ?? '') ? (values.entryKey as string) : newKey()
    const begin = { c, agencyId, values, sections, entryKey, problems: {}, warnings: [], refusals: [] }
    return show(c, <EntryPage {...begin} {...extra} />, status)
  }

  return new Hono<Env>()
    .get(paths.newRequest, async (c) => page(c, usual(await lookOf(c))))
    .post(paths.newRequest, async (c) => {
      const person = personAt(c)
      const { agencyId } = person
      const fields = await submittedFields(c)
      const look = await lookOf(c)
      const read = readEntry(fields, look.today, await findSections(db, agencyId))
      if (!read.ok) return page(c, fields, { problems: read.problems }, 400)
      const { entered, section } = read
      const key = fields.entryKey ?? ''
      const warnings = await entryWarnings({ services, agencyId, entered, look })
      // Sent once more, the form finds its own request alike: it leads there without asking.
      const asks = !hasSeen(warnings, fields.seen) && !(await isEntered(db, { agencyId, key }))
      if (asks) return page(c, fields, { warnings })
      const assigned = section && { sectionId: section.id, section: section.name, accountId: null, handler: '' }
      const registered = await registerRequest(services, person, {
        ...entered,
        ...(assigned && { assigned }),
        ...(/^[\da-f]{32}$/.test(key) && { entryKey: key }),
      })
      if (!registered.ok) return page(c, fields, { refusals: registered.refusals }, 409)
      return c.redirect(`${paths.request(agencyId, registered.id)}?done=registered`, 303)
    })
}
