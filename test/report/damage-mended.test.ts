import { describe, expect, it } from 'vitest'
import { damages } from './specimens/damages/all.ts'
import { type PrinterName, printers } from './specimens/printers.ts'
import { faults, tryOut } from './specimens/survey.ts'

interface Mended {
  readonly printer: PrinterName
  readonly seed: number
  readonly damages: readonly string[]
}

/** Mixes that were read wrongly once. */
const mended: readonly Mended[] = [
  { printer: 'run together', seed: 6, damages: ['letters turned into question marks'] },
  { printer: 'run together', seed: 8, damages: ['captions over the tables'] },
  { printer: 'lines with bars', seed: 71421, damages: ['table three in pieces with headers'] },
  {
    printer: 'aligned',
    seed: 76878,
    damages: ['rows of zeros left blank', 'other quotation marks', 'letters turned into U+FFFD'],
  },
]

describe('damage that was once read wrongly', () => {
  for (const fault of mended) {
    it(`${fault.damages.join(' and ')}, ${fault.printer}, seed ${fault.seed}`, async () => {
      const printer = printers.find((one) => one.name === fault.printer)
      const some = fault.damages.flatMap((name) => damages.filter((damage) => damage.name === name))
      if (!printer || some.length !== fault.damages.length) throw new Error('no such printer or damage')
      expect(faults(await tryOut(printer, some, fault.seed))).toEqual([])
    })
  }
})
