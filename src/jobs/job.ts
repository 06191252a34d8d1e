import type { Services } from '../app/services.ts'

/** Something done without anybody asking for it there and then. */
export interface Job {
  /** What it is stored under in the queue; never changes. */
  readonly name: string
  /** Minute, hour, day, month and weekday at which it is due, as crontab writes them, in UTC: China is 8 hours ahead. */
  readonly every?: string
  /** What was due while nobody worked is left, since it will soon be due again; else it is made up for once. */
  readonly missed?: 'left'
  /**
   * Does it; it may be done twice, as after a loss of power.
   *
   * @param stop aborted when the process is told to end: what is not done then is thrown and done later
   */
  readonly run: (services: Services, stop: AbortSignal) => Promise<void>
}
