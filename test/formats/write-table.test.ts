import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecords } from '../../src/formats/csv/records.ts'
import { writeTableCsv } from '../../src/formats/csv/write-table.ts'

test('A table taken home holds no formula, in its head as little as in its lines', () => {
  const text = fc
    .tuple(
      fc.constantFrom('=', '+', '-', '@', '＝', "'=", '局'),
      fc.constantFrom('1+1', 'HYPERLINK("http://x.invalid")'),
    )
    .map((two) => two.join(''))
  fc.assert(
    fc.property(text, text, (head, value) => {
      const csv = writeTableCsv(['机关', `${head} 2021年`], [[value, -3]])
      const fields = readRecords(csv.slice(1).replaceAll('\r\n', '\n'), ',').flatMap((record) => record.fields)
      expect(fields.slice(0, 3).filter((field) => /^[=+\-@＝]/.test(field))).toEqual([])
      // A number stays one, whatever its sign.
      expect(fields[3]).toBe('-3')
    }),
  )
})
