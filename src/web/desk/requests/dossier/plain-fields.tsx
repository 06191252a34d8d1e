import type { Child } from 'hono/jsx'
import type { Detail } from '../../../../domain/request/letters/details.ts'
import type { FieldProblems } from '../../../fields.tsx'
import type { FieldLook } from './action-form.ts'
import type { Typed } from './read-form.ts'

export type Part = Typed[string] | undefined

export interface FieldProps {
  /** Of the field in the form, as `refused.0.reason`. */
  readonly name: string
  readonly detail: Detail
  readonly typed: Part
  readonly problems: FieldProblems
  readonly look?: FieldLook | undefined
}

export const idOf = (name: string) => name.replaceAll('.', '-')

const hintOf = ({ detail, look }: FieldProps): string | undefined =>
  look?.hint ?? (detail.shape === 'lines' && !look?.tick ? '每项一行。' : undefined)

function describedBy(props: FieldProps): string | undefined {
  const id = idOf(props.name)
  const ids = [...(hintOf(props) ? [`${id}-hint`] : []), ...(props.problems[props.name] ? [`${id}-problem`] : [])]
  return ids.length > 0 ? ids.join(' ') : undefined
}

export function Said(props: FieldProps) {
  const { name, problems } = props
  const hint = hintOf(props)
  return (
    <>
      {hint && (
        <p class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </p>
      )}
      {problems[name] && (
        <p class="err" id={`${idOf(name)}-problem`}>
          {problems[name]}
        </p>
      )}
    </>
  )
}

function Frame({ children, ...props }: FieldProps & { readonly children: Child }) {
  const { name, detail, problems } = props
  return (
    <div class={problems[name] ? 'field wrong' : 'field'}>
      <label for={idOf(name)}>
        {detail.says}
        {!detail.required && <span class="may">（选填）</span>}
      </label>
      <Said {...props} />
      {children}
    </div>
  )
}

const attributes = (props: FieldProps) => ({
  class: 'ds-input',
  id: idOf(props.name),
  name: props.name,
  'aria-invalid': props.problems[props.name] ? ('true' as const) : undefined,
  'aria-describedby': describedBy(props),
})

const plainText = (part: Part): string => (typeof part === 'string' ? part : '')

export function Several(
  props: FieldProps & { readonly options: Readonly<Record<string, string>>; readonly kind: 'radio' | 'checkbox' },
) {
  const { name, detail, problems, typed, options, kind } = props
  const chosen = plainText(typed).split('\n')
  return (
    <fieldset class={problems[name] ? 'field wrong' : 'field'} id={idOf(name)} aria-describedby={describedBy(props)}>
      <legend>
        {detail.says}
        {!detail.required && <span class="may">（选填）</span>}
      </legend>
      <Said {...props} />
      {Object.entries(options).map(([value, says]) => (
        <label class="option">
          <input type={kind} name={name} value={value} checked={chosen.includes(value)} /> {says}
        </label>
      ))}
    </fieldset>
  )
}

/** Options that are seen at one glance; more are put into a list. */
const atOneGlance = 7

export function ChoiceField(props: FieldProps & { readonly options: Readonly<Record<string, string>> }) {
  const { options, typed, detail } = props
  if (Object.keys(options).length <= atOneGlance) return <Several {...props} kind="radio" />
  return (
    <Frame {...props}>
      <select {...attributes(props)} required={detail.required}>
        <option value="">请选择</option>
        {Object.entries(options).map(([value, says]) => (
          <option value={value} selected={value === plainText(typed)}>
            {says}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function TextField(props: FieldProps & { readonly rows: number }) {
  return (
    <Frame {...props}>
      <textarea {...attributes(props)} rows={props.rows} required={props.detail.required}>
        {plainText(props.typed)}
      </textarea>
    </Frame>
  )
}

export function LineField(props: FieldProps & { readonly type: 'text' | 'date'; readonly mode?: 'decimal' }) {
  const { type, mode, detail, typed } = props
  return (
    <Frame {...props}>
      <input
        {...attributes(props)}
        type={type}
        inputmode={mode}
        value={plainText(typed)}
        required={detail.required}
        autocomplete="off"
      />
    </Frame>
  )
}
