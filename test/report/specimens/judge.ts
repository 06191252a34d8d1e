import type { CellKey } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'

/** How a reading differs from what is printed. */
export interface Verdict {
  /** Another number than the printed one. */
  readonly wrong: readonly string[]
  /** A number where nothing is printed, or a cell that is not printed at all. */
  readonly invented: readonly string[]
  /** Blank where a number is printed, or where the source has no such cell. */
  readonly falseBlanks: readonly string[]
  /** Printed, but not told. */
  readonly absent: readonly CellKey[]
  readonly right: number
  readonly printed: number
}

/** Compares a reading with what a careful human reads; amounts to half a cent. */
export function judge(expected: Readonly<Record<CellKey, number | null>>, got: Cells): Verdict {
  const wrong: string[] = []
  const invented: string[] = []
  const falseBlanks: string[] = []
  const absent: CellKey[] = []
  let right = 0
  for (const [key, value] of Object.entries(expected)) {
    const found = got[key]
    if (found === undefined) absent.push(key)
    else if (found === null && value !== null) falseBlanks.push(`${key}: blank, printed ${value}`)
    else if (found !== null && value === null) invented.push(`${key}: ${found}, printed blank`)
    else if (found !== null && value !== null && Math.abs(found - value) >= 0.005)
      wrong.push(`${key}: ${found}, printed ${value}`)
    else right += 1
  }
  for (const [key, found] of Object.entries(got))
    if (!(key in expected)) (found === null ? falseBlanks : invented).push(`${key}: ${found ?? 'blank'}, not printed`)
  return { wrong, invented, falseBlanks, absent, right, printed: Object.keys(expected).length }
}
