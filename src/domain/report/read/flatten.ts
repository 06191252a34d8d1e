/** Pinyin that was injected after a character, in brackets: 報(bào)告, or with the word split, 公(gong)(gong)開. */
const bracketed = /[(（]\s*([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɡ]{1,6})\s*[)）]/giu
const syllable = /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouüv][aeiou]{0,2}(?:n|ng|r)?$/
const toneMarks = /[\u0300-\u0307\u0309-\u036f]/g

/** What stands in a flat text for a character that is not part of the document's words. */
export const dropped = '\ue000'

const special = new Map<number, string>([
  ...[0x00a0, 0x3000, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ad].map((code) => [code, ' '] as const),
  ...'－−–—―‐‑﹣─'.split('').map((char) => [char.charCodeAt(0), '-'] as const),
  ...'｜│┃¦'.split('').map((char) => [char.charCodeAt(0), '|'] as const),
  ...'﹙﹚'.split('').map((char, at) => [char.charCodeAt(0), '()'[at] as string] as const),
])

function flatChar(code: number): string {
  const known = special.get(code)
  if (known) return known
  const char = String.fromCharCode(code)
  if (code >= 0xd800 && code <= 0xdfff) return char
  // A raised or circled digit leads to a footnote or counts items: it is no digit of a number.
  const folded = /\p{No}/u.test(char) ? char : char.normalize('NFKC')
  const one = folded.length === 1 ? folded : char
  special.set(code, one)
  return one
}

/**
 * The text with full-width forms, odd spaces, dashes and bars made plain and injected pinyin dropped (see `dropped`).
 * Same UTF-16 length as the input, so that places hold.
 */
export function flatten(simplified: string): string {
  const plain = simplified.replace(/[^\u0020-\u007e\n\t\u4e00-\u9fff、。“”‘’《》]/g, (char) =>
    flatChar(char.charCodeAt(0)),
  )
  if (!/[(][\sa-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɡ]{1,8}[)]/iu.test(plain)) return plain
  return plain.replace(bracketed, (match: string, letters: string, at: number) => {
    if (!/[\p{L})\ue000]/u.test(plain[at - 1] ?? '')) return match
    const bare = letters.normalize('NFD').replace(toneMarks, '').replace('ɡ', 'g').toLowerCase()
    return syllable.test(bare.normalize('NFC')) ? dropped.repeat(match.length) : match
  })
}

/** The words of a label as the stream has them: no space, bracket, quote or punctuation; see `stream.ts`. */
export function wordsOf(label: string): string {
  return flatten(label).replace(/[^\p{L}\p{N}.+\-/%]/gu, '')
}
