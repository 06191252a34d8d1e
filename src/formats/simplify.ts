import { createRequire } from 'node:module'
import { replaceRadicals } from './radicals.ts'

type ToSimplified = (text: string) => string

let converter: ToSimplified | undefined

/** Loaded only for a text that needs it: the dictionary costs some 40 ms once. */
function toSimplified(text: string): string {
  if (!converter) {
    const load = createRequire(import.meta.url)
    const opencc = load('opencc-js/t2cn') as { Converter: (from: { from: string; to: string }) => ToSimplified }
    converter = opencc.Converter({ from: 't', to: 'cn' })
  }
  return converter(text)
}

/** Code of the replacement for each UTF-16 unit; 0 where it has not been asked for yet. */
const replacements = new Uint16Array(0x10000)

/** 1 for the 6763 characters of GB 2312, which all are in use in simplified Chinese. */
const common = commonCharacters()

function commonCharacters(): Uint8Array {
  const bytes: number[] = []
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low)
  const table = new Uint8Array(0x10000)
  for (const character of new TextDecoder('gbk').decode(Uint8Array.from(bytes))) table[character.charCodeAt(0)] = 1
  return table
}

const isRadical = (code: number) => code >= 0x2e80 && code <= 0x2fdf
const isIdeograph = (code: number) =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || isRadical(code)

function replacementOf(code: number): number {
  const known = replacements[code]
  if (known) return known
  const character = String.fromCharCode(code)
  const simplified = toSimplified(isRadical(code) ? replaceRadicals(character) : character)
  const replacement = simplified.length === 1 ? simplified.charCodeAt(0) : code
  replacements[code] = replacement
  return replacement
}

function firstTraditional(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x2e80 && !common[code] && isIdeograph(code) && replacementOf(code) !== code) return i
  }
  return -1
}

/**
 * The text with traditional characters replaced by simplified ones, character by character: the same length in UTF-16.
 *
 * A text without any traditional character is returned as it is, so 乾 or 於 in a name are safe there.
 */
export function simplify(text: string): string {
  if (firstTraditional(text) < 0) return text
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    units[i] = isIdeograph(code) ? replacementOf(code) : code
  }
  // The dictionary keeps 覆議 apart from 複議; in these reports it only ever stands for 复议.
  return new TextDecoder('utf-16le').decode(units).replace(/覆(?=议)|(?<=行政)覆/g, '复')
}
