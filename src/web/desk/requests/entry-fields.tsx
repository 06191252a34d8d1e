import type { Child } from 'hono/jsx'
import type { FieldProblems } from '../../fields.tsx'
import type { Fields } from './read-entry.ts'

/** What is typed and what is wrong with it, for all fields of the form. */
export interface FormState {
  readonly values: Fields
  readonly problems: FieldProblems
}

interface FieldProps extends FormState {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
}

const describedBy = ({ name, hint, problems }: FieldProps): string | undefined =>
  [...(hint ? [`${name}-hint`] : []), ...(problems[name] ? [`${name}-problem`] : [])].join(' ') || undefined

const attributes = (props: FieldProps) => ({
  class: 'ds-input',
  id: props.name,
  name: props.name,
  'aria-invalid': props.problems[props.name] ? ('true' as const) : undefined,
  'aria-describedby': describedBy(props),
})

function Frame({ children, ...props }: FieldProps & { readonly children: Child }) {
  const { name, label, hint, optional, problems } = props
  return (
    <div class={problems[name] ? 'field wrong' : 'field'}>
      <label for={name}>
        {label}
        {optional && <span class="may">（可不填）</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problems[name] && (
        <p class="err" id={`${name}-problem`}>
          {problems[name]}
        </p>
      )}
      {children}
    </div>
  )
}

interface LineProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'email' | 'tel'
  /** Words that are offered; others may be typed. */
  readonly offers?: readonly string[]
}

/** One line. */
export function Line(props: LineProps) {
  const { name, type, values, offers } = props
  return (
    <Frame {...props}>
      <input
        {...attributes(props)}
        type={type ?? 'text'}
        value={values[name]}
        maxlength={200}
        autocomplete="off"
        list={offers && `${name}-offers`}
      />
      {offers && (
        <datalist id={`${name}-offers`}>
          {offers.map((offer) => (
            <option value={offer} />
          ))}
        </datalist>
      )}
    </Frame>
  )
}

/** Several lines. */
export function Lines(props: FieldProps & { readonly rows: number }) {
  return (
    <Frame {...props}>
      <textarea {...attributes(props)} rows={props.rows} maxlength={5000}>
        {props.values[props.name]}
      </textarea>
    </Frame>
  )
}

/** One of several. */
export function Select(props: FieldProps & { readonly options: readonly (readonly [string, string])[] }) {
  const { options, values, name } = props
  return (
    <Frame {...props}>
      <select {...attributes(props)}>
        {options.map(([value, words]) => (
          <option value={value} selected={value === values[name]}>
            {words}
          </option>
        ))}
      </select>
    </Frame>
  )
}
