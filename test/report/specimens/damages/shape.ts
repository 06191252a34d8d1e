import type { Random } from '../random.ts'
import { cell, isTable, mapLabels, mapTables, type PrintedRow, type PrintedTable, type Specimen } from '../specimen.ts'
import { randomPlaceInRequests, splitAt } from '../split-table.ts'
import type { Damage } from './damage.ts'

/** The requests table broken before a row of its body, the two pieces put together again by `join`. */
function breakRequests(
  specimen: Specimen,
  random: Random,
  join: (before: PrintedRow[], after: PrintedRow[], header: PrintedRow[], table: PrintedTable) => PrintedTable[],
): Specimen {
  const change = (table: PrintedTable) => {
    const { before, after, header } = splitAt(table, randomPlaceInRequests(table, random))
    return join(before, after, header, table)
  }
  return mapTables(specimen, change, 'requests')
}

const note = (words: string, width: number): PrintedRow => ({ cells: [cell('note', words, width)] })

/** The table in several pieces, each a table of its own. */
function inPieces(table: PrintedTable, random: Random, withHeader: boolean): PrintedTable[] {
  let rest = table
  const pieces: PrintedTable[] = []
  for (let cuts = random.int(1, 3); cuts > 0; cuts -= 1) {
    if (rest.rows.length < 8) break
    const { before, after, header } = splitAt(rest, randomPlaceInRequests(rest, random))
    pieces.push({ ...table, rows: before })
    rest = { ...table, rows: withHeader ? [...header, ...after] : after }
  }
  return [...pieces, rest]
}

/** Merged group labels printed in fragments between their rows, as text tools do with centred text. */
function centred(table: PrintedTable): PrintedTable {
  const rows: PrintedRow[] = []
  let waiting: { text: string; at: number }[] = []
  table.rows.forEach((row, index) => {
    rows.push({ cells: row.cells.filter((one) => one.role !== 'group') })
    for (const one of row.cells.filter((each) => each.role === 'group')) {
      const half = Math.ceil(one.text.length / 2)
      const middle = index + Math.floor((one.rowSpan - 1) / 2)
      waiting.push({ text: one.text.slice(0, half), at: middle }, { text: one.text.slice(half), at: middle + 1 })
    }
    for (const one of waiting.filter((each) => each.at === index)) rows.push(note(one.text, 1))
    waiting = waiting.filter((each) => each.at > index)
  })
  return { ...table, rows }
}

/** Section four with a row each for reconsideration and the two kinds of litigation. */
function threeRows(specimen: Specimen): Specimen {
  const form = specimen.form.tables.find((one) => one.layout === 'line')
  const block = form?.blocks[0]
  if (!form || !block) return specimen
  return mapTables(
    specimen,
    (table) => {
      const values = table.rows.at(-1)?.cells ?? []
      const header = [cell('header', '类别'), ...block.columns.map((column) => cell('header', column.label))]
      const rows = block.rows.map((row) => {
        const label = row.groups ? `${row.groups.join('')}—${row.label}` : row.label
        return { cells: [cell('label', label), ...values.filter((one) => one.key?.startsWith(`${row.key}/`))] }
      })
      return { ...table, width: 1 + block.columns.length, rows: [{ cells: header }, ...rows] }
    },
    form.key,
  )
}

/** Value cells that span other columns of the grid than their headings. */
function oddSpans(table: PrintedTable): PrintedTable {
  if (table.width !== 4) return { ...table, width: table.width * 2, rows: table.rows.map(doubled) }
  const rows = table.rows.map((row) => {
    const values = row.cells.some((one) => one.role === 'value')
    const wider = row.cells.length === 1 ? 0 : Math.min(row.cells.length - 1, values ? 1 : 2)
    return {
      cells: row.cells.map((one, place) => (place === wider ? { ...one, columnSpan: one.columnSpan + 1 } : one)),
    }
  })
  return { ...table, width: 5, rows }
}

const doubled = (row: PrintedRow): PrintedRow => ({
  cells: row.cells.map((one) => ({ ...one, columnSpan: one.columnSpan * 2 })),
})

/** Items numbered through all groups, so that numbers of two digits stand before labels. */
function numberedThrough(specimen: Specimen): Specimen {
  let number = 0
  return mapLabels(specimen, (text) => {
    if (!/^\d+\./.test(text)) return text
    number += 1
    return text.replace(/^\d+\./, `${number}.`)
  })
}

/** Damages to the shape of the tables. */
export const shapeDamages: readonly Damage[] = [
  {
    name: 'group labels repeated after a page break',
    apply: (specimen, random) =>
      breakRequests(specimen, random, (before, after, _, table) => [{ ...table, rows: [...before, ...after] }]),
  },
  {
    name: 'header repeated after a page break',
    apply: (specimen, random) =>
      breakRequests(specimen, random, (before, after, header, table) => [
        { ...table, rows: [...before, ...header, ...after] },
      ]),
  },
  {
    name: 'page number in the middle of a table',
    apply: (specimen, random) =>
      breakRequests(specimen, random, (before, after, _, table) => {
        const words = random.pick([
          `— ${random.int(2, 9)} —`,
          `第${random.int(2, 9)}页 共12页`,
          `- ${random.int(2, 9)} -`,
        ])
        return [{ ...table, rows: [...before, note(words, table.width), ...after] }]
      }),
  },
  {
    name: 'page header in the middle of a table',
    apply: (specimen, random) =>
      breakRequests(specimen, random, (before, after, _, table) => {
        const words = `${specimen.agency}${specimen.year}年政府信息公开工作年度报告`
        return [{ ...table, rows: [...before, note(words, table.width), ...after] }]
      }),
  },
  {
    name: 'table three in pieces with headers',
    apply: (specimen, random) => mapTables(specimen, (table) => inPieces(table, random, true), 'requests'),
  },
  {
    name: 'table three in pieces without headers',
    apply: (specimen, random) => mapTables(specimen, (table) => inPieces(table, random, false), 'requests'),
  },
  {
    name: 'group labels centred between their rows',
    only: ['tabbed', 'spaced', 'lines'],
    apply: (specimen) => mapTables(specimen, centred, 'requests'),
  },
  { name: 'section four in three rows', apply: threeRows },
  {
    name: 'spans that differ between headings and values',
    only: ['html', 'docx'],
    apply: (specimen) => mapTables(specimen, oddSpans),
  },
  { name: 'items numbered through', apply: numberedThrough },
  {
    name: 'a table missing',
    apply: (specimen, random) => {
      const missing = random.pick(['proactive', 'requests', 'disputes'])
      return { ...specimen, parts: specimen.parts.filter((part) => !isTable(part) || part.table !== missing) }
    },
  },
  {
    name: 'two tables missing',
    apply: (specimen, random) => {
      const left = random.pick(['proactive', 'requests'])
      return { ...specimen, parts: specimen.parts.filter((part) => !isTable(part) || part.table === left) }
    },
  },
]
