import { readReport } from '../../../src/app/read-report.ts'
import type { CellKey } from '../../../src/domain/report/form.ts'
import type { Damage } from './damages/damage.ts'
import { forms } from './forms.ts'
import { judge, type Verdict } from './judge.ts'
import type { Printer } from './printers.ts'
import { damaged, printedBytes, sample } from './samples.ts'
import { expectedCells, keysBesideBlanks, type Specimen } from './specimen.ts'

/** One damaged report, read and compared with what is printed. */
export interface Trial {
  readonly printer: Printer
  readonly damages: readonly Damage[]
  readonly seed: number
  readonly specimen: Specimen
  readonly verdict: Verdict
  /** Absent although the print leaves no doubt. */
  readonly missed: readonly CellKey[]
  /** Set when the reader took the source for no report. */
  readonly unreadable?: string
}

/** Prints the sample of this seed with these damages, reads it, and compares. */
export async function tryOut(printer: Printer, damages: readonly Damage[], seed: number): Promise<Trial> {
  const specimen = damaged(sample(seed), damages, seed)
  const expected = expectedCells(specimen)
  const outcome = await readReport(await printedBytes(printer, specimen, damages, seed), forms)
  const verdict = judge(expected, outcome.ok ? outcome.report.reading.cells : {})
  const doubtful = printer.losesBlanks ? keysBesideBlanks(specimen) : new Set<CellKey>()
  const missed = verdict.absent.filter((key) => !doubtful.has(key))
  const trial = { printer, damages, seed, specimen, verdict, missed }
  return outcome.ok ? trial : { ...trial, unreadable: outcome.unreadable.message }
}

/** What no reading may do: tell another number, a number where none is printed, or a blank where one is. */
export const faults = ({ verdict }: Trial) => [...verdict.wrong, ...verdict.invented, ...verdict.falseBlanks]
