/** A stretch of a text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type PaperKind = 'text' | 'markdown' | 'html' | 'docx' | 'xlsx' | 'csv' | 'pdf'

export interface Paragraph extends Span {
  readonly kind: 'paragraph'
  /** 1 to 6 where the source marks a heading. */
  readonly heading?: number
}

export interface GridCell extends Span {
  /** Zero-based grid position; a cell with spans stands once, at its upper left. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

export interface Grid extends Span {
  readonly kind: 'grid'
  /** Row by row, each row from left to right. */
  readonly rows: readonly (readonly GridCell[])[]
}

export type Block = Paragraph | Grid

/**
 * A document as the reader sees it: one linear text, and where paragraphs and table cells stand in it.
 *
 * Plain text has paragraphs only (one a line). In the other kinds cells are parted by a tab and rows by a line break.
 */
export interface Paper {
  readonly kind: PaperKind
  /** All places that a reading gives are offsets into this text. */
  readonly text: string
  /** `text` with traditional characters replaced by simplified ones, character by character: the same length. */
  readonly simplified: string
  /** Title that the file carries outside its text (HTML title, document properties). */
  readonly title?: string
  /** In the order of the text, not overlapping. */
  readonly blocks: readonly Block[]
  /** One span a page, where the source has pages. */
  readonly pages?: readonly Span[]
}
