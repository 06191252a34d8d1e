import type { Child } from 'hono/jsx'
import type { FieldProblems } from '../fields.tsx'

/** What is typed and what is wrong with it, for all fields of a step. */
export interface StepState {
  readonly values: Readonly<Record<string, string>>
  readonly problems: FieldProblems
}

interface FieldProps extends StepState {
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

function Notes({ name, hint, problems }: FieldProps) {
  return (
    <>
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
    </>
  )
}

const Optional = () => <span class="may">（可不填）</span>

function Frame({ children, ...props }: FieldProps & { readonly children: Child }) {
  const { name, label, optional, problems } = props
  return (
    <div class={problems[name] ? 'field wrong' : 'field'}>
      <label for={name}>
        {label}
        {optional && <Optional />}
      </label>
      <Notes {...props} />
      {children}
    </div>
  )
}

interface LineProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel'
  /** What of the person's own data it asks for, so that a browser can fill it in. */
  readonly autocomplete?: string
  readonly most?: number
}

/** One line. */
export function Line(props: LineProps) {
  const { name, type, values, autocomplete, most } = props
  return (
    <Frame {...props}>
      <input
        {...attributes(props)}
        type={type ?? 'text'}
        value={values[name]}
        maxlength={most ?? 200}
        autocomplete={autocomplete ?? 'off'}
      />
    </Frame>
  )
}

/** Several lines. */
export function Lines(props: FieldProps & { readonly rows: number; readonly most: number }) {
  const { name, values, rows, most } = props
  return (
    <Frame {...props}>
      <textarea {...attributes(props)} rows={rows} maxlength={most}>
        {values[name]}
      </textarea>
    </Frame>
  )
}

export type Options = readonly (readonly [value: string, says: string])[]

/** One of several, in a list that opens. */
export function Select(props: FieldProps & { readonly options: Options }) {
  const { name, values, options } = props
  return (
    <Frame {...props}>
      <select {...attributes(props)}>
        {options.map(([value, says]) => (
          <option value={value} selected={value === values[name]}>
            {says}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** One of a few, all of them in sight. The first bears the id, so that a problem leads to it. */
export function Radios(props: FieldProps & { readonly options: Options }) {
  const { name, label, values, options, problems } = props
  return (
    <fieldset class={problems[name] ? 'field wrong' : 'field'} aria-describedby={describedBy(props)}>
      <legend>{label}</legend>
      <Notes {...props} />
      <div class="choices">
        {options.map(([value, says], index) => (
          <label>
            <input
              type="radio"
              id={index === 0 ? name : undefined}
              name={name}
              value={value}
              checked={value === values[name]}
            />{' '}
            {says}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Something that may be ticked. */
export function Tick({ name, says, values }: { readonly name: string; readonly says: string } & StepState) {
  return (
    <label class="tick">
      <input type="checkbox" id={name} name={name} value="yes" checked={values[name] === 'yes'} /> {says}
    </label>
  )
}
