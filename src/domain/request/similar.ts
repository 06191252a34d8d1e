/** Letters, ideographs and digits; a request is no other for its punctuation, spaces or full-width figures. */
function charactersOf(text: string): readonly string[] {
  return Array.from(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  )
}

/** Runs of two and of three characters; a single character stands for itself. */
function shinglesOf(text: string): ReadonlySet<string> {
  const characters = charactersOf(text)
  if (characters.length === 1) return new Set(characters)
  const shingles = new Set<string>()
  for (let at = 1; at < characters.length; at += 1) {
    const pair = `${characters[at - 1]}${characters[at]}`
    shingles.add(pair)
    if (at > 1) shingles.add(`${characters[at - 2]}${pair}`)
  }
  return shingles
}

/**
 * How far two texts of requests are alike, 0 to 1: the runs that they share among all their runs (Jaccard). It helps to
 * find earlier requests; whether one repeats another (条例第三十六条第（六）项) is for a person to say.
 */
export const similarity = (a: string, b: string): number => similarityTo(a)(b)

/** The same for one text beside many others. */
export function similarityTo(text: string): (other: string) => number {
  const first = shinglesOf(text)
  return (other) => {
    const second = shinglesOf(other)
    let shared = 0
    for (const shingle of second) if (first.has(shingle)) shared += 1
    const all = first.size + second.size - shared
    return all === 0 ? 0 : shared / all
  }
}

const bandCount = 16
const rowsInBand = 2

/** Spreads the bits of a 32-bit number (finaliser of MurmurHash3). */
function mixed(number: number): number {
  let bits = number
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** FNV-1a over the code units, spread. */
function hashOf(shingle: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < shingle.length; at += 1) hash = Math.imul(hash ^ shingle.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

const placeCount = bandCount * rowsInBand

/** An order of all shingles for each place of the signature. Stored signatures rest on them: never change them. */
const times = Int32Array.from({ length: placeCount }, (_, at) => mixed(at + 1) | 1)
const plus = Int32Array.from({ length: placeCount }, (_, at) => mixed(at + 1001))

/** MinHash: for each order the shingle that comes first; two texts agree in a place as often as they are alike. */
function signatureOf(shingles: ReadonlySet<string>): Int32Array {
  const least = new Int32Array(placeCount).fill(0x7fffffff)
  for (const shingle of shingles) {
    const hash = hashOf(shingle)
    for (let at = 0; at < placeCount; at += 1) {
      const placed = Math.imul(hash, times[at] as number) ^ (plus[at] as number)
      if (placed < (least[at] as number)) least[at] = placed
    }
  }
  return least
}

/**
 * Sixteen 32-bit signed integers for an `int[]` column: texts that are alike share some of them, 99 in 100 at a
 * similarity of 0.5, half at 0.2. Empty for a text without letters or digits.
 */
export function bands(text: string): readonly number[] {
  const shingles = shinglesOf(text)
  if (shingles.size === 0) return []
  const signature = signatureOf(shingles)
  return Array.from({ length: bandCount }, (_, band) => {
    const [first = 0, second = 0] = signature.subarray(band * rowsInBand)
    return mixed(mixed(first ^ Math.imul(band + 1, 0x9e3779b1)) ^ second) | 0
  })
}
