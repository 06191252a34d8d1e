import { readFileSync } from 'node:fs'
import { writeReportCsv } from '../../src/formats/csv/write-csv.ts'
import { damages } from '../report/specimens/damages/all.ts'
import { printXlsx } from '../report/specimens/print-xlsx.ts'
import { printers } from '../report/specimens/printers.ts'
import { seeded } from '../report/specimens/random.ts'
import { damaged, occursIn, printedBytes, sample } from '../report/specimens/samples.ts'
import { expectedCells } from '../report/specimens/specimen.ts'

const workbooks = ['office-page-2019', 'office-page-2021', 'office-workbook-2021']
const sheetsAsCsv = ['office-page-2019', 'office-page-2021']
const pdfs = ['plain', 'pages', 'narrow-columns', 'scanned', 'encrypted']

/** The figures of a report as our own CSV. */
function ownData(): readonly Uint8Array[] {
  return [1, 4].map((seed) => {
    const { form, agency, year, parts } = sample(seed)
    const cells = expectedCells({ form, agency, year, parts })
    return new TextEncoder().encode(writeReportCsv({ agency, year, form, cells }))
  })
}

/** One file of every kind to start from; `root` is the folder of the project. */
export async function readableFiles(root: string): Promise<readonly Uint8Array[]> {
  const random = seeded(99)
  const printed = printers.flatMap((printer) =>
    [0, 1, 2, 3, 4, 5].map((seed) => {
      const some = damages.filter((damage) => occursIn(damage, printer) && random.chance(0.03))
      return printedBytes(printer, damaged(sample(seed), some, seed), some, seed)
    }),
  )
  const papers = pdfs.map((name) => new Uint8Array(readFileSync(`${root}/test/report/specimens/pdf/${name}.pdf`)))
  const books = workbooks.map((name) => new Uint8Array(readFileSync(`${root}/test/fixtures/formats/${name}.xlsx`)))
  const sheets = [0, 1, 2].map((seed) => printXlsx(sample(seed)))
  const csv = sheetsAsCsv.map((name) => new Uint8Array(readFileSync(`${root}/test/fixtures/formats/${name}.csv`)))
  return [...(await Promise.all(printed)), ...papers, ...books, ...sheets, ...csv, ...ownData()]
}
