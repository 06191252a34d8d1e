/** What no file format can hold: control characters, lone surrogates, non-characters (XML 1.0 §2.2, HTML §13.2.3.5). */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Surrogate}\p{Noncharacter_Code_Point}]/gu

/** The lines of a text without what no file format can hold; lines without words are left out. */
export function printableLines(text: string): readonly string[] {
  const lines = text.replace(unprintable, '').split(/[\n\r\u2028\u2029]/)
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** The same in one line. */
export const printable = (text: string): string => printableLines(text).join(' ')
