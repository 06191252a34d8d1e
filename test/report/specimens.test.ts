import { describe, expect, it } from 'vitest'
import { damages } from './specimens/damages/all.ts'
import { place } from './specimens/grid.ts'
import { printers } from './specimens/printers.ts'
import { damaged, occursIn, printedBytes, sample } from './specimens/samples.ts'
import { expectedCells, isTable } from './specimens/specimen.ts'

const seeds = [0, 1, 2, 3, 4, 5]

describe('the specimens', () => {
  it.each(seeds)('of seed %i hold the identities of the form', (seed) => {
    const specimen = sample(seed)
    const cells = expectedCells(specimen)
    const sum = (keys: string[]) => keys.reduce((all, key) => all + (cells[key] ?? 0), 0)
    const columns = specimen.form.tables[1]?.blocks[0]?.columns ?? []
    for (const { key } of columns) {
      const flow = sum([`received/${key}`, `carried-in/${key}`]) - sum([`settled/${key}`, `carried-out/${key}`])
      expect(flow).toBe(0)
    }
    const rows = Object.keys(cells).filter((key) => key.endsWith('/natural-person'))
    for (const row of rows.map((key) => key.split('/')[0])) {
      const parts = columns.filter((one) => one.role === 'part').map((one) => `${row}/${one.key}`)
      expect(sum([`${row}/total`])).toBe(sum(parts))
    }
  })

  it.each(damages.map((one) => [one.name, one] as const))('fill their grids without a gap after “%s”', (_, damage) => {
    for (const seed of seeds) {
      for (const table of damaged(sample(seed), [damage], seed).parts.filter(isTable)) {
        const size = place(table).reduce((all, { cell }) => all + cell.columnSpan * cell.rowSpan, 0)
        const whole = table.rows.length * table.width
        if (damage.only?.includes('lines') !== true) expect(size).toBe(whole)
      }
    }
  })

  it('print the same bytes for the same seed', async () => {
    const damage = damages.slice(0, 3)
    for (const printer of printers.filter((one) => one.name !== 'docx')) {
      const once = await printedBytes(printer, damaged(sample(7), damage, 9), damage, 9)
      const again = await printedBytes(printer, damaged(sample(7), damage, 9), damage, 9)
      expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true)
    }
  })

  it.each(damages.map((one) => [one.name, one] as const))('are really changed by “%s”', async (_, damage) => {
    const printer = printers.find((one) => occursIn(damage, one) && one.name !== 'docx')
    if (!printer) throw new Error('the damage occurs nowhere')
    const changed = await Promise.all(
      seeds.map(async (seed) => {
        const before = await printedBytes(printer, sample(seed), [], seed)
        const after = await printedBytes(printer, damaged(sample(seed), [damage], seed), [damage], seed)
        return !Buffer.from(before).equals(Buffer.from(after))
      }),
    )
    expect(changed).toContain(true)
  })

  it('print every number that they expect a reader to find', () => {
    for (const seed of seeds) {
      for (const table of sample(seed).parts.filter(isTable))
        for (const one of table.rows.flatMap((row) => row.cells))
          if (one.key) expect(one.text).toBe(one.value === null ? '' : String(one.value))
    }
  })
})
