import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { ReportForm } from '../domain/report/form.ts'
import type { SubmissionDeadlines } from '../domain/report/submission.ts'
import type { DisputeRules } from '../domain/request/disputes.ts'
import type { FeeRules } from '../domain/request/fees.ts'
import type { ClockRules } from '../domain/request/look.ts'
import type { OutcomeRows } from '../domain/request/outcomes.ts'
import type { Rasteriser } from '../formats/redaction/rasteriser.ts'
import type { Typesetter } from '../formats/typeset/typesetter.ts'
import type { Database } from '../store/schema.ts'
import type { Seals } from '../store/seals.ts'
import type { Calendars } from '../store/work-calendars.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Readers } from './reading/readers.ts'
import type { Scanner } from './scanner.ts'

/** What the verbs and faces need from outside; made once, in main.ts. */
export interface Services {
  readonly db: Kysely<Database>
  readonly forms: readonly ReportForm[]
  readonly deadlines: SubmissionDeadlines
  /** Which days are workdays, with what has been imported since the start. */
  readonly calendars: Calendars
  /** When lamps turn, and what the law of the clock leaves open. */
  readonly clockRules: ClockRules
  /** What handling may cost an applicant who asks far too often. */
  readonly feeRules: FeeRules
  /** Columns of the report that count rulings on disputes, and the year that does. */
  readonly disputeRules: DisputeRules
  /** Rows of the report that count each outcome. */
  readonly outcomeRows: OutcomeRows
  readonly log: Logger
  /** Reads reports in threads, out of harm's way. */
  readonly readers: Readers
  /** Looks for viruses in what the public hands in; absent where none is set up. */
  readonly scanner?: Scanner
  /** Makes PDFs in a process of its own. */
  readonly typeset: Typesetter
  /** Draws pages of files, in processes of their own. */
  readonly raster: Rasteriser
  /** Seals personal data before they are stored. */
  readonly seals: Seals
  /** File of the keys that they are sealed with; only a rotation of keys writes it. */
  readonly keyFile: string
  /** Sends mail to applicants. */
  readonly mailer: Mailer
  /** Address under which people reach the site, without a slash at the end; absent where nobody has set it. */
  readonly publicUrl?: string
  /** The clock. */
  readonly now: () => Date
  /** Bytes from the operating system's source of randomness. */
  readonly randomBytes: (size: number) => Uint8Array
  /** Folder of the installed project: holds data/, demo/, migrations/, dist/. */
  readonly root: string
}
