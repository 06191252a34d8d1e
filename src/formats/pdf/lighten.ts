/** Blanks the entries of the dictionary that opens at `at`, up to where it closes; leaves anything else alone. */
function blankDictionary(bytes: Buffer, at: number): void {
  const open = /^[\s\0]*<</.exec(bytes.toString('latin1', at, at + 16))
  if (!open) return
  const start = at + open[0].length
  const end = bytes.indexOf('>>', start)
  // Entries of this dictionary are references only; anything nested would mean it is a different one.
  if (end < 0 || bytes.subarray(start, end).includes('<')) return
  bytes.fill(0x20, start, end)
}

function eachPlace(bytes: Buffer, name: string, visit: (end: number) => void): void {
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + name.length)) visit(at + name.length)
}

/**
 * A copy of the file, of the same length, in which fonts no longer name the programs that draw their glyphs. The text
 * is told by the tables beside them, and unpacking and checking the programs would take most of the time.
 */
export function lighten(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  eachPlace(copy, '/FontFile2', (end) => {
    copy[end - 1] = 0x58
  })
  eachPlace(copy, '/CharProcs', (end) => blankDictionary(copy, end))
  return new Uint8Array(copy.buffer, copy.byteOffset, copy.length)
}
