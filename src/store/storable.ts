/**
 * Text that PostgreSQL takes: a NUL and a lone surrogate become U+FFFD. The length stays the same, so that offsets
 * into the text stay true.
 */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd')
}

/** How a NUL or a lone surrogate stands in JSON; a backslash printed before such letters looks the same. */
const perhapsUnstorable = /\\u(?:0000|d[89a-f])/

/** JSON that PostgreSQL takes. */
export function toJson(value: unknown): string {
  // Looking into every string takes longer than writing them all, and hardly any report needs it.
  const json = JSON.stringify(value)
  if (!perhapsUnstorable.test(json)) return json
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? storable(part) : part))
}
