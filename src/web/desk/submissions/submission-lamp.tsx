import { type SubmissionState, submissionWord } from '../../../domain/report/submission.ts'

const looks: Readonly<Record<SubmissionState, string>> = {
  none: 'none',
  draft: 'amber',
  submitted: 'ink',
  returned: 'red',
  accepted: 'jade',
  published: 'done',
  nil: 'nil',
}

/** What a body has for the year: a coloured dot and, for those who do not see colours, the word. */
export function SubmissionLamp({ state }: { readonly state: SubmissionState }) {
  return (
    <span class="state">
      <span class={`lamp ${looks[state]}`} aria-hidden="true" />
      {submissionWord(state)}
    </span>
  )
}
