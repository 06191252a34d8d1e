import type { Child } from 'hono/jsx'

/** What is wrong with a form, by the name of the field. */
export type FieldProblems = Readonly<Record<string, string>>

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly problems: FieldProblems
  readonly value?: string
  readonly hint?: string
  readonly type?: 'text' | 'password'
  readonly autocomplete?: string
  /** May stay empty. */
  readonly optional?: boolean
}

function Frame({ name, label, problems, hint, children }: Omit<FieldProps, 'type'> & { children: Child }) {
  const problem = problems[name]
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="err" id={`${name}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  )
}

function describedBy({ name, hint, problems }: FieldProps): string | undefined {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(problems[name] ? [`${name}-problem`] : [])]
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** A line to fill in. A password is never written back into the page. */
export function TextField(props: FieldProps) {
  const { name, type, value, problems, autocomplete } = props
  return (
    <Frame {...props}>
      <input
        class="ds-input"
        id={name}
        name={name}
        type={type ?? 'text'}
        value={type === 'password' ? undefined : value}
        maxlength={200}
        required={!props.optional}
        aria-invalid={problems[name] ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        autocomplete={autocomplete ?? 'off'}
      />
    </Frame>
  )
}

/** One of several. */
export function SelectField(props: FieldProps & { readonly options: readonly (readonly [string, string])[] }) {
  const { name, value, problems, options } = props
  return (
    <Frame {...props}>
      <select
        class="ds-input"
        id={name}
        name={name}
        aria-invalid={problems[name] ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      >
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** All that is wrong, above the form, each leading to its field. */
export function ProblemSummary({ problems }: { problems: FieldProblems }) {
  const entries = Object.entries(problems)
  if (entries.length === 0) return null
  return (
    <div class="ds-alert" data-color="danger" role="alert">
      <h2>有 {entries.length} 处需要改正</h2>
      <ul>
        {entries.map(([name, says]) => (
          <li>
            <a href={`#${name}`}>{says}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
