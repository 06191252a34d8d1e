const longest = 120
const longestEnding = 12

/** What cannot be printed or turns the writing round: controls, marks of direction, halves of a character. */
const unprintable = /[\p{Cc}\p{Co}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffc\ufffd]/gu

/**
 * A file's name as a browser sent it, made fit to be shown and stored: the last part of a path of any kind, in one
 * line of at most 120 characters, with its ending. 未命名 where nothing is left.
 */
export function cleanFileName(given: string): string {
  const base = (given.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(unprintable, '').replace(/\s+/g, ' ').trim()
  const dot = base.lastIndexOf('.')
  const hasEnding = dot >= 0 && base.length - dot <= longestEnding
  const ending = hasEnding ? base.slice(dot) : ''
  const stem = [...(hasEnding ? base.slice(0, dot) : base).replace(/^\.+/, '')]
  return `${
    stem
      .slice(0, longest - ending.length)
      .join('')
      .trim() || '未命名'
  }${ending === '.' ? '' : ending}`
}
