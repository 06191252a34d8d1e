import type { CellKey } from '../form.ts'

/** A cell of a printed table; a cell with spans stands once, at its upper left. */
export interface DocumentCell {
  readonly text: string
  /** Labels are printed apart from figures. */
  readonly header: boolean
  readonly rowSpan: number
  readonly columnSpan: number
  /** The figure that stands here. */
  readonly cell?: CellKey
}

export interface DocumentTable {
  readonly kind: 'table'
  /** Key of the form's table. */
  readonly key: string
  /** Columns of the printed grid. */
  readonly columns: number
  /** Rows at the top that repeat on every page. */
  readonly headerRows: number
  readonly rows: readonly (readonly DocumentCell[])[]
}

export type DocumentBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | DocumentTable

/** An annual report as it is printed, in the statutory order; every format out is drawn from this. */
export interface ReportDocument {
  readonly title: string
  readonly agency: string
  readonly year: number
  /** Made-up content: said on every page. */
  readonly demonstration: boolean
  /** After the title. */
  readonly blocks: readonly DocumentBlock[]
}
