import type { PrinterName } from '../printers.ts'
import type { Random } from '../random.ts'
import type { Specimen } from '../specimen.ts'

/** One way in which published reports are spoilt. */
export interface Damage {
  readonly name: string
  /** Ways of publishing in which it occurs; everywhere if not told. */
  readonly only?: readonly PrinterName[]
  /** Changes the report before it is printed. What a careful human reads changes with it. */
  readonly apply?: (specimen: Specimen, random: Random) => Specimen
  /** Changes the printed HTML. */
  readonly markup?: (page: string, random: Random) => string
}
