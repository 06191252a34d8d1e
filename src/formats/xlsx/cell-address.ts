/** A range of squares: zero-based upper left, and how far it reaches. */
export interface Area {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

const address = /^\$?([A-Za-z]{1,4})\$?(\d{1,8})$/

/** Zero-based row and column of `B7`; undefined for what is no address. */
export function squareOf(text: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = address.exec(text) ?? []
  if (!letters || !digits || Number(digits) < 1) return undefined
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(digits) - 1, column: column - 1 }
}

/** The area of `A1:C2`. */
export function areaOf(reference: string): Area | undefined {
  const [from, to] = reference.split(':').map(squareOf)
  if (!from || !to || to.row < from.row || to.column < from.column) return undefined
  return { ...from, rowSpan: to.row - from.row + 1, columnSpan: to.column - from.column + 1 }
}
