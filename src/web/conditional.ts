import type { Ctx } from './context.ts'

/** Whether the asker holds what has this tag (RFC 9110 13.1.2: compared weakly). */
export function holdsTag(c: Ctx, tag: string): boolean {
  const held = c.req.header('if-none-match')
  if (held === undefined) return false
  return held.trim() === '*' || [...held.matchAll(/"[^"]*"/g)].some(([one]) => one === tag)
}
