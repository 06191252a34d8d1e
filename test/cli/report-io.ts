import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CliIo } from '../../src/cli/io.ts'
import { toReportJson } from '../../src/domain/report/report-json.ts'
import { loadCalendarYears } from '../../src/store/calendar-files.ts'
import { root } from '../database.ts'
import { balancedSheet, readingOf, shippedForm, shippedForms } from '../report/sheet-builder.ts'
import { startWorkerOf, threadFile } from '../threads.ts'

/** The reading thread of the command line; gives its path. */
export const buildReadWorker = () => threadFile('check-reports')

export interface Told {
  readonly io: CliIo
  readonly out: () => string
  readonly err: () => string
}

/** A command's streams in memory; everything else as in the real program. */
export function ioInMemory(worker: string, more: Partial<CliIo> = {}): Told {
  const out: string[] = []
  const err: string[] = []
  const io: CliIo = {
    stdin: async function* () {},
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    isTerminal: false,
    forms: async () => shippedForms(),
    calendarYears: () => loadCalendarYears(join(root, 'data/calendars')),
    startWorker: startWorkerOf(worker),
    cores: 2,
    withLibrary: () => Promise.reject(new Error('This command works without the library')),
    now: () => new Date(0),
    ...more,
  }
  return { io, out: () => out.join(''), err: () => err.join('') }
}

/** A new folder with these files; folders in their names are made. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), 'gongkai-report-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(made, name)), { recursive: true })
    writeFileSync(join(made, name), content)
  }
  return made
}

/** A report of 2022 as our own JSON; `changes` are laid over a sheet in which all is balanced. */
export function reportFile(changes: Readonly<Record<string, number | null>> = {}, year = 2022): string {
  const form = shippedForm('2021')
  const sheet = balancedSheet(form, (key) =>
    key === 'granted/natural-person' ? 12 : key === 'granted/enterprise' ? 3 : 0,
  )
  const reading = readingOf(form, { ...sheet, ...changes }, { year })
  return JSON.stringify(toReportJson({ reading, claims: [], findings: [] }))
}
