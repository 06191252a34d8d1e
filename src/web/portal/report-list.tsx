import type { ReportLine } from '../../store/report-lists.ts'
import { paths } from '../paths.ts'

const tags = {
  danger: ({ errors }: ReportLine) => errors > 0 && `${errors} 处不符`,
  warning: ({ warnings }: ReportLine) => warnings > 0 && `${warnings} 处需核对`,
  neutral: ({ problems }: ReportLine) => problems > 0 && `读取存疑 ${problems} 处`,
  success: () => '核验通过',
} as const

/** What the checks say of a report, the gravest alone. */
function VerdictTag({ line }: { readonly line: ReportLine }) {
  for (const [colour, says] of Object.entries(tags)) {
    const words = says(line)
    if (words)
      return (
        <span class="ds-tag" data-color={colour} data-size="sm">
          {words}
        </span>
      )
  }
  return null
}

interface ReportListProps {
  readonly reports: readonly ReportLine[]
  /** With a box before each, to choose reports for a comparison. */
  readonly choosing?: boolean
}

/** Reports as a list of links, each with what the checks say. */
export function ReportList({ reports, choosing }: ReportListProps) {
  return (
    <ul class={choosing ? 'list choosing' : 'list'}>
      {reports.map((line) => (
        <li>
          {choosing && (
            <input
              type="checkbox"
              class="ds-input"
              name="r"
              value={`${line.agencyId}-${line.year}`}
              aria-label={`选来比较：${line.agencyName}${line.year}年`}
            />
          )}
          <a href={paths.report(line.agencyId, line.year)}>{line.title}</a>
          <p class="meta">
            <a href={paths.body(line.agencyId)}>{line.agencyName}</a>
            <span>{line.year}年</span>
            <span>{line.form}年格式</span>
            <VerdictTag line={line} />
            {line.demonstration && <span>{line.invented ? '演示内容，数字为虚构' : '演示内容'}</span>}
          </p>
        </li>
      ))}
    </ul>
  )
}
