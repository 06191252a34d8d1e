import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Verb } from './attempt.ts'
import { longestReason } from './read-correction.ts'
import type { Verification } from './verification.ts'

interface PostFormProps {
  readonly all: Verification
  readonly verb: Verb
  readonly fields?: Readonly<Record<string, string>>
  readonly look?: string
  readonly files?: boolean
  readonly children?: Child
}

/** A form that says of which state of the report it was filled in: what others did since then is not written over. */
export function PostForm({ all, verb, fields = {}, look, files, children }: PostFormProps) {
  const { report, trail } = all
  const stamp = { version: String(report.version), seen: String(trail.at(-1)?.id ?? 0) }
  return (
    <form
      method="post"
      action={paths.deskReportVerb(report.agency.id, report.year, verb)}
      class={look}
      enctype={files ? 'multipart/form-data' : undefined}
    >
      {Object.entries({ ...stamp, ...fields }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

interface ReasonProps {
  readonly id: string
  readonly label: string
  readonly typed?: string | undefined
  readonly required?: boolean
}

/** Words that go into the trail. */
export function Reason({ id, label, typed, required }: ReasonProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea class="ds-input" id={id} name="reason" rows={2} maxlength={longestReason} required={required}>
        {typed ?? ''}
      </textarea>
    </div>
  )
}

/** A button that does what its words say. */
export function Button(props: {
  readonly words: string
  readonly primary?: boolean
  readonly name?: string
  readonly value?: string
}) {
  const { words, primary, name, value } = props
  return (
    <button class="ds-button" data-variant={primary ? 'primary' : 'secondary'} type="submit" name={name} value={value}>
      {words}
    </button>
  )
}
