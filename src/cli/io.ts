import type { StartWorker } from '../app/reading/thread.ts'
import type { Services } from '../app/services.ts'
import type { CalendarYear } from '../domain/calendar/calendar-year.ts'
import type { ReportForm } from '../domain/report/form.ts'

/** What a command needs from outside; made once, in main.ts. */
export interface CliIo {
  /** Bytes of standard input, to be read once. */
  readonly stdin: () => AsyncIterable<Uint8Array>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether `err` shows on a terminal, so that a progress bar makes sense. */
  readonly isTerminal: boolean
  /** The statutory forms, oldest first; read and validated on the first call. */
  readonly forms: () => Promise<readonly ReportForm[]>
  /** The calendars that come with the program, oldest first; read and validated on every call. */
  readonly calendarYears: () => Promise<readonly CalendarYear[]>
  /** Starts the threads in which reports are read. */
  readonly startWorker: StartWorker
  /** Processor cores that may be used, at least 1. */
  readonly cores: number
  /**
   * Lets a command work with the library, whether the site is running or not; the database is there meanwhile.
   *
   * @throws {CannotStart} where it cannot be reached
   */
  readonly withLibrary: <T>(work: (services: Services) => Promise<T>) => Promise<T>
  /** The clock. */
  readonly now: () => Date
}
