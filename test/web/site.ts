import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { createOutbox } from '../../src/app/mail/outbox.ts'
import { createReaders } from '../../src/app/reading/readers.ts'
import type { Services } from '../../src/app/services.ts'
import type { ReportForm } from '../../src/domain/report/form.ts'
import { createRasteriser } from '../../src/formats/redaction/rasteriser.ts'
import { startRasterProcess } from '../../src/formats/redaction/start-raster.ts'
import { startTypesettingProcess } from '../../src/formats/typeset/start-process.ts'
import { createTypesetter } from '../../src/formats/typeset/typesetter.ts'
import { createLog } from '../../src/log.ts'
import { loadCalendarFiles } from '../../src/store/calendar-files.ts'
import { loadClockRules } from '../../src/store/clock-rules.ts'
import { loadDisputeRules } from '../../src/store/dispute-rules.ts'
import { loadOutcomeRows } from '../../src/store/outcome-rows.ts'
import { loadFeeRules } from '../../src/store/processing-fee.ts'
import { loadReportForms } from '../../src/store/report-forms.ts'
import type { Database } from '../../src/store/schema.ts'
import { loadSubmissionDeadlines } from '../../src/store/submission-deadlines.ts'
import { createCalendars } from '../../src/store/work-calendars.ts'
import { type AppOptions, createApp } from '../../src/web/app.tsx'
import { root } from '../database.ts'
import { testSeals } from '../seals.ts'
import { startWorker } from '../threads.ts'

export const forms: readonly ReportForm[] = await loadReportForms(join(root, 'data/report-forms'))

export const deadlines = await loadSubmissionDeadlines(join(root, 'data/submission-deadlines.json'))

export const clockRules = await loadClockRules(join(root, 'data/clock.json'))

const feeRules = await loadFeeRules(join(root, 'data/processing-fee.json'))

export const disputeRules = await loadDisputeRules(join(root, 'data/disputes.json'))
export const outcomeRows = await loadOutcomeRows(join(root, 'data/outcome-rows.json'), forms)

const calendarFiles = await loadCalendarFiles(join(root, 'data'))

/** One pair of reading threads for all tests of a process; they end with it. */
const readers = createReaders({ startWorker, forms, threads: 2, log: createLog('warn', { write: () => undefined }) })

/** Starts with the first PDF and ends with the tests. */
const typeset = createTypesetter({ start: () => startTypesettingProcess({ root }) })

const raster = createRasteriser({ start: () => startRasterProcess({ root }) })

/** Services on a real database, with a clock that the test sets and a log that it can read. */
export function servicesOn(db: Kysely<Database>) {
  const lines: Record<string, unknown>[] = []
  const clock = { now: new Date('2026-11-23T01:00:00Z') }
  const log = createLog('info', { write: (line: string) => lines.push(JSON.parse(line)) })
  const now = () => clock.now
  const calendars = createCalendars({ db, now, ...calendarFiles })
  const law = { calendars, clockRules, feeRules, disputeRules, outcomeRows }
  // Made when the first mail goes out.
  const mailer = createOutbox({
    folder: join(tmpdir(), `gongkai-outbox-${randomUUID()}`),
    from: 'office@gongkai.example',
  })
  const sealing = { seals: testSeals, keyFile: '/nowhere/keys.json' }
  const about = { forms, deadlines, ...law, log, raster, readers, typeset, mailer, ...sealing }
  const services: Services = { db, ...about, now, randomBytes, root }
  return { services, lines, clock }
}

/** Imports that nobody has to confirm. */
export const published = { actor: { accountId: null, name: '测试' }, status: 'published' } as const

const own = 'http://localhost'

/** The real application, asked as a browser asks it; keeps cookies. */
export function visit(services: Services, options: AppOptions = { demo: true }) {
  const app = createApp(services, options)
  const cookies = new Map<string, string>()
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map((cookie) => cookie.join('=')).join('; '))
    const answer = await app.request(own + path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return answer
  }
  return {
    app,
    cookies,
    ask,
    get: (path: string, headers: HeadersInit = {}) => ask(path, { headers }),
    page: async (path: string) => (await ask(path)).text(),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = { origin: own }) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  }
}

/** What a reader sees of a page: its text without markup. */
export function seen(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
