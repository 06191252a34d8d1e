import type { ReportLine } from '../../store/report-lists.ts'
import { paths } from '../paths.ts'

function Verdict({ errors, warnings, problems }: ReportLine) {
  if (errors > 0)
    return (
      <span class="ds-tag" data-color="danger" data-size="sm">
        {errors} 处不符
      </span>
    )
  if (warnings > 0)
    return (
      <span class="ds-tag" data-color="warning" data-size="sm">
        {warnings} 处需核对
      </span>
    )
  if (problems > 0)
    return (
      <span class="ds-tag" data-color="neutral" data-size="sm">
        读取存疑 {problems} 处
      </span>
    )
  return (
    <span class="ds-tag" data-color="success" data-size="sm">
      核验通过
    </span>
  )
}

/** Reports as a list of links, each with what the checks say. */
export function ReportList({ reports }: { reports: readonly ReportLine[] }) {
  return (
    <ul class="list">
      {reports.map((line) => (
        <li>
          <a href={paths.report(line.agencyId, line.year)}>{line.title}</a>
          <p class="meta">
            <span>{line.agencyName}</span>
            <span>{line.year}年</span>
            <span>{line.form}年格式</span>
            <Verdict {...line} />
            {line.demonstration && <span>演示内容</span>}
          </p>
        </li>
      ))}
    </ul>
  )
}
