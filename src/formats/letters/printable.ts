import type { LetterPaper } from '../../domain/request/letters/paper.ts'
import { chineseDate } from '../../domain/request/letters/phrases.ts'

/** Control characters that no document may hold, and such as turn the writing round; lines and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Bidi_Control}\ufffe\uffff]/gu

const clean = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(unprintable, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')

/** The same paper without what cannot be printed. */
export function withoutUnprintable<Paper extends object>(paper: Paper): Paper {
  return JSON.parse(JSON.stringify(paper), (_, value) => (typeof value === 'string' ? clean(value) : value))
}

/** The same letter without what cannot be printed. */
export const printable = (paper: LetterPaper): LetterPaper => withoutUnprintable(paper)

/** The letter as the templates read it: days in words. */
export function printed(paper: LetterPaper) {
  const { signature, ...rest } = printable(paper)
  return signature === undefined ? rest : { ...rest, signature: { ...signature, on: chineseDate(signature.on) } }
}
