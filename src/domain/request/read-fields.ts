import { holdsControls } from '../unseen.ts'

/** What stands in the fields of a form, by their names. */
export type Typed = Readonly<Record<string, string | undefined>>

/** What is wrong, by the name of the field. */
export type Problems = Readonly<Record<string, string>>

/** A value, or all that is wrong at once. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: Problems }

const saysSomething = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** What is no part of what was written: controls, and what turns the writing round. Lines stay. */
const withoutControls = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]|\p{Bidi_Control}/gu, '')

/** How a field is read; without `lacks` it may stay empty. */
interface Field {
  readonly most: number
  /** What is said where it is empty. */
  readonly lacks?: string | false | undefined
  readonly form?: { readonly is: (text: string) => boolean; readonly says: string }
}

/** Reads fields one after another and remembers what is wrong; of several faults of a field the first is told. */
export interface FieldReader {
  readonly line: (name: string, field: Field) => string
  readonly lines: (name: string, field: Field) => string
  readonly choice: <Key extends string>(name: string, table: Readonly<Record<Key, unknown>>, says: string) => Key
  readonly wrong: (name: string, says: string) => void
  readonly read: <Value>(value: Value) => Read<Value>
}

export function fieldReader(typed: Typed): FieldReader {
  const problems: Record<string, string> = {}
  const wrong = (name: string, says: string) => {
    problems[name] ??= says
  }
  const checked = (name: string, text: string, { most, lacks, form }: Field) => {
    // What is too long is not looked at further: a pattern may take long over it.
    if (text.length > most) wrong(name, `最多 ${most} 个字，现在有 ${text.length} 个。`)
    else if (lacks && !saysSomething(text)) wrong(name, lacks)
    else if (form && text !== '' && !form.is(text)) wrong(name, form.says)
    return text
  }
  return {
    line: (name, field) => {
      const text = (typed[name] ?? '').trim()
      if (holdsControls(text)) wrong(name, '有看不见的控制字符，请重新输入。')
      return checked(name, text, field)
    },
    lines: (name, field) => checked(name, withoutControls(typed[name] ?? '').trim(), field),
    choice: <Key extends string>(name: string, table: Readonly<Record<Key, unknown>>, says: string) => {
      const given = typed[name] ?? ''
      if (!Object.hasOwn(table, given)) wrong(name, says)
      return given as Key
    },
    wrong,
    read: (value) => (Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value }),
  }
}
