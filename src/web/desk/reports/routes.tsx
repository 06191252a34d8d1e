import { Hono } from 'hono'
import type { Services } from '../../../app/services.ts'
import { formCell } from '../../../domain/report/checks/labels.ts'
import { refusal } from '../../../formats/refusal.ts'
import { countDeskReports, findDeskReports, mostCounted } from '../../../store/desk-lists.ts'
import { findSourceBytes } from '../../../store/report-sources.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns, readReportKey } from '../../paths.ts'
import { submittedFields } from '../../submitted.ts'
import { bringsFiles, receiveFiles } from '../../uploads.ts'
import { sendFile } from '../send-file.ts'
import { personAt } from '../session.ts'
import { type Attempt, isVerb, type Tried, type Verb } from './attempt.ts'
import { doVerb, type Posted } from './do-verb.ts'
import { readDone } from './done.ts'
import { isDoneTwice } from './done-twice.ts'
import { GonePage } from './gone.tsx'
import { VerificationPage } from './page.tsx'
import { findNext, findVerification, type Verification } from './verification.ts'
import { pathAfter, queueOf } from './way-on.ts'
import { WorklistPage } from './worklist.tsx'
import { readWorklistQuery, toDeskFilter, worklistPath } from './worklist-query.ts'

const pageSize = 20

/** The worklist of reports and the page on which one is verified. */
export function deskReportRoutes(services: Services): Hono<Env> {
  const { db } = services
  const found = (c: Ctx) => {
    const key = readReportKey(c.req.param('key') ?? '')
    return key ? findVerification(services, personAt(c), key) : undefined
  }

  return new Hono<Env>()
    .get(paths.deskReports, async (c) => {
      const query = readWorklistQuery(c.req.query())
      if (!query) return errorPage(c, 400)
      const filter = toDeskFilter(personAt(c).agencyId, query)
      const asked = { order: query.sort, size: pageSize, number: query.page }
      if (query.page > mostCounted / pageSize) return errorPage(c, 400)
      const [counts, reports] = await Promise.all([countDeskReports(db, filter), findDeskReports(db, filter, asked)])
      const total = counts[query.group ?? 'all']
      const pages = Math.ceil(total / pageSize)
      if (total > 0 && query.page > pages) return c.redirect(worklistPath({ ...query, page: pages }))
      return show(c, <WorklistPage {...{ c, query, counts, reports, pages }} />)
    })
    .get(patterns.deskReport, async (c) => {
      const all = await found(c)
      if (!all) return errorPage(c, 404)
      const done = readDone(c.req.query('done'))
      const queue = queueOf(all.report.status, done)
      const next = queue && (await findNext(services, personAt(c), all, queue))
      const page = { c, all, cell: cellAsked(all, c.req.query('cell')), done, queue: queue ?? 'draft', next } as const
      return show(c, <VerificationPage {...page} />)
    })
    .get(patterns.deskReportFile, async (c) => {
      const all = await found(c)
      const bytes = all && (await findSourceBytes(db, all.report))
      if (!all || !bytes) return errorPage(c, 404)
      // Whatever it is, it is not shown as a page of ours.
      return sendFile(c, all.report.source.fileName, 'application/octet-stream', new Uint8Array(bytes))
    })
    .post(patterns.deskReportVerb, async (c) => {
      const verb = c.req.param('verb')
      if (!isVerb(verb)) return errorPage(c, 404)
      const posted = await postedTo(c, verb)
      const all = await found(c)
      if (!all) return show(c, <GonePage c={c} fields={posted.fields} />, 404)
      const version = Number(posted.fields.version)
      const { agency, year } = all.report
      const target = { agencyId: agency.id, year, version: Number.isSafeInteger(version) ? version : 0 }
      const tried = await doVerb({ services, person: personAt(c), target, all }, verb, posted)
      if (tried.ok) return c.redirect(pathAfter(all, verb, posted.fields), 303)
      return answerTo(services, c, tried, { verb, fields: posted.fields })
    })
}

function cellAsked({ form }: Verification, cell: string | undefined): string | undefined {
  return cell !== undefined && formCell(form, cell) ? cell : undefined
}

async function postedTo(c: Ctx, verb: Verb): Promise<Posted> {
  if (verb !== 'replace-file' || !bringsFiles(c)) return { fields: await submittedFields(c) }
  const files: Posted['file'][] = []
  const received = await receiveFiles(c.req.raw, {
    each: async (file) => {
      files.push(file)
    },
    limits: { files: 1 },
  })
  const trouble = received.tooLarge.length > 0 ? refusal('too-large').message : undefined
  const broken = received.whole ? undefined : '文件没有传完，请检查网络后重新选择。'
  return { fields: received.fields, file: broken ? undefined : files[0], trouble: trouble ?? broken }
}

/** The page as the report is now, with what was typed and why it was not done. */
async function answerTo(
  services: Services,
  c: Ctx,
  tried: Exclude<Tried, { ok: true }>,
  { verb, fields }: Pick<Attempt, 'verb' | 'fields'>,
) {
  const person = personAt(c)
  const key = readReportKey(c.req.param('key') ?? '')
  const all = key && tried.code !== 'unknown' ? await findVerification(services, person, key) : undefined
  if (!all || tried.code === 'unknown') return show(c, <GonePage c={c} fields={fields} />, 404)
  const attempt: Attempt = { verb, fields, outcome: outcomeOf(tried, all, fields) }
  const { outcome } = attempt
  if (outcome.code === 'changed' && isDoneTwice(outcome.since, person.displayName, attempt, all))
    return c.redirect(pathAfter(all, verb, fields), 303)
  const queue = queueOf(all.report.status, undefined)
  const next = queue && (await findNext(services, person, all, queue))
  const page = { c, all, cell: cellAsked(all, fields.cell), attempt, queue: queue ?? 'draft', next } as const
  return show(c, <VerificationPage {...page} />, tried.code === 'invalid' ? 400 : 409)
}

/** What has changed is told from the last entry of the trail that the person saw: versions grow by checks too. */
function outcomeOf(
  tried: Exclude<Tried, { ok: true } | { code: 'unknown' }>,
  { trail }: Verification,
  { seen }: Attempt['fields'],
): Attempt['outcome'] {
  if (tried.code !== 'changed') return tried
  const last = Number(seen)
  return { code: 'changed', since: Number.isSafeInteger(last) ? trail.filter(({ id }) => id > last) : trail }
}
