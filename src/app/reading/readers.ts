import type { Logger } from 'pino'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Unreadable } from '../../domain/report/reading.ts'
import { sizeLimit } from '../../formats/limits.ts'
import { refusal } from '../../formats/refusal.ts'
import type { ReadOutcome } from '../read-report.ts'
import { createPool } from './pool.ts'
import type { ReadSource, SentOutcome, SentRead } from './read-worker.ts'
import { type StartWorker, startThread, type TimeLimits } from './thread.ts'

/** Reads reports in threads of their own, so that a file that hangs or exhausts its thread takes nothing along. */
export interface Readers {
  /**
   * Reads and checks a report, by itself (without last year's). Jobs are taken first come, first served; who brings
   * many files and waits for each leaves room for others.
   *
   * What the thread was lost at comes back as unreadable, with the codes `time`, `memory` and `failure`. The code
   * `closed` says that the program is stopping, and nothing about the file.
   *
   * @param bytes stay with the caller
   * @param about.fileName for the log
   */
  readonly read: (bytes: Uint8Array, about?: { readonly fileName?: string }) => Promise<ReadOutcome>
  /** The same for a file on disk, which the thread opens; its bytes are there where it could be opened and read. */
  readonly readFile: (path: string) => Promise<{ readonly bytes?: Uint8Array; readonly outcome: ReadOutcome }>
  /** Ends all threads; what is being read is given up. */
  readonly close: () => Promise<void>
}

export interface ReadersOptions {
  readonly startWorker: StartWorker
  readonly forms: readonly ReportForm[]
  /** Threads at most. */
  readonly threads: number
  readonly log: Pick<Logger, 'warn' | 'error'>
  /** Shorter in tests of sources that hang. */
  readonly limits?: TimeLimits
  /** Milliseconds after which a thread with nothing to do is ended. */
  readonly idle?: number
}

const fiveMinutes = 5 * 60_000

/** Longer than for the command line: a site that many use at once reads a sound file slowly too. */
const patience: TimeLimits = { job: 30_000, start: 60_000 }

/** The reading threads of a process that lives long; none is started before there is something to read. */
export function createReaders(options: ReadersOptions): Readers {
  const { startWorker, forms, threads, log, limits = patience, idle = fiveMinutes } = options
  const pool = createPool<ReadSource, SentRead>({
    start: () => startThread(startWorker, 'read-reports', { forms }, limits),
    size: threads,
    idle,
  })
  const lost = (unreadable: Unreadable, fileName: string | undefined) => {
    const { code, message } = unreadable
    log[code === 'failure' ? 'error' : 'warn']({ file: fileName, code, reason: message }, 'a report was not read')
    return { ok: false, unreadable } as const
  }
  return {
    async read(bytes, { fileName } = {}) {
      if (bytes.length > sizeLimit) return { ok: false, unreadable: refusal('too-large') }
      const answer = await pool.run({ bytes })
      return answer.ok ? received(answer.result, forms) : lost(answer.unreadable, fileName)
    },
    async readFile(path) {
      const answer = await pool.run({ path })
      if (!answer.ok) return { outcome: lost(answer.unreadable, path) }
      const { bytes, ...sent } = answer.result
      return { ...(bytes && { bytes }), outcome: received(sent, forms) }
    },
    close: pool.close,
  }
}

/** The form stays here: it is the same for thousands of reports, and larger than most. */
function received(sent: SentOutcome, forms: readonly ReportForm[]): ReadOutcome {
  if (!sent.ok) return sent
  const form = forms.find(({ id }) => id === sent.report.form)
  if (!form) throw new Error(`A reading thread knows a form ${sent.report.form}, we do not`)
  return { ok: true, report: { ...sent.report, form } }
}
