import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Kysely } from 'kysely'
import { createOutbox } from '../src/app/mail/outbox.ts'
import { createReaders } from '../src/app/reading/readers.ts'
import type { Services } from '../src/app/services.ts'
import { createRasteriser } from '../src/formats/redaction/rasteriser.ts'
import { startRasterProcess } from '../src/formats/redaction/start-raster.ts'
import { startTypesettingProcess } from '../src/formats/typeset/start-process.ts'
import { createTypesetter } from '../src/formats/typeset/typesetter.ts'
import { createLog } from '../src/log.ts'
import { loadCalendarFiles } from '../src/store/calendar-files.ts'
import { loadClockRules } from '../src/store/clock-rules.ts'
import { loadDisputeRules } from '../src/store/dispute-rules.ts'
import { keysOf, newChest } from '../src/store/key-file.ts'
import { loadOutcomeRows } from '../src/store/outcome-rows.ts'
import { loadFeeRules } from '../src/store/processing-fee.ts'
import { loadReportForms } from '../src/store/report-forms.ts'
import type { Database } from '../src/store/schema.ts'
import { createSeals } from '../src/store/seals.ts'
import { loadSubmissionDeadlines } from '../src/store/submission-deadlines.ts'
import { createCalendars } from '../src/store/work-calendars.ts'

/** What the verbs need, on a database; threads and processes of the built program start when they are first wanted. */
export async function servicesOn(root: string, db: Kysely<Database>): Promise<Services> {
  const log = createLog('silent', { write: () => undefined })
  const forms = await loadReportForms(join(root, 'data/report-forms'))
  const deadlines = await loadSubmissionDeadlines(join(root, 'data/submission-deadlines.json'))
  const readers = createReaders({
    startWorker: (task, data, limits) =>
      new Worker(join(root, 'dist/main.js'), { workerData: { ...data, task }, resourceLimits: limits }),
    forms,
    threads: 2,
    log,
  })
  const typeset = createTypesetter({ start: () => startTypesettingProcess({ root }) })
  const raster = createRasteriser({ start: () => startRasterProcess({ root }) })
  const now = () => new Date()
  const keys = keysOf(newChest(randomBytes, now()))
  const seals = createSeals(() => keys, randomBytes)
  const calendars = createCalendars({ db, now, ...(await loadCalendarFiles(join(root, 'data'))) })
  const clockRules = await loadClockRules(join(root, 'data/clock.json'))
  const feeRules = await loadFeeRules(join(root, 'data/processing-fee.json'))
  const disputeRules = await loadDisputeRules(join(root, 'data/disputes.json'))
  const outcomeRows = await loadOutcomeRows(join(root, 'data/outcome-rows.json'), forms)
  const law = { calendars, clockRules, feeRules, disputeRules, outcomeRows }
  const keyFile = join(root, 'keys.json')
  const mailer = createOutbox({ folder: join(root, 'outbox'), from: 'gongkai@localhost' })
  return { db, forms, deadlines, ...law, log, raster, readers, typeset, mailer, seals, keyFile, now, randomBytes, root }
}
