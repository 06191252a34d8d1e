import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper, Span } from '../../src/domain/report/paper.ts'
import { simplify } from '../../src/formats/simplify.ts'
import { gridsOf, paperOf } from './papers.ts'

const word = fc.constantFrom('规章', '117', ' ', '&nbsp;', '政府信息公開', '1<br>2', '<p>甲</p><p>乙</p>', '')
const span = fc.integer({ min: 0, max: 12 })
const cell = fc.record({ tag: fc.constantFrom('td', 'th'), rows: span, columns: span, word })

const table = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }).map((rows) => {
  const printed = rows.map((cells) =>
    cells.map(({ tag, rows: r, columns: c, word: w }) => `<${tag} rowspan=${r} colspan="${c}">${w}</${tag}>`).join(''),
  )
  return `<table><tr>${printed.join('</tr><tr>')}</tr></table>`
})

/** Tables inside tables, unclosed parts and loose words, in any order. */
const page = fc
  .array(
    fc.oneof(table, word, fc.constantFrom('<table><tr><td>', '</td></tr></table>', '<tr>', '<td>', '</p>', '<div>')),
    {
      maxLength: 8,
    },
  )
  .map((parts) => `<p>年</p>${parts.join('')}`)

function inOrder(paper: Paper): boolean {
  const spans = paper.blocks.flatMap((block): readonly Span[] => (block.kind === 'grid' ? block.rows.flat() : [block]))
  return spans.every((one, index) => one.start <= one.end && (index === 0 || (spans[index - 1]?.end ?? 0) <= one.start))
}

test('whatever the page, blocks and cells stand in order and do not overlap', async () => {
  await fc.assert(
    fc.asyncProperty(page, async (source) => {
      const paper = await paperOf(source)
      expect(inOrder(paper)).toBe(true)
      expect(paper.simplified).toHaveLength(paper.text.length)
      for (const { end } of paper.blocks) expect(end).toBeLessThanOrEqual(paper.text.length)
    }),
  )
})

test('whatever the table, each cell stands right of the one before it, in the row of the grid that lists it', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (source) => {
      for (const grid of gridsOf(await paperOf(source))) {
        grid.rows.forEach((row, index) => {
          row.forEach((one, place) => {
            const before = row[place - 1]
            expect(one.row).toBe(index)
            expect(one.column).toBeGreaterThanOrEqual(before ? before.column + before.columnSpan : 0)
            expect(one.row + one.rowSpan).toBeLessThanOrEqual(grid.rows.length)
          })
        })
      }
    }),
  )
})

test('simplifying keeps the length of any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => simplify(text).length === text.length))
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))),
      (units) => simplify(units.join('')).length === units.length,
    ),
  )
})
