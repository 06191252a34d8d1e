import { formCells } from '../form.ts'
import type { Reading } from '../reading.ts'
import { cellName, figure } from './labels.ts'
import type { CheckInput, Hit } from './rule.ts'

/** Below this a multiple says nothing. */
const smallest = 10
const jump = 5

/** Whether `before` is the report of the year before `now`; where a year is not told, it is taken on trust. */
export function followsOn(now: Reading, before: Reading): boolean {
  return now.year === null || before.year === null || before.year === now.year - 1
}

/** Figures more than five times, or less than a fifth, of last year's. Parts of a total that jumps too are left out. */
export function jumpHits({ reading, form, previous }: CheckInput): readonly Hit[] {
  if (!previous) return []
  const jumped = formCells(form).filter((cell) => {
    // Over a change of form only tables with identities of their own keep their meaning (2020 to 2021: three and four).
    const comparable =
      previous.form === reading.form ||
      form.identities.some((identity) => identity.table === cell.table.key && identity.severity === 'error')
    const now = reading.cells[cell.key]
    const before = previous.cells[cell.key]
    if (!comparable || cell.column.number === 'signed' || !now || !before) return false
    return Math.min(now, before) >= smallest && (now > before * jump || now * jump < before)
  })
  const totals = new Set(jumped.filter((cell) => cell.column.role === 'total').map((cell) => cell.row.key))
  return jumped
    .filter((cell) => cell.column.role === 'total' || !totals.has(cell.row.key))
    .map(({ key }) => {
      const now = reading.cells[key] ?? 0
      const before = previous.cells[key] ?? 0
      const times = now > before ? `是上年的 ${figure(Math.round((now / before) * 10) / 10)} 倍` : `不到上年的五分之一`
      return {
        cells: [key],
        left: now,
        right: before,
        message: `${cellName(form, key)}填 ${figure(now)}，上年报告填 ${figure(before)}，${times}`,
      }
    })
}

/** Documents published against documents made: only forms that print 新制作, 新公开 and 对外公开总数量 side by side. */
export function publishedHits({ reading, form, previous }: CheckInput): readonly Hit[] {
  const blocks = form.tables.flatMap((table) => table.blocks)
  const printed = blocks.filter((block) =>
    ['made', 'published', 'total'].every((key) => block.columns.some((column) => column.key === key)),
  )
  return printed.flatMap((block) =>
    block.rows.flatMap((row) => {
      const hits: Hit[] = []
      const value = (column: string) => reading.cells[`${row.key}/${column}`]
      const made = value('made')
      const published = value('published')
      const total = value('total')
      if (typeof published === 'number' && typeof total === 'number' && total < published)
        hits.push({
          cells: [`${row.key}/total`, `${row.key}/published`],
          left: total,
          right: published,
          message: `${row.label}对外公开总数量填 ${total}，少于本年新公开数量 ${published}`,
        })
      const stock = previous?.cells[`${row.key}/total`]
      if (
        typeof published === 'number' &&
        typeof made === 'number' &&
        typeof stock === 'number' &&
        published > made + stock
      )
        hits.push({
          cells: [`${row.key}/published`, `${row.key}/made`],
          left: published,
          right: made + stock,
          message: `${row.label}本年新公开 ${published}，多于本年新制作 ${made} 与上年报告对外公开总数量 ${stock} 之和`,
        })
      return hits
    }),
  )
}
