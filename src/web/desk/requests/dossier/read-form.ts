import type { Kysely } from 'kysely'
import type { Refusal } from '../../../../domain/refusal.ts'
import { type Details, readDetails } from '../../../../domain/request/letters/details.ts'
import type { Database } from '../../../../store/schema.ts'
import type { FieldProblems } from '../../../fields.tsx'
import type { KeptFields } from '../../kept-fields.ts'
import type { AnyForm, FormAt, Plan } from './action-form.ts'

/** What was typed, with the parts of a name as the parts of an object: `refused.0.reason`. */
export interface Typed {
  readonly [name: string]: string | Typed | readonly Typed[]
}

type Tree = Map<string, string | Tree>

/** Fields that say for what the form is, not what was typed in it. */
const stamps = ['version', 'seen', 'more', 'as']

function grow(tree: Tree, [first = '', ...rest]: readonly string[], value: string): void {
  const there = tree.get(first)
  if (rest.length === 0) {
    // A field that comes twice is a list of ticks.
    tree.set(first, typeof there === 'string' ? `${there}\n${value}` : value)
    return
  }
  const inner: Tree = there instanceof Map ? there : new Map()
  tree.set(first, inner)
  grow(inner, rest, value)
}

const isEmpty = (part: Typed[string]): boolean =>
  typeof part === 'string' ? part.trim() === '' : Object.values(part).every(isEmpty)

function shaped(tree: Tree): Typed | readonly Typed[] {
  const parts = [...tree]
    .map(([name, part]) => [name, part instanceof Map ? shaped(part) : part] as const)
    // What has parts and was left empty was not filled in.
    .filter(([, part]) => typeof part === 'string' || !isEmpty(part))
  const isList = parts.length > 0 && parts.every(([name]) => /^\d{1,3}$/.test(name))
  if (!isList) return Object.assign(Object.create(null), Object.fromEntries(parts)) as Typed
  return parts.flatMap(([, part]) => (typeof part === 'string' ? [] : [part as Typed]))
}

/** The fields of a form as they were typed; nothing is judged yet. */
export function typedIn(fields: KeptFields): Typed {
  const tree: Tree = new Map()
  for (const [name, value] of fields) if (!stamps.includes(name)) grow(tree, name.split('.'), value)
  return shaped(tree) as Typed
}

/** Most signs of one field: the law asks for reasons, not for books. */
const longest = 5000

function tooLong(typed: Typed, before = ''): FieldProblems {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, part]): readonly (readonly [string, string])[] => {
      if (typeof part !== 'string') return Object.entries(tooLong(part as Typed, `${before}${name}.`))
      return [...part].length > longest ? [[`${before}${name}`, `不能超过 ${longest} 字。`]] : []
    }),
  )
}

/** Days on which something happened; an entry is never about a day to come. */
const past = ['on', 'delivered']
/** Days by which somebody is to do something. */
const toCome = ['until', 'date']

function dayProblems(typed: Typed, { look, dossier }: FormAt): FieldProblems {
  const { today } = look
  const from = dossier.reading.submittedOn ?? ''
  const saysOf = (name: string, day: string) => {
    if (past.includes(name) && day > today) return `${day} 还没有到，不能登记以后的事。`
    if (past.includes(name) && day < from) return `${day} 早于申请提交之日 ${from}。`
    const start = typeof typed.on === 'string' && typed.on !== '' ? typed.on : today
    return toCome.includes(name) && day < start ? `期限不能早于 ${start}。` : undefined
  }
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, day]) => {
      const says = typeof day === 'string' && day !== '' ? saysOf(name, day) : undefined
      return says === undefined ? [] : [[name, says] as const]
    }),
  )
}

/** Ticks and choices that the page does not offer. */
function strayTicks(form: AnyForm, typed: Typed, at: FormAt): FieldProblems {
  const looks = Object.entries(form.looks?.(at) ?? {})
  return Object.fromEntries(
    looks.flatMap(([name, look]) => {
      const given = typed[name]
      const { tick } = look ?? {}
      const stray =
        typeof given === 'string' && tick && given.split('\n').some((one) => one && !Object.hasOwn(tick, one))
      return stray ? [[name, '请从所列各项中选择。'] as const] : []
    }),
  )
}

/** What is chosen before the form is one of what is offered: other letters are no matter of the office alone. */
function strayChoice(form: AnyForm, at: FormAt): FieldProblems {
  const choosing = form.choose?.(at)
  if (!choosing || Object.hasOwn(choosing.options, at.chosen[choosing.name] ?? '')) return {}
  return { [choosing.name]: `请先选择${choosing.says}。` }
}

const isAny = (problems: FieldProblems) => Object.keys(problems).length > 0

export type ReadForm =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: FieldProblems; readonly refusals: readonly Refusal[] }

/** What a form asks to be done, or all that is wrong with it at once, by the name of the field. */
export async function readForm(db: Kysely<Database>, form: AnyForm, typed: Typed, at: FormAt): Promise<ReadForm> {
  const stray = strayChoice(form, at)
  if (isAny(stray)) return { ok: false, problems: stray, refusals: [] }
  const fields: Details = form.fields(at)
  const { values, missing } = readDetails(fields, typed)
  const problems = {
    ...dayProblems(typed, at),
    ...strayTicks(form, typed, at),
    ...tooLong(typed),
    // What is no day at all is told before what is the wrong one.
    ...Object.fromEntries(missing.map(({ field, says }) => [field, says])),
  }
  const refusals = missing.length === 0 ? (form.check?.(values as never, at) ?? []) : []
  if (isAny(problems) || refusals.length > 0) return { ok: false, problems, refusals }
  const more = { ...form.problems?.(values as never, at), ...(await form.lookUp?.(db, values as never, at)) }
  if (isAny(more)) return { ok: false, problems: more, refusals: [] }
  return { ok: true, plan: form.plan(values as never, at) }
}
