import { type ReportStatus, reportStatuses } from '../../../domain/report/status.ts'

const looks: Readonly<Record<ReportStatus, string>> = {
  draft: 'amber',
  submitted: 'ink',
  returned: 'red',
  accepted: 'jade',
  published: 'done',
}

/** Where a report stands: a coloured dot and, for those who do not see colours, the word. */
export function StatusLamp({ status }: { readonly status: ReportStatus }) {
  return (
    <span class="state">
      <span class={`lamp ${looks[status]}`} aria-hidden="true" />
      {reportStatuses[status]}
    </span>
  )
}
