import type { Details } from '../../../../domain/request/letters/details.ts'
import type { FieldProblems } from '../../../fields.tsx'
import type { FieldLook } from './action-form.ts'
import { ChoiceField, type FieldProps, idOf, LineField, type Part, Said, Several, TextField } from './plain-fields.tsx'
import type { Typed } from './read-form.ts'

const isList = (part: Part): part is readonly Typed[] => Array.isArray(part)

/** The rows that were typed, and one to fill in where there is none; a button gives another. */
function RowsField(props: FieldProps & { readonly of: Details }) {
  const { name, detail, typed, of } = props
  const rows: readonly Typed[] = isList(typed) ? typed : []
  const shown = rows.length === 0 ? [{}] : rows
  return (
    <fieldset class={props.problems[name] ? 'field wrong rows' : 'field rows'} id={idOf(name)}>
      <legend>{detail.says}</legend>
      <Said {...props} />
      {shown.map((row, at) => (
        <div class="row">
          <DetailFields details={of} typed={row} problems={props.problems} before={`${name}.${at}.`} />
        </div>
      ))}
      <button
        type="submit"
        class="ds-button"
        data-variant="tertiary"
        data-size="sm"
        name="more"
        value={name}
        formnovalidate
      >
        再加一项
      </button>
    </fieldset>
  )
}

function PartField(props: FieldProps & { readonly of: Details }) {
  const { name, detail, typed, of, problems } = props
  const given = typeof typed === 'object' && !isList(typed) ? typed : {}
  return (
    <fieldset class={problems[name] ? 'field wrong rows' : 'field rows'} id={idOf(name)}>
      <legend>
        {detail.says}
        {!detail.required && <span class="may">（选填）</span>}
      </legend>
      <Said {...props} />
      <DetailFields details={of} typed={given} problems={problems} before={`${name}.`} />
    </fieldset>
  )
}

function Field(props: FieldProps) {
  const { detail, look } = props
  switch (detail.shape) {
    case 'text':
      return look?.short ? (
        <LineField {...props} type="text" />
      ) : (
        <TextField {...props} rows={props.name.includes('.') ? 1 : 2} />
      )
    case 'day':
      return <LineField {...props} type="date" />
    case 'number':
      return <LineField {...props} type="text" mode="decimal" />
    case 'lines':
      return look?.tick ? <Several {...props} options={look.tick} kind="checkbox" /> : <TextField {...props} rows={4} />
    case 'choice':
      return <ChoiceField {...props} options={detail.options} />
    case 'rows':
      return <RowsField {...props} of={detail.of} />
    case 'part':
      return <PartField {...props} of={detail.of} />
  }
}

export interface DetailFieldsProps {
  readonly details: Details
  readonly typed: Typed
  readonly problems: FieldProblems
  readonly looks?: Readonly<Record<string, FieldLook | undefined>>
  readonly before?: string
}

/** The fields of a form, read off the same details by which it is checked. */
export function DetailFields({ details, typed, problems, looks = {}, before = '' }: DetailFieldsProps) {
  return (
    <>
      {Object.entries(details).map(([name, detail]) => (
        <Field name={`${before}${name}`} detail={detail} typed={typed[name]} problems={problems} look={looks[name]} />
      ))}
    </>
  )
}
