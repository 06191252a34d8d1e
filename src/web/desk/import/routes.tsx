import { Hono } from 'hono'
import { z } from 'zod'
import type { Services } from '../../../app/services.ts'
import { type BatchKey, countFiles, filesIn, findRecentBatches, plainForm } from '../../../store/import-batches.ts'
import { findDrafts, findImportFile, findImportFiles, findUnmatchedNames } from '../../../store/import-files.ts'
import type { Ctx, Env } from '../../context.ts'
import { errorPage } from '../../errors.tsx'
import { show } from '../../layout.tsx'
import { paths, patterns } from '../../paths.ts'
import { mostFiles, mostMegabytes } from '../../uploads.ts'
import { queryFields } from '../query-fields.ts'
import { personAt } from '../session.ts'
import { batchAt } from './batch-at.ts'
import { BatchPage } from './batch-page.tsx'
import { fileRoutes } from './file-routes.tsx'
import { type Brought, receiveInto, Stopping } from './receive.ts'
import { StartPage } from './start-page.tsx'
import { mostTogether, togetherRoutes } from './together-routes.tsx'
import { fileWords, states } from './words.ts'

const listQuery = z.object({ state: queryFields.oneOf(states), page: queryFields.page })

const pageSize = 100
const recentBatches = 20

/** What was sent and not taken, a sentence each. */
function leftOut({ received: { whole, tooLarge, tooMany } }: Brought): readonly string[] {
  return [
    ...tooLarge.map((name) => `“${name}”超过 ${mostMegabytes} MB，没有接收；请拆分或另存后再传。`),
    ...(tooMany ? [`一次最多接收 ${mostFiles} 份，超出的没有接收，请分几次上传。`] : []),
    ...(whole ? [] : ['上传没有传完，最后一份没有收到。']),
  ]
}

/** Where files are brought in, and what became of them. */
export function importRoutes(services: Services): Hono<Env> {
  const { db, randomBytes } = services
  const app = new Hono<Env>()
  const wantsData = (c: Ctx) => c.req.header('accept') === 'application/json'

  async function startPage(c: Ctx, refusal?: string, status: 200 | 400 | 503 = 200) {
    const key = Buffer.from(randomBytes(16)).toString('hex')
    const batches = await findRecentBatches(db, personAt(c).agencyId, recentBatches)
    const about = { batchKey: key, plainKey: plainForm + key, batches, ...(refusal !== undefined && { refusal }) }
    return show(c, <StartPage c={c} {...about} />, status)
  }

  async function batchPage(c: Ctx, key: BatchKey, notices: readonly string[] = []) {
    const batch = await batchAt(services, c, key.id)
    const asked = listQuery.safeParse(c.req.method === 'GET' ? c.req.query() : {})
    if (!batch || !asked.success) return errorPage(c, batch ? 400 : 404)
    const { state, page } = asked.data
    const counts = (await countFiles(db, batch.agencyId, [batch.id])).get(batch.id)
    if (!counts) throw new Error('A batch has no counts')
    const total = state ? counts[state] : filesIn(counts)
    const [files, sound, names] = await Promise.all([
      findImportFiles(db, batch, { ...(state && { state }), size: pageSize, number: page }),
      findDrafts(db, batch, { sound: true, most: mostTogether }),
      findUnmatchedNames(db, batch),
    ])
    const sums = { sound: sound.length, names: names.length, pages: Math.ceil(total / pageSize) }
    return show(c, <BatchPage c={c} {...{ batch, counts, files, state, page, notices }} {...sums} />)
  }

  /** For the script, which sends one file at a time. */
  async function answerWithData(c: Ctx, brought: Brought) {
    const { batch, files, received } = brought
    const [id] = files
    const line = batch && id !== undefined && (await findImportFile(db, { batch, id }))
    if (received.tooLarge.length > 0) return c.json({ says: leftOut(brought)[0] }, 413)
    if (!line) return c.json({ says: '没有收到文件，请重试。' }, 400)
    return c.json({ ...fileWords(line, batch.id), batch: paths.importBatch(batch.id) })
  }

  app.get(paths.imports, (c) => startPage(c))
  app.post(paths.imports, async (c) => {
    let brought: Brought
    try {
      brought = await receiveInto(services, personAt(c), c.req.raw)
    } catch (error) {
      if (!(error instanceof Stopping)) throw error
      return wantsData(c) ? c.json({ says: error.message }, 503) : startPage(c, error.message, 503)
    }
    if (wantsData(c)) return answerWithData(c, brought)
    const notices = leftOut(brought)
    if (!brought.batch) return startPage(c, notices.join('') || '没有选择文件。请选择年度报告文件，再上传。', 400)
    return notices.length > 0
      ? batchPage(c, brought.batch, notices)
      : c.redirect(paths.importBatch(brought.batch.id), 303)
  })
  app.get(patterns.importBatch, (c) => batchPage(c, { agencyId: personAt(c).agencyId, id: Number(c.req.param('id')) }))
  app.route('/', fileRoutes(services))
  app.route('/', togetherRoutes(services))
  return app
}
