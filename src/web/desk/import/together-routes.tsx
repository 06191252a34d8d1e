import { Hono } from 'hono'
import type { Services } from '../../../app/services.ts'
import { actOnDrafts, addBodyForFiles, discardWaiting, type ManyDone } from '../../../app/settle-batch.ts'
import { isAgencyKind } from '../../../domain/agency/agency.ts'
import { proposeBody } from '../../../domain/agency/propose-body.ts'
import { findAgency } from '../../../store/agencies.ts'
import type { ImportBatch } from '../../../store/import-batches.ts'
import { findDrafts, findUnmatchedNames, findWaitingIds } from '../../../store/import-files.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { personAt } from '../session.ts'
import { batchAt } from './batch-at.ts'
import { BodiesPage, type ProposedBody } from './bodies-page.tsx'
import { ConfirmationPage, DonePage, RemovalPage } from './together-pages.tsx'

/** Drafts that are confirmed or discarded in one go. */
export const mostTogether = 200

/** Bodies on one page: a form of more would be too large. */
const mostBodies = 40

const reportKey = /^(\d{1,15})-(\d{4})-(\d{1,9})$/

/** The reports that a form names, with the version in which the person saw each. */
async function meantReports(c: Ctx) {
  const { report = [] } = await c.req.parseBody({ all: true })
  return [report].flat().flatMap((value) => {
    const match = typeof value === 'string' ? reportKey.exec(value) : null
    if (!match) return []
    const [agencyId = 0, year = 0, version = 0] = match.slice(1).map(Number)
    return [{ agencyId, year, version }]
  })
}

function manySay({ done, left, reasons }: ManyDone, did: string): readonly string[] {
  return [`${did} ${done} 份。`, ...(left > 0 ? [`${left} 份没有办成：`, ...reasons] : [])]
}

/** What is done with many files of a batch at once, each asked before. */
export function togetherRoutes(services: Services): Hono<Env> {
  const { db } = services
  const app = new Hono<Env>()
  const draftsOf = (batch: ImportBatch, sound: boolean) => findDrafts(db, batch, { sound, most: mostTogether })

  app.get(patterns.importConfirmation, async (c) => {
    const batch = await batchAt(services, c)
    if (!batch) return errorPage(c, 404)
    const drafts = await draftsOf(batch, true)
    if (drafts.length === 0) return c.redirect(paths.importBatch(batch.id))
    return show(c, <ConfirmationPage c={c} batchId={batch.id} drafts={drafts} />)
  })
  app.post(patterns.importConfirmation, async (c) => {
    const batch = await batchAt(services, c)
    if (!batch) return errorPage(c, 404)
    const done = await actOnDrafts(services, personAt(c), await meantReports(c), 'confirm')
    return show(c, <DonePage c={c} batchId={batch.id} says={manySay(done, '已确认并公开')} />)
  })

  app.get(patterns.importRemoval, async (c) => {
    const batch = await batchAt(services, c)
    if (!batch) return errorPage(c, 404)
    const waiting = await findWaitingIds(db, batch)
    const drafts = await draftsOf(batch, false)
    return show(c, <RemovalPage c={c} batchId={batch.id} drafts={drafts} waiting={waiting.length} />)
  })
  app.post(patterns.importRemoval, async (c) => {
    const batch = await batchAt(services, c)
    if (!batch) return errorPage(c, 404)
    const { what } = await submittedFields(c)
    if (what === 'waiting') {
      const says = [`${await discardWaiting(services, batch)} 份文件不导入了。`]
      return show(c, <DonePage c={c} batchId={batch.id} says={says} />)
    }
    const done = await actOnDrafts(services, personAt(c), await meantReports(c), 'discard')
    return show(c, <DonePage c={c} batchId={batch.id} says={manySay(done, '已弃用草稿')} />)
  })

  async function bodiesPage(
    c: Ctx,
    batch: ImportBatch,
    typed: readonly ProposedBody[],
    notices: readonly string[] = [],
  ) {
    const own = await findAgency(db, batch.agencyId)
    if (!own) throw new Error('The account of a session has no body')
    const names = await findUnmatchedNames(db, batch)
    const bodies = names.slice(0, mostBodies).map(({ name, files }): ProposedBody => {
      const kept = typed.find(({ named }) => named === name)
      return kept ? { ...kept, files } : { named: name, files, add: true, ...proposeBody(name, own), problems: {} }
    })
    const more = names.length - bodies.length
    const failed = bodies.some(({ problems }) => Object.keys(problems).length > 0)
    const page = <BodiesPage c={c} batchId={batch.id} superior={own.name} {...{ bodies, more, notices }} />
    return show(c, page, failed ? 409 : 200)
  }

  app.get(patterns.importBodies, async (c) => {
    const batch = await batchAt(services, c)
    return batch ? bodiesPage(c, batch, []) : errorPage(c, 404)
  })
  app.post(patterns.importBodies, async (c) => {
    const batch = await batchAt(services, c)
    if (!batch) return errorPage(c, 404)
    const typed = typedBodies(await submittedFields(c))
    const notices: string[] = []
    const kept: ProposedBody[] = []
    for (const body of typed) {
      const made = body.add ? await addBodyForFiles(services, personAt(c), batch, body) : undefined
      if (made?.ok) notices.push(madeSays(made))
      else kept.push({ ...body, problems: made?.problems ?? {} })
    }
    if (kept.length === 0 && (await findUnmatchedNames(db, batch)).length === 0)
      return show(c, <DonePage c={c} batchId={batch.id} says={notices} />)
    return bodiesPage(c, batch, kept, notices)
  })
  return app
}

function madeSays({ named, drafts, left }: { readonly named: string; readonly drafts: number; readonly left: number }) {
  const rest = left > 0 ? `，${left} 份还要处理` : ''
  return `已新建“${named}”，存为草稿 ${drafts} 份${rest}。`
}

/** The bodies of a form as typed. */
function typedBodies(fields: Readonly<Record<string, string>>): readonly ProposedBody[] {
  return Array.from({ length: mostBodies }, (_, at) => at)
    .filter((at) => fields[`named-${at}`] !== undefined)
    .map((at) => {
      const field = (name: string) => fields[`${name}-${at}`] ?? ''
      const kind = isAgencyKind(field('kind')) ? field('kind') : 'other'
      const about = { name: field('name'), shortName: field('shortName'), region: field('region'), kind }
      return { named: field('named'), files: 0, add: field('add') === '1', ...about, problems: {} }
    })
}
