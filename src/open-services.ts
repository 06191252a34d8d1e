import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Mailer } from './app/mail/mailer.ts'
import { createOutbox } from './app/mail/outbox.ts'
import { createSmtpMailer } from './app/mail/smtp-mailer.ts'
import { createReaders } from './app/reading/readers.ts'
import type { StartWorker } from './app/reading/thread.ts'
import { clamd } from './app/scanner.ts'
import type { Services } from './app/services.ts'
import type { Config } from './config.ts'
import { openApplicationPool } from './open-application-pool.ts'
import { openRasteriser } from './rasterising.ts'
import { loadCalendarFiles } from './store/calendar-files.ts'
import { loadClockRules } from './store/clock-rules.ts'
import { type DatabaseAddress, ensureOwnDatabase, openDatabase, probeServer } from './store/database.ts'
import { loadDisputeRules } from './store/dispute-rules.ts'
import { loadOutcomeRows } from './store/outcome-rows.ts'
import { startPostgres } from './store/postgres/server.ts'
import { loadFeeRules } from './store/processing-fee.ts'
import { loadReportForms } from './store/report-forms.ts'
import { openSeals } from './store/seal-keys.ts'
import { loadSubmissionDeadlines } from './store/submission-deadlines.ts'
import { createCalendars } from './store/work-calendars.ts'
import { openTypesetter } from './typesetting.ts'

/** What only main.ts may touch. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  readonly randomBytes: (size: number) => Uint8Array
  /** Folder of the installed project. */
  readonly root: string
  readonly startWorker: StartWorker
  /** Processor cores that may be used, at least 1. */
  readonly cores: number
}

/** A start under way. */
export interface Start<Around extends Surroundings = Surroundings> {
  readonly around: Around
  readonly config: Config
  /** Data folder. */
  readonly place: string
  readonly log: Logger
  /** Ends what has been started, in the opposite order. */
  readonly started: (() => Promise<void>)[]
}

interface Reachable {
  readonly address: DatabaseAddress
  /** Settles, with the sentence for the operator, when our own server has ended. */
  readonly lost?: Promise<string>
}

/** The database of the settings; the one that comes with the program is started. */
export async function reachDatabase({ config, place, started }: Start): Promise<Reachable> {
  if (config.databaseUrl !== undefined) {
    await probeServer(config.databaseUrl)
    if (config.databaseOwnerUrl !== undefined) await probeServer(config.databaseOwnerUrl, 'DATABASE_OWNER_URL')
    return { address: config.databaseUrl }
  }
  const server = await startPostgres(place)
  started.push(server.stop)
  await ensureOwnDatabase(server.socket)
  const sentence = '自带的数据库意外退出，网站随之停止。原因见数据目录中的 postgres.log；重新启动即可恢复。'
  return { address: server.socket, lost: server.ended.then(() => sentence) }
}

/** Over the server of the settings, or into a folder of the data. */
function openMailer({ config, place }: Start): Mailer {
  const { mail, mailFrom = 'gongkai@localhost' } = config
  if (mail !== undefined) return createSmtpMailer({ url: mail, from: mailFrom })
  return createOutbox({ folder: join(place, 'outbox'), from: mailFrom })
}

/** Brings the database up to date and makes what the verbs need. */
export async function openServices(start: Start, address: DatabaseAddress) {
  const { around, config, place, log, started } = start
  const pool = await openApplicationPool(start, address)
  const forms = await loadReportForms(join(around.root, 'data/report-forms'))
  const deadlines = await loadSubmissionDeadlines(join(around.root, 'data/submission-deadlines.json'))
  const { now, randomBytes, root, startWorker, cores } = around
  const db = openDatabase(pool)
  const calendars = createCalendars({ db, now, ...(await loadCalendarFiles(join(root, 'data'))) })
  const clockRules = await loadClockRules(join(root, 'data/clock.json'))
  const feeRules = await loadFeeRules(join(root, 'data/processing-fee.json'))
  const disputeRules = await loadDisputeRules(join(root, 'data/disputes.json'))
  const outcomeRows = await loadOutcomeRows(join(root, 'data/outcome-rows.json'), forms)
  const keyFile = config.keyFile === undefined ? join(place, 'keys.json') : resolve(root, config.keyFile)
  const seals = await openSeals(db, { path: keyFile, randomBytes, now, alone: config.databaseUrl === undefined })
  const readers = createReaders({ startWorker, forms, threads: cores, log })
  started.push(readers.close)
  const typeset = await openTypesetter(root, config.fontFolder)
  started.push(typeset.close)
  const raster = await openRasteriser(root, config.fontFolder)
  started.push(raster.close)
  const mailer = openMailer(start)
  const { publicUrl, scanner } = config
  const made = { calendars, clockRules, feeRules, disputeRules, outcomeRows, readers, typeset, raster, seals, keyFile }
  const optional = { ...(publicUrl !== undefined && { publicUrl }), ...(scanner && { scanner: clamd(scanner) }) }
  const about = { mailer, ...optional }
  const services: Services = { db, forms, deadlines, log, ...made, ...about, now, randomBytes, root }
  return { services, pool }
}

/** Ends in the opposite order of the start, each part even if another one fails. */
export async function endAll({ started, log }: Start): Promise<void> {
  for (const stop of started.reverse()) {
    await stop().catch((error: Error) => log.error({ error: error.message }, 'stopping failed'))
  }
}
