import type { Child } from 'hono/jsx'
import type { ReportForm } from '../../domain/report/form.ts'
import type { Contact } from '../../domain/report/reading.ts'
import type { StoredReport } from '../../store/reports.ts'
import { paths } from '../paths.ts'
import { chineseDay, plainDay } from '../report/numerals.ts'

const kinds = {
  text: '纯文本',
  markdown: 'Markdown 文本',
  html: '网页',
  docx: 'Word 文档',
  pdf: 'PDF 文档',
  xlsx: 'Excel 工作簿',
  csv: 'CSV 数据文件',
  json: 'JSON 数据文件',
} as const

const contactLabels = { address: '地址', postcode: '邮编', telephone: '电话', fax: '传真', email: '电子邮箱' } as const

function contactLine(contact: Contact): string {
  return (Object.keys(contactLabels) as (keyof Contact)[])
    .flatMap((key) => (contact[key] ? [`${contactLabels[key]} ${contact[key]}`] : []))
    .join('，')
}

/** The report's data in a box: who, when, in which form, read from what. */
export function Facts({ report, form }: { report: StoredReport; form: ReportForm }) {
  const { agency, year, reading, source, publishedAt } = report
  const contact = contactLine(reading.contact)
  const facts: readonly (readonly [string, Child])[] = [
    ['编制机关', <a href={paths.body(agency.id)}>{agency.name}</a>],
    ['报告年度', `${year}年`],
    ['所在地区', agency.region],
    ['报告格式', `${form.id}年格式（${form.notice}）`],
    ['统计期限', reading.period ? `${plainDay(reading.period.from)}至${plainDay(reading.period.to)}` : '报告未写明'],
    ['联系方式', contact || '报告未写明'],
    ['来源', `${kinds[source.kind]}（${source.fileName}）`],
    ['收录日期', publishedAt ? chineseDay(publishedAt) : '尚未公开'],
  ]
  return (
    <dl class="facts-box">
      {facts.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

/** Says that the content is a demonstration, and whose figures stand in it. */
export function DemonstrationNotice({ invented }: { readonly invented: boolean }) {
  return (
    <p class="banner">
      <strong>演示内容。</strong>
      {invented
        ? '表格里的数字和正文都是为演示编造的，不是该机关公开的数据。'
        : '表格里的数字取自该机关公开的年度报告，正文为演示另写，不是原文。'}
      <a href={paths.about}>关于本站</a>
    </p>
  )
}
