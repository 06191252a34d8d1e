const gbk = new Map<string, readonly [number, number]>()

/** Two-byte codes of GBK, read off the decoder. */
function codes(): ReadonlyMap<string, readonly [number, number]> {
  if (gbk.size > 0) return gbk
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      gbk.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  return gbk
}

/** The text in GBK; characters that GBK has not become question marks. */
export function toGbk(text: string): Uint8Array {
  const known = codes()
  return Uint8Array.from(
    [...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (known.get(char) ?? [0x3f]))),
  )
}

/** The text in UTF-16, little-endian, with a byte order mark. */
export const toUtf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le')

/** What comes out when UTF-8 is taken for Latin-1 and written as UTF-8 once more. */
export const toTwiceEncoded = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf8')
