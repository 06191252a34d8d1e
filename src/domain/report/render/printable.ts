/** What no file format can hold: control characters, lone surrogates, non-characters (XML 1.0 §2.2, HTML §13.2.3.5). */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Surrogate}\p{Noncharacter_Code_Point}]/gu

/** One line that every file format can hold. */
export function printable(text: string): string {
  return text
    .replace(unprintable, '')
    .replace(/[\s\u2028\u2029]*[\n\r\u2028\u2029][\s\u2028\u2029]*/g, ' ')
    .trim()
}

/** The same line by line; lines without words are left out. */
export function printableLines(text: string): readonly string[] {
  return text
    .split(/[\n\r\u2028\u2029]+/)
    .map(printable)
    .filter((line) => line !== '')
}
