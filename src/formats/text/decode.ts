import { Refused } from '../refusal.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decodeAs(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes)
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark has zero bytes at its digits and line breaks; only the right order of bytes gives words. */
function utf16ByZeros(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 8192)
  if (sample.filter((byte) => byte === 0).length * 200 < sample.length) return undefined
  const label = ['utf-16le', 'utf-16be'].find((order) => isPlausible(decodeAs(order, sample)))
  return label === undefined ? undefined : decodeAs(label, bytes)
}

/** Ideographs, letters and punctuation of this part of the world make up nearly the whole text. */
function isPlausible(text: string): boolean {
  const sample = text.slice(0, 4096)
  const usual = sample.match(/[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u203b\u00a0-\u00ff]/g)
  return (usual?.length ?? 0) > sample.length * 0.9
}

/** How much of a decoding failed: replacement characters among those beyond ASCII. */
function damage(text: string): number {
  let foreign = 0
  let failed = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) foreign++
    if (code === 0xfffd) failed++
  }
  return foreign === 0 ? 0 : failed / foreign
}

/** Enough of a file to tell its encoding. */
const sampleSize = 256 * 1024

/** Control characters that no text has. */
function controls(text: string): number {
  let found = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 9 || (code > 13 && code < 32) || (code > 126 && code < 160) || code > 0xfffd) found++
  }
  return found
}

/** The encoding that the page itself states; believed only where it decodes the page. */
function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = decodeAs('latin1', bytes.subarray(0, 2048))
  return /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]
}

function decodeStated(bytes: Uint8Array): { label: string; text: string } | undefined {
  const label = statedEncoding(bytes)
  if (!label || /^(utf|gb|unicode|ucs)/i.test(label)) return undefined
  try {
    return { label, text: decodeAs(label, bytes) }
  } catch {
    return undefined
  }
}

function decodeEightBit(bytes: Uint8Array): string {
  const whole = strictUtf8(bytes)
  if (whole !== undefined) return whole
  const sample = bytes.subarray(0, sampleSize)
  // A file cut in the middle of a character is still UTF-8.
  if (damage(decodeAs('utf-8', sample)) < 0.02) return decodeAs('utf-8', bytes)
  const stated = decodeStated(sample)
  if (stated && damage(stated.text) < 0.001 && isPlausible(stated.text)) return decodeAs(stated.label, bytes)
  if (damage(decodeAs('gb18030', sample)) < 0.02) return decodeAs('gb18030', bytes)
  throw new Refused('binary')
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  return (bytes.subarray(0, 8192).includes(0) ? utf16ByZeros(bytes) : undefined) ?? decodeEightBit(bytes)
}

/**
 * Decodes UTF-8, UTF-16 and GB 18030, with or without a byte order mark; what the bytes are wins over what they say.
 *
 * Line ends become `\n`, zero characters are dropped.
 *
 * @throws Refused where the bytes are no text
 */
export function decode(bytes: Uint8Array): string {
  let text = decodeBytes(bytes)
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
  // Text taken out of an old Word document ends its cells with this bell.
  if (text.includes('\x07')) text = text.replaceAll('\x07', '\t')
  const start = text.slice(0, 65536)
  if (controls(start) > 16 + start.length * 0.02) throw new Refused('binary')
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}
