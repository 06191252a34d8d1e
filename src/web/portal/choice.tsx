interface ChoiceProps {
  readonly name: string
  readonly label: string
  /** First option: nothing chosen. Left out where one is always chosen. */
  readonly all?: string
  readonly value: string | number | undefined
  readonly options: readonly (readonly [value: string | number, label: string])[]
}

/** One of several, in a form of filters. */
export function Choice({ name, label, all, value, options }: ChoiceProps) {
  return (
    <div>
      <label for={`filter-${name}`}>{label}</label>
      <select class="ds-input" id={`filter-${name}`} name={name}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface WordsProps {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
}

/** Words to type, in a form of filters. */
export function Words({ name, label, value }: WordsProps) {
  return (
    <div class="wide">
      <label for={`filter-${name}`}>{label}</label>
      <input class="ds-input" id={`filter-${name}`} type="search" name={name} value={value} maxlength={100} />
    </div>
  )
}
