import type { PlainDate } from '../../calendar/plain-date.ts'
import type { LetterKind } from './kinds.ts'

/** Something that may be ticked on paper. */
export interface Choice {
  readonly text: string
  readonly chosen: boolean
}

/** A place of a form; `width` in twelfths of the text's width. */
export type FormCell = { readonly width: number; readonly rowSpan?: number } & (
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'choices'; readonly options: readonly Choice[] }
  /** To be filled in by hand: that many lines high, with what is printed at its lower end. */
  | { readonly kind: 'blank'; readonly lines: number; readonly below?: string }
)

export interface FormBlock {
  readonly kind: 'form'
  readonly rows: readonly (readonly FormCell[])[]
}

export interface TableBlock {
  readonly kind: 'table'
  /** Headings, with widths in proportion to each other; what is no text to read from the left stands otherwise. */
  readonly columns: readonly { readonly text: string; readonly width: number; readonly stands?: 'right' | 'centre' }[]
  readonly rows: readonly (readonly string[])[]
}

/** An address on an envelope. */
export interface PostalAddress {
  readonly postcode: string
  readonly address: string
  readonly name: string
}

export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** Words of somebody else, repeated. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | TableBlock
  | FormBlock
  | { readonly kind: 'postal'; readonly to: PostalAddress; readonly from: PostalAddress }

/** Sent back by who gets the letter; on a page of its own. */
export interface ReplySlip {
  readonly title: string
  readonly blocks: readonly LetterBlock[]
}

/** A letter as it is printed, laid out by GB/T 9704-2012; PDF and DOCX are drawn from this. */
export interface LetterPaper {
  readonly kind: LetterKind
  /** Name over the red rule. */
  readonly organ: string
  readonly title: string
  /** 云汐公复〔2025〕12号; a draft has none. */
  readonly number?: string
  readonly draft: boolean
  readonly addressee?: string
  readonly blocks: readonly LetterBlock[]
  /** Titles, without 附件 and numbers. */
  readonly attachments: readonly string[]
  /** Absent where nobody signs: forms and envelopes. */
  readonly signature?: { readonly by: string; readonly on: PlainDate }
  /** In brackets below the signature. */
  readonly contact?: string
  /** 抄送. */
  readonly copiesTo: readonly string[]
  readonly slip?: ReplySlip
}

export const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text })
export const list = (items: readonly string[]): LetterBlock => ({ kind: 'list', items })
