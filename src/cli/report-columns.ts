/** Characters that fill two cells of a terminal: Chinese text, full-width forms and their punctuation. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** Punctuation that Chinese fonts draw in full width. */
const wideInChinese = /[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]/u

/** Terminal cells that a text fills. */
function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += wide.test(character) || wideInChinese.test(character) ? 2 : 1
  return width
}

/** The text in at most `most` cells; what is cut is told by …. */
export function fitted(text: string, most: number): string {
  if (textWidth(text) <= most) return text
  let kept = ''
  let width = 2
  for (const character of text) {
    width += textWidth(character)
    if (width > most) break
    kept += character
  }
  return `${kept}…`
}

/** Rows in aligned columns, two spaces apart: the first column to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(text))
    })
  return rows.map((row) =>
    row
      .map((text, column) => {
        const pad = ' '.repeat((widths[column] ?? 0) - textWidth(text))
        return column === 0 ? text + pad : pad + text
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Text of a document without what could steer a terminal. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ').trim()
}
