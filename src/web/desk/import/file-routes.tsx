import { Hono } from 'hono'
import { addBody, clean } from '../../../app/add-body.ts'
import type { Services } from '../../../app/services.ts'
import { discardFile, replaceByFile, settleFile, yearRefusal } from '../../../app/settle-file.ts'
import type { Agency } from '../../../domain/agency/agency.ts'
import { coreName } from '../../../domain/agency/match-body.ts'
import { proposeBody } from '../../../domain/agency/propose-body.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { findAgency, findAgencyByName } from '../../../store/agencies.ts'
import { findNamedAlike, searchAgencies } from '../../../store/agency-names.ts'
import type { ImportBatch } from '../../../store/import-batches.ts'
import { findImportFile, type ImportFileLine } from '../../../store/import-files.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import type { FieldProblems } from '../../fields.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { queryFields } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { batchAt } from './batch-at.ts'
import { FilePage, type FilePageProps } from './file-page.tsx'
import { waitingStates } from './words.ts'

type Fields = Readonly<Record<string, string>>

interface Place {
  readonly batch: ImportBatch
  readonly file: ImportFileLine
}

/** What is to be said on the page after something was not done. */
interface Undone {
  readonly fields: Fields
  readonly refusal?: string
  readonly problems?: FieldProblems
}

const mostBodies = 20

/** A year as typed; null where none was, NaN where it is no year. */
const yearIn = ({ year = '' }: Fields): number | null =>
  year.trim() === '' ? null : Number(/^\d{4}$/.test(year.trim()) ? year.trim() : Number.NaN)

/** Others have settled the file meanwhile; its batch says what became of it. */
const isSettled = ({ code }: Refusal) => code === 'settled-already'

const undoneBy = ({ code, says }: Refusal, fields: Fields): Undone =>
  code.startsWith('year') ? { fields, problems: { year: says } } : { fields, refusal: says }

/** The page of one file that waits for a person. */
export function fileRoutes(services: Services): Hono<Env> {
  const { db } = services
  const app = new Hono<Env>()

  async function placeAt(c: Ctx): Promise<Place | undefined> {
    const batch = await batchAt(services, c)
    const file = batch && (await findImportFile(db, { batch, id: Number(c.req.param('file')) }))
    return batch && file && { batch, file }
  }

  /** Bodies that are found by the words, or that the report's name might mean. */
  async function bodiesFor(agencyId: number, search: string, named: string | null): Promise<readonly Agency[]> {
    const words = search.split(/\s+/).filter(Boolean).slice(0, 5)
    if (words.length > 0) return searchAgencies(db, agencyId, words, mostBodies)
    if (named === null || coreName(named) === '') return searchAgencies(db, agencyId, [], mostBodies)
    const alike = await findNamedAlike(db, agencyId, named)
    return alike.length > 0 ? alike.slice(0, mostBodies) : searchAgencies(db, agencyId, [coreName(named)], mostBodies)
  }

  async function filePage(c: Ctx, { batch, file }: Place, undone: Undone = { fields: {} }) {
    const own = await findAgency(db, batch.agencyId)
    if (!own) throw new Error('The account of a session has no body')
    const asked = queryFields.words.safeParse(c.req.query('q'))
    const search = asked.success ? asked.data : ''
    const { fields, refusal, problems = {} } = undone
    const {
      name,
      shortName,
      region,
      kind,
      superior = own.name,
    } = { ...proposeBody(file.bodyName ?? '', own), ...fields }
    const about: Omit<FilePageProps, 'c'> = {
      batchId: batch.id,
      file,
      bodies: await bodiesFor(own.id, search, file.bodyName),
      search,
      chosen: Number(fields.body) || undefined,
      year: fields.year ?? '',
      proposal: { name, shortName, region, kind, superior },
      problems,
      refusal,
    }
    return show(c, <FilePage c={c} {...about} />, refusal || Object.keys(problems).length > 0 ? 409 : 200)
  }

  async function settle({ batch, file }: Place, c: Ctx, fields: Fields): Promise<Undone | undefined> {
    const asked = { agencyId: Number(fields.body), year: yearIn(fields) }
    if (!Number.isSafeInteger(asked.agencyId)) return { fields, refusal: '请先选择一个机关。' }
    const settled = await settleFile(services, personAt(c), { batch, id: file.id }, asked)
    return settled.ok || isSettled(settled.refusal) ? undefined : undoneBy(settled.refusal, fields)
  }

  async function add(place: Place, c: Ctx, fields: Fields): Promise<Undone | undefined> {
    const person = personAt(c)
    const { name = '', shortName = '', region = '', kind = '', superior = '' } = fields
    const above = await findAgencyByName(db, clean(superior))
    const asked = { name, shortName, region, kind, superiorId: above?.id ?? 0 }
    // Asked before: else the body would be there and the form, filled in once more, would be refused.
    const wrongYear = yearRefusal(place.file, yearIn(fields), services.now())
    if (wrongYear) return { fields, problems: { 'year-of-new': wrongYear.says } }
    const added = await addBody(services, person, asked)
    if (!added.ok) {
      const { superiorId, ...problems } = added.problems
      return { fields, problems: { ...problems, ...(superiorId && { superior: superiorId }) } }
    }
    return settle(place, c, { ...fields, body: String(added.id) })
  }

  async function replace({ batch, file }: Place, c: Ctx, fields: Fields): Promise<Undone | undefined> {
    if (!file.report) return { fields, refusal: '那份报告已经不在了，请重新选择机关。' }
    const { agencyId, year } = file.report
    const target = { agencyId, year, version: Number(fields.version) }
    const acted = await replaceByFile(services, personAt(c), { batch, id: file.id }, target)
    if (acted.ok || (acted.code === 'refused' && isSettled(acted.refusal))) return undefined
    if (acted.code === 'refused') return { fields, refusal: acted.refusal.says }
    const changed = '那份报告刚刚有人改动过，没有替换。请先看看现在的内容，再决定是否替换。'
    return { fields, refusal: acted.code === 'changed' ? changed : '那份报告已经不在了，请重新选择机关。' }
  }

  async function discard({ batch, file }: Place): Promise<Undone | undefined> {
    await discardFile(services, { batch, id: file.id })
    return undefined
  }

  const verbs: Readonly<Record<string, (place: Place, c: Ctx, fields: Fields) => Promise<Undone | undefined>>> = {
    settle,
    add,
    replace,
    discard,
  }

  app.get(patterns.importFile, async (c) => {
    const place = await placeAt(c)
    if (!place) return errorPage(c, 404)
    return waitingStates.includes(place.file.state) ? filePage(c, place) : c.redirect(paths.importBatch(place.batch.id))
  })
  app.post(patterns.importFile, async (c) => {
    const place = await placeAt(c)
    if (!place) return errorPage(c, 404)
    const fields = await submittedFields(c)
    const verb = Object.hasOwn(verbs, fields.do ?? '') ? verbs[fields.do ?? ''] : undefined
    if (!verb) return errorPage(c, 400)
    const undone = await verb(place, c, fields)
    if (!undone) return c.redirect(paths.importBatch(place.batch.id), 303)
    return filePage(c, (await placeAt(c)) ?? place, undone)
  })
  return app
}
