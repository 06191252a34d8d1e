/** Punctuation and spaces tell no request from another. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

/** Every pair and every three of neighbours. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const signs = [...plain(text)]
  const found = new Set<string>()
  for (let at = 0; at + 1 < signs.length; at += 1) {
    const pair = `${signs[at]}${signs[at + 1]}`
    found.add(pair)
    if (at + 2 < signs.length) found.add(`${pair}${signs[at + 2]}`)
  }
  return found
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value
}

/** Mixes a hash with the number of a permutation. */
function mix(value: number, seed: number): number {
  let mixed = Math.imul(value ^ (seed * 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

const bandCount = 16
const rowsPerBand = 2

/**
 * Sixteen signed 32-bit numbers of a text (MinHash with bands of two): texts that share one are candidates for being
 * similar. A text too short for a pair has none.
 */
export function bands(text: string): readonly number[] {
  const hashes = [...shinglesOf(text)].map(hash)
  if (hashes.length === 0) return []
  const smallest = (seed: number) => hashes.reduce((least, value) => Math.min(least, mix(value, seed)), 0x7fffffff)
  return Array.from({ length: bandCount }, (_, band) => {
    const rows = Array.from({ length: rowsPerBand }, (_, row) => smallest(band * rowsPerBand + row + 1))
    return mix(
      rows.reduce((value, row) => Math.imul(value, 31) ^ row, band),
      bandCount,
    )
  })
}

/** How much two texts share: 0 nothing, 1 everything (Jaccard over their shingles). */
export function similarity(a: string, b: string): number {
  const [left, right] = [shinglesOf(a), shinglesOf(b)]
  const shared = [...left].filter((shingle) => right.has(shingle)).length
  const all = left.size + right.size - shared
  return all === 0 ? 0 : shared / all
}
