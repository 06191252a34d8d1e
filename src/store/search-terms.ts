const together = (text: string) => text.normalize('NFKC').toLowerCase()

/** Every character and every pair of neighbours: what an index finds any stretch of Chinese by. */
function terms(text: string): readonly string[] {
  return together(text)
    .split(/\s+/)
    .flatMap((word) => {
      const signs = [...word]
      return [...signs, ...signs.slice(1).map((sign, index) => `${signs[index]}${sign}`)]
    })
}

/** Longer texts are found by their beginning. */
const longest = 1000

/** Terms under which a text is found, each once. */
export function searchTerms(text: string): readonly string[] {
  return [...new Set(terms(text.slice(0, longest)))]
}

/** Terms that a text must have to hold the word: its pairs, or the one character that it is. */
export function termsOf(word: string): readonly string[] {
  const pairs = terms(word).filter((term) => [...term].length > 1)
  return pairs.length > 0 ? [...new Set(pairs)] : searchTerms(word)
}
