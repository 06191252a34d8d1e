import fc from 'fast-check'
import { expect } from 'vitest'
import { readReport } from '../../../src/app/read-report.ts'
import type { CellKey, Column, FormBlock, ReportForm, Row } from '../../../src/domain/report/form.ts'
import type { Cells, NarrativeParagraph, Reading } from '../../../src/domain/report/reading.ts'
import { demonstrationNotice } from '../../../src/domain/report/render/notice.ts'
import type { ReportToRender } from '../../../src/domain/report/render/render-report.ts'
import { withoutTitle } from '../../../src/domain/report/render/title-lines.ts'
import { form2019, form2021, forms } from '../specimens/forms.ts'

/** What a cell of a sheet may be; undefined where it is absent. */
type Figure = number | null | undefined

function countOf(column: Column): fc.Arbitrary<number> {
  if (column.number === 'signed') return fc.integer({ min: -9_999, max: 9_999 })
  if (column.number === 'count') return fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 9_999_999 }))
  const decimals = column.unit === '元' ? 2 : 6
  return fc.nat({ max: 2 ** 40 }).map((pieces) => pieces / 10 ** decimals)
}

const cellOf = (column: Column): fc.Arbitrary<Figure> =>
  fc.oneof(
    { weight: 6, arbitrary: countOf(column) },
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )

/** A row as it comes: mixed, all blank, all absent. */
function rowOf(row: Row, columns: readonly Column[]): fc.Arbitrary<readonly (readonly [CellKey, Figure])[]> {
  const filled = (figures: readonly Figure[]) =>
    columns.map((column, at) => [`${row.key}/${column.key}`, figures[at]] as const)
  return fc
    .oneof(
      { weight: 8, arbitrary: fc.tuple(...columns.map(cellOf)) },
      { weight: 1, arbitrary: fc.constant(columns.map(() => null)) },
      { weight: 1, arbitrary: fc.constant(columns.map(() => undefined)) },
    )
    .map(filled)
}

/** Rows of a block as one sheet prints them: those that may be replaced, or the one that stands in for them. */
function rowsInUse({ rows }: FormBlock, oneRow: boolean): readonly Row[] {
  const standIns = rows.filter(({ replaces }) => replaces)
  const out = oneRow ? standIns.flatMap(({ replaces }) => replaces ?? []) : standIns.map(({ key }) => key)
  return rows.filter(({ key }) => !out.includes(key))
}

/**
 * Sheets of a form as a reader may leave them: figures that need not balance, blanks, absent cells and rows, changes
 * below zero, amounts with decimals, and （六）其他处理 in its three rows or in one.
 */
export function sheetOf(form: ReportForm): fc.Arbitrary<Cells> {
  return fc.boolean().chain((oneRow) => {
    const rows = form.tables.flatMap(({ blocks }) =>
      blocks.flatMap((block) => rowsInUse(block, oneRow).map((row) => rowOf(row, block.columns))),
    )
    return fc
      .tuple(...rows)
      .map((all) => Object.fromEntries(all.flat().filter(([, figure]) => figure !== undefined)) as Cells)
  })
}

const words = fc.constantFrom(
  '本机关认真落实条例要求',
  '全年制发文件12件',
  '行政许可处理决定320件',
  '受理申请7件，其中自然人6件、企业1件',
  '政务服务事项“一网通办”',
  '<script>alert(1)</script>',
  '"双随机"&\'一公开\'',
  'A&B</p></td></table>',
  '热线12345接听率为98.5%',
  '《关于进一步规范公开工作的通知》（云办〔2018〕3号）',
  '😀𠮷喆',
  '#{x}{{y}}%s\\n$1',
)

const sentence = fc.array(words, { minLength: 1, maxLength: 6 }).map((parts) => `${parts.join('；')}。`)
const subHeading = fc.constantFrom('（一）主动公开', '（二）平台建设', '1.政策解读', '2.监督保障')

/** A paragraph, or a numbered sub-heading, as the reader keeps it. */
const prose: fc.Arbitrary<readonly Pick<NarrativeParagraph, 'text' | 'heading'>[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: sentence.map((text) => ({ text })) },
    {
      weight: 1,
      arbitrary: subHeading.map((text) => ({ text, heading: text.startsWith('（') ? 1 : 2 })),
    },
  ),
  { maxLength: 5 },
)

type Prose = readonly Pick<NarrativeParagraph, 'text' | 'heading'>[]

const paragraphs = (prose: Prose): readonly NarrativeParagraph[] =>
  prose.map((one) => ({ ...one, start: 0, end: 0, offsets: [] }))

const sourceless = { sources: {}, problems: [] } as const

/** Remarks beside some of the figures. */
const remarksOf = (cells: Cells): fc.Arbitrary<Reading['remarks']> => {
  const keys = Object.keys(cells).filter((key) => typeof cells[key] === 'number')
  return fc.subarray(keys, { maxLength: 3 }).map((some) => Object.fromEntries(some.map((key) => [key, '其中修订16件'])))
}

function reportWith(form: ReportForm): fc.Arbitrary<ReportToRender> {
  const { from, to } = form.years
  return fc
    .record({
      agency: fc.constantFrom('云溪区人民政府', '云溪区不存在街道办事处', '云溪区教育局'),
      year: fc.integer({ min: from, max: to ?? 2029 }),
      cells: sheetOf(form),
      preamble: prose,
      sections: fc.tuple(...form.sections.map(({ kind }) => (kind === 'prose' ? prose : sentence.map(asOne)))),
      demonstration: fc.boolean(),
    })
    .chain((one) => remarksOf(one.cells).map((remarks) => ({ ...one, remarks })))
    .map(({ agency, year, cells, remarks, preamble, sections, demonstration }) => ({
      // A failing example is told by its cells and prose; the form would drown them.
      [fc.toStringMethod]: () => fc.stringify({ form: form.id, agency, year, cells, remarks, preamble, sections }),
      title: `${agency}${year}年政府信息公开工作年度报告`,
      agency,
      year,
      form,
      demonstration,
      reading: {
        ...sourceless,
        cells,
        remarks,
        preamble: paragraphs(preamble),
        sections: form.sections.map(({ key, number, title }, at) => ({
          key,
          printedNumber: number,
          printedTitle: title,
          start: 0,
          end: 0,
          paragraphs: paragraphs(sections[at] ?? []),
        })),
      },
    }))
}

const asOne = (text: string): Prose => [{ text }]

/** Reports of both forms with everything that a writer must bring over. */
export const anyReport: fc.Arbitrary<ReportToRender> = fc.oneof(reportWith(form2019), reportWith(form2021))

const texts = (prose: Prose) => prose.map(({ text, heading }) => (heading ? [text, heading] : [text]))

/** Holds a written report to what it was written from: our own reader finds the same, word for word and cell for cell. */
export async function expectReadBack(bytes: Uint8Array, report: ReportToRender): Promise<void> {
  const { title, agency, year, form, reading } = report
  const outcome = await readReport(bytes, forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  const back = outcome.report.reading
  expect({ title: back.title, agency: back.agency, year: back.year, form: back.form }).toEqual({
    title,
    agency,
    year,
    form: form.id,
  })
  expect(back.cells).toEqual(reading.cells)
  expect(back.remarks).toEqual(reading.remarks)
  const preamble = (prose: Prose) =>
    texts(
      withoutTitle(
        prose.filter(({ text }) => text !== demonstrationNotice),
        title,
      ),
    )
  expect(preamble(back.preamble)).toEqual(preamble(reading.preamble))
  expect(back.sections.map(({ key, printedNumber }) => [key, printedNumber])).toEqual(
    form.sections.map(({ key, number }) => [key, number]),
  )
  for (const { key, paragraphs: due } of reading.sections)
    expect(texts(back.sections.find((one) => one.key === key)?.paragraphs ?? []), key).toEqual(texts(due))
}
