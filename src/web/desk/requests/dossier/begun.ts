import type { AnyForm, FormAt } from './action-form.ts'
import type { Typed } from './read-form.ts'

/** A value as a form gives it back: texts, and parts and lists of them. */
function asTyped(value: unknown): Typed[string] {
  if (Array.isArray(value)) return value.map((part) => asTyped(part) as Typed)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asTyped(part)]))
  return value === undefined || value === null ? '' : String(value)
}

/** What a form begins with. */
export function begun(form: AnyForm, at: FormAt): Typed {
  const looks = Object.entries(form.looks?.(at) ?? {})
  return Object.fromEntries(
    looks.flatMap(([name, look]) => (look?.initial === undefined ? [] : [[name, asTyped(look.initial)]])),
  )
}
