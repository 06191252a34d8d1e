import type { FormBlock, FormTable, Identity, ReportForm, Row } from '../form.ts'
import { type Anchor, findAnchors } from './anchors.ts'
import { type ChosenRow, type ColumnEquations, chooseRows, type RowPlacements } from './choose.ts'
import type { Lexicon, TableLexicon } from './lexicon.ts'
import { type Closing, type Habits, type Placement, type Placements, placementsOf, ranTogether } from './placements.ts'
import { lowerBound, type Stream } from './stream.ts'
import { type Zone, zoneOf } from './zone.ts'

/** A table of the form as found in the stream. */
export interface TableFound {
  readonly table: FormTable
  /** Range in the stream from the first mark to the last value. */
  readonly from: number
  readonly to: number
  readonly rows: readonly (ChosenRow & { readonly block: FormBlock })[]
  /** How many rows of the form have an anchor. */
  readonly anchored: number
  readonly habits: Habits
}

function termsOf(term: string, rows: readonly Row[]): { row: string; sign: 1 | -1 }[] {
  const sign = term.startsWith('-') ? -1 : 1
  const name = term.replace(/^-/, '')
  const role = name.startsWith('role:') ? name.slice(5) : undefined
  const keys = role ? rows.filter((row) => row.role === role).map((row) => row.key) : [name]
  return keys.map((row) => ({ row, sign }))
}

/** Column identities of the form as equations over the rows that this document prints. */
function equationsOf(identities: readonly Identity[], table: FormTable, rows: readonly Row[]): ColumnEquations {
  const own = identities.filter((identity) => identity.table === table.key && identity.per === 'column')
  const present = own.filter(({ left, right }) => ![...left, ...right].some((term) => term.includes('previous:')))
  return present.map(({ left, right }) => [
    ...left.flatMap((term) => termsOf(term, rows)),
    ...right.flatMap((term) => termsOf(term, rows)).map(({ row, sign }) => ({ row, sign: -sign as 1 | -1 })),
  ])
}

/** Rows as this document prints them: either a row that stands in for others, or those others. */
function rowsInUse(block: FormBlock, found: ReadonlySet<string>): readonly Row[] {
  const standIns = block.rows.filter((row) => row.replaces && found.has(row.key))
  const replaced = new Set(standIns.flatMap((row) => row.replaces ?? []).filter((key) => !found.has(key)))
  return block.rows.filter((row) => (row.replaces ? found.has(row.key) : !replaced.has(row.key)))
}

interface RowZone {
  readonly anchor: Anchor
  readonly zone: Zone
  /** End of the values in the stream. */
  readonly to: number
}

/** The marks of a table in the stream, before its values are read. */
export interface TableAnchors {
  readonly lexicon: TableLexicon
  readonly anchors: readonly Anchor[]
  readonly from: number
  readonly to: number
}

/** Finds a table that prints one line a row by its marks. */
export function anchorTable(stream: Stream, lexicon: TableLexicon, from: number, to: number): TableAnchors | undefined {
  const anchors = findAnchors(stream, lexicon.marks, from, to)
  const rows = anchors.filter(({ mark }) => mark.kind === 'row')
  const first = anchors[0]
  const last = rows[rows.length - 1]
  const due = lexicon.table.blocks.reduce((sum, block) => sum + block.rows.length, 0)
  if (!first || !last || rows.filter(({ exact }) => exact).length < due / 4) return undefined
  return { lexicon, anchors, from: first.from, to: last.to }
}

/** Numbers between the headings and the first row: digits wrapped in narrow cells, or cells printed before their label. */
function isStrayed(stream: Stream, lexicon: Lexicon, anchor: Anchor, before: Anchor | undefined): boolean {
  if (!before || before.mark.kind === 'row' || before.mark.block !== anchor.mark.block) return false
  if (stream.units[stream.unitOf[anchor.from] as number]?.kind === 'cell') return false
  const request = { from: before.to, to: anchor.from, reach: 'all', open: false, label: '' } as const
  return zoneOf(stream, lexicon, request).tokens.some((token) => token.kind === 'number')
}

function rowZones(stream: Stream, lexicon: Lexicon, { anchors }: TableAnchors, end: number): RowZone[] {
  return anchors.flatMap((anchor, at) => {
    if (anchor.mark.kind !== 'row') return []
    const next = anchors[at + 1]
    const to = next?.from ?? end
    const { label } = anchor.mark
    const zone = zoneOf(stream, lexicon, { from: anchor.to, to, reach: 'row', open: next === undefined, label })
    if (isStrayed(stream, lexicon, anchor, anchors[at - 1])) {
      return [{ anchor, zone: { ...zone, tokens: [], apart: [] }, to }]
    }
    const empty = !zone.tokens.some((token) => token.kind !== 'blank')
    if (empty && !anchor.exact) return []
    if (anchor.mark.row?.replaces && isGroupHeading(stream, anchor, zone, next)) return []
    return [{ anchor, zone, to }]
  })
}

/** Whether the words of a row that may stand for others are the heading of those others: no values follow them at once. */
function isGroupHeading(stream: Stream, anchor: Anchor, zone: Zone, next: Anchor | undefined): boolean {
  const first = zone.tokens[0]
  const { block, row } = anchor.mark
  const filled = zone.tokens.some((token) => token.kind !== 'blank')
  const blankRow = zone.tokens.length >= block.columns.length && !row?.replaces?.includes(next?.mark.row?.key ?? '')
  if (!first || !(filled || blankRow)) return true
  return /[\u3400-\u9fff]/.test(stream.flat.slice(stream.offsets[anchor.to - 1] as number, first.start).slice(1))
}

/** Rows whose label is lost: the values between two anchored rows, if they are just as many as the missing rows need. */
function orphans(stream: Stream, lexicon: Lexicon, zones: readonly RowZone[]): Map<string, Zone> {
  const found = new Map<string, Zone>()
  zones.forEach(({ anchor, to }, at) => {
    const next = zones[at + 1]
    const { block } = anchor.mark
    if (!next || next.anchor.mark.block !== block || !block.columns.some((column) => column.role === 'total')) return
    const own = block.rows.indexOf(anchor.mark.row as Row)
    const until = block.rows.indexOf(next.anchor.mark.row as Row)
    const missing = block.rows.slice(own + 1, until).filter((row) => !row.replaces)
    if (missing.length === 0) return
    const width = block.columns.length
    const { tokens } = zoneOf(stream, lexicon, { from: anchor.to, to, reach: 'all', open: false, label: '' })
    if (tokens.length !== width * (missing.length + 1)) return
    ;[anchor.mark.row as Row, ...missing].forEach((row, line) => {
      const cells = tokens.slice(line * width, (line + 1) * width)
      found.set(row.key, { tokens: cells, apart: cells, columnOf: () => -1 })
    })
  })
  return found
}

/** What the rows of a table tell of how the document prints cells. */
export function habitsOf(zones: readonly { readonly zone: Zone; readonly width: number }[]): Habits {
  const soft = ({ apart }: Zone) => apart.some((token) => token.kind === 'blank' && token.soft)
  const filled = ({ apart }: Zone) => apart.filter((token) => token.kind !== 'blank').length
  return {
    together: zones.some(({ zone }) => zone.apart.some(ranTogether)),
    spaced: zones.some(({ zone, width }) => soft(zone) && filled(zone) >= width),
  }
}

function closingOf(block: FormBlock): Closing | undefined {
  const total = block.columns.findIndex((column) => column.role === 'total')
  if (total !== block.columns.length - 1) return undefined
  const closes = (row: Placement) => {
    const values = row.map((cell) => cell?.value ?? 0)
    const last = values.pop() as number
    return last === values.reduce((sum, value) => sum + value, 0)
  }
  return { closes, judgesShorter: true }
}

/** Reads the values of an anchored table; `end` bounds its last row. */
export function readRowTable(
  stream: Stream,
  lexicon: Lexicon,
  form: ReportForm,
  found: TableAnchors,
  end: number,
): TableFound {
  const { table } = found.lexicon
  const zones = rowZones(stream, lexicon, found, end)
  const habits = habitsOf(zones.map(({ anchor, zone }) => ({ zone, width: anchor.mark.block.columns.length })))
  const lost = orphans(stream, lexicon, zones)
  const rows = table.blocks.flatMap((block) => {
    const here = zones.filter(({ anchor }) => anchor.mark.block === block)
    const width = block.columns.length
    const placements = new Map<Row, Placements>()
    for (const { anchor, zone } of here) {
      placements.set(anchor.mark.row as Row, placementsOf(zone, width, habits, closingOf(block)))
    }
    for (const row of block.rows) {
      const orphan = lost.get(row.key)
      if (orphan) placements.set(row, placementsOf(orphan, width, habits, closingOf(block)))
    }
    const inUse = rowsInUse(block, new Set([...placements.keys()].map((row) => row.key)))
    const ways = inUse.flatMap((row): RowPlacements[] => {
      const one = placements.get(row)
      return one ? [{ ...one, row }] : []
    })
    const chosen = chooseRows(block, ways, equationsOf(form.identities, table, inUse))
    return inUse.map((row) => {
      const one = chosen.find((candidate) => candidate.row === row)
      return { ...(one ?? { row, placement: undefined, chosen: false, remaining: -1 }), block }
    })
  })
  return { table, from: found.from, to: endOfValues(stream, rows, found.to), rows, anchored: zones.length, habits }
}

/** A table ends behind its last value. */
function endOfValues(stream: Stream, rows: TableFound['rows'], least: number): number {
  const last = Math.max(0, ...rows.flatMap(({ placement }) => (placement ?? []).map((cell) => cell?.end ?? 0)))
  return Math.max(least, lowerBound(stream.offsets, last))
}
