import type { Grid, Paper } from '../../src/domain/report/paper.ts'
import { openPaper } from '../../src/formats/open-paper.ts'

/** The paper that a file opens as; a file that does not is an error of the test. */
export async function paperOf(file: string | Uint8Array): Promise<Paper> {
  const opened = await openPaper(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  if (opened.kind !== 'paper') throw new Error(`not a paper: ${JSON.stringify(opened)}`)
  return opened.paper
}

/** Code of the sentence by which a file is refused. */
export async function refusalOf(file: Uint8Array): Promise<string> {
  const opened = await openPaper(file)
  return opened.kind === 'unreadable' ? opened.unreadable.code : opened.kind
}

export const gridsOf = (paper: Paper) => paper.blocks.filter((block): block is Grid => block.kind === 'grid')

/** The words that the spans point at: a string for a paragraph, rows of strings for a grid. */
export const wordsOf = (paper: Paper) =>
  paper.blocks.map((block) =>
    block.kind === 'paragraph'
      ? paper.text.slice(block.start, block.end)
      : block.rows.map((row) => row.map((cell) => paper.text.slice(cell.start, cell.end))),
  )

/** Row, column, row span and column span of each cell. */
export const placesOf = (grid: Grid | undefined) =>
  grid?.rows.map((row) => row.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.columnSpan].join(' ')))
