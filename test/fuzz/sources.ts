import { readFileSync } from 'node:fs'
import { damages } from '../report/specimens/damages/all.ts'
import { printers } from '../report/specimens/printers.ts'
import { seeded } from '../report/specimens/random.ts'
import { damaged, occursIn, printedBytes, sample } from '../report/specimens/samples.ts'

const pdfs = ['plain', 'pages', 'narrow-columns', 'scanned', 'encrypted']

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
  return [...(await Promise.all(printed)), ...papers]
}
