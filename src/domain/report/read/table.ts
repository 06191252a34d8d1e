import type { FormBlock, FormTable, Identity, ReportForm, Row } from '../form.ts'
import { type Anchor, findAnchors } from './anchors.ts'
import { type ChosenRow, type ColumnEquations, chooseRows, type RowPlacements } from './choose.ts'
import type { TableLexicon } from './lexicon.ts'
import { type Placements, placementsOf } from './placements.ts'
import type { Stream } from './stream.ts'
import type { Token } from './values.ts'
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

const ranTogether = (token: Token) => token.kind === 'number' && /^0\d/.test(token.digits)

interface RowZone {
  readonly anchor: Anchor
  readonly zone: Zone
  /** End of the values in the stream. */
  readonly to: number
}

function rowZones(stream: Stream, anchors: readonly Anchor[], end: number, known: string): RowZone[] {
  return anchors.flatMap((anchor, at) => {
    if (anchor.mark.kind !== 'row') return []
    const next = anchors[at + 1]
    const to = next?.from ?? end
    const zone = zoneOf(stream, anchor.to, to, known, 'row', next === undefined)
    const empty = !zone.tokens.some((token) => token.kind !== 'blank')
    if (anchor.mark.row?.replaces && (empty || zone.tokens.length > anchor.mark.block.columns.length * 2)) return []
    return [{ anchor, zone, to }]
  })
}

/** Rows whose label is lost: the values between two anchored rows, if they are just as many as the missing rows need. */
function orphans(stream: Stream, zones: readonly RowZone[], known: string): Map<string, Zone> {
  const found = new Map<string, Zone>()
  zones.forEach(({ anchor, to }, at) => {
    const next = zones[at + 1]
    const { block } = anchor.mark
    if (!next || next.anchor.mark.block !== block || !block.columns.some((column) => column.role === 'total')) return
    const own = block.rows.indexOf(anchor.mark.row as Row)
    const missing = block.rows
      .slice(own + 1, block.rows.indexOf(next.anchor.mark.row as Row))
      .filter((row) => !row.replaces)
    if (missing.length === 0) return
    const width = block.columns.length
    const { tokens } = zoneOf(stream, anchor.to, to, known, 'all', false)
    if (tokens.length !== width * (missing.length + 1)) return
    const lines = Array.from({ length: missing.length + 1 }, (_, line) =>
      tokens.slice(line * width, (line + 1) * width),
    )
    ;[anchor.mark.row as Row, ...missing].forEach((row, line) => {
      const cells = lines[line] as Token[]
      found.set(row.key, { tokens: cells, apart: cells, oneRow: true })
    })
  })
  return found
}

/** Reads a table that prints one line a row. */
export function readRowTable(
  stream: Stream,
  { table, marks }: TableLexicon,
  form: ReportForm,
  known: string,
  from: number,
  to: number,
): TableFound | undefined {
  const anchors = findAnchors(stream, marks, from, to)
  const zones = rowZones(stream, anchors, to, known)
  const first = anchors[0]
  const last = zones[zones.length - 1]
  if (!first || !last) return undefined
  const loose = zones.some(({ zone }) => zone.apart.some(ranTogether))
  const lost = orphans(stream, zones, known)
  const rows = table.blocks.flatMap((block) => {
    const here = zones.filter(({ anchor }) => anchor.mark.block === block)
    const placements = new Map<Row, Placements>()
    for (const { anchor, zone } of here) {
      placements.set(anchor.mark.row as Row, placementsOf(zone, block.columns.length, loose))
    }
    for (const row of block.rows) {
      const orphan = lost.get(row.key)
      if (orphan) placements.set(row, placementsOf(orphan, block.columns.length, false))
    }
    const inUse = rowsInUse(block, new Set([...placements.keys()].map((row) => row.key)))
    const ways = inUse.flatMap((row): RowPlacements[] => {
      const found = placements.get(row)
      return found ? [{ ...found, row }] : []
    })
    const chosen = chooseRows(block, ways, equationsOf(form.identities, table, inUse))
    return inUse.map((row) => {
      const one = chosen.find((candidate) => candidate.row === row)
      return { ...(one ?? { row, placement: undefined, chosen: false, remaining: -1 }), block }
    })
  })
  return { table, from: first.from, to: last.to, rows, anchored: zones.length }
}
