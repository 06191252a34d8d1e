import { Refused } from '../refusal.ts'
import { unguarded } from './formula-guard.ts'
import { delimiterOf, readRecords } from './records.ts'

const needed = ['agency', 'year', 'form', 'cell', 'value', 'state'] as const
type Needed = (typeof needed)[number]
type Line = Readonly<Record<Needed, string>>

const headOf = (text: string) => text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))

/** Whether a text is a CSV of ours: its head names the columns `cell` and `value`, in whatever order. */
export function isCsvSheet(text: string): boolean {
  const head = headOf(text.slice(0, 100_000))
  const delimiter = delimiterOf(head)
  if (!delimiter) return false
  const names = head.split(delimiter).map((name) => name.replace(/^"|"$/g, '').trim())
  return names.includes('cell') && names.includes('value')
}

function linesOf(text: string): readonly Line[] {
  const [head, ...records] = readRecords(text, delimiterOf(headOf(text)) ?? ',')
  const names = head?.fields.map((name) => name.trim()) ?? []
  if (needed.some((name) => names.filter((one) => one === name).length !== 1)) throw new Refused('csv-columns')
  return records.map(({ line, fields }) => {
    if (fields.length !== names.length) throw new Refused('csv-uneven', `第 ${line} 行`)
    return Object.fromEntries(needed.map((name) => [name, (fields[names.indexOf(name)] ?? '').trim()])) as Line
  })
}

const decimal = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * What a line says of its cell: a number, null for a blank, undefined for an absent one. Words for all else, which
 * `readSheet` takes for no number and tells as a problem.
 */
function figureOf({ value, state }: Line): number | string | null | undefined {
  if (state === 'value' && decimal.test(value)) return Number(value)
  if (state === 'blank' && value === '') return null
  if (state === 'absent' && value === '') return undefined
  return `${state} ${value}`.trim()
}

function cellsOf(lines: readonly Line[]): Readonly<Record<string, unknown>> {
  const cells = new Map<string, unknown>()
  for (const line of lines) {
    const value = figureOf(line)
    const known = cells.get(line.cell)
    const twice = cells.has(line.cell) && known !== value
    cells.set(line.cell, twice ? `${known ?? line.state} / ${value ?? line.state}` : value)
  }
  return Object.fromEntries([...cells].filter(([, value]) => value !== undefined))
}

/**
 * Reads the CSV of `writeReportCsv` back, also as a spreadsheet program saves it: the value is for `readSheet`, which
 * trusts nothing of it.
 *
 * @param text decoded, with `\n` as line end
 * @throws Refused with the line, where it is damaged or holds more than one report
 */
export function readCsv(text: string): unknown {
  const lines = linesOf(text)
  const whose = ({ agency, year, form }: Line) => JSON.stringify([agency, year, form])
  const [first] = lines
  if (lines.some((line) => whose(line) !== whose(first as Line))) throw new Refused('csv-several')
  const { agency = '', year = '', form = '' } = first ?? {}
  return {
    ...(agency !== '' && { agency: unguarded(agency) }),
    ...(year !== '' && { year: /^\d{4}$/.test(year) ? Number(year) : year }),
    ...(form !== '' && { form }),
    cells: cellsOf(lines),
  }
}
