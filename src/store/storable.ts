/**
 * Text that PostgreSQL takes: a NUL and a lone surrogate become U+FFFD. The length stays the same, so that offsets
 * into the text stay true.
 */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd')
}

/** JSON that PostgreSQL takes. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? storable(part) : part))
}
