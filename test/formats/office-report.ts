import { formCells, type ReportForm } from '../../src/domain/report/form.ts'
import type { ReportToRender } from '../../src/domain/report/render/render-report.ts'
import { balancedSheet, readingOf, sectionsOf } from '../report/sheet-builder.ts'

/**
 * The report that `fixtures/formats/office-*.xlsx` hold: written by this system as a workbook and as a page, and saved
 * as workbooks by LibreOffice Calc 7.4.
 */
export function officeReport(form: ReportForm): ReportToRender {
  const keys = formCells(form).map(({ key }) => key)
  const sheet = balancedSheet(form, (key) => keys.indexOf(key) % 23)
  const figures = Object.entries(sheet).map(([key, figure]): [string, number | null] => {
    if (key.endsWith('/research')) return [key, null]
    if (key.endsWith('/amount')) return [key, 736.5]
    return [key, key.endsWith('/change') ? -figure : figure]
  })
  const cells = Object.fromEntries(figures.filter(([key]) => key !== 'licences/decisions'))
  const prose = [
    '（一）主动公开\n云溪区主动公开政府信息三百条。',
    '',
    '',
    '',
    '解读形式还不够丰富。',
    '没有收取信息处理费。',
  ]
  const remarks = { [`normative-documents/${form.id === '2019' ? 'made' : 'issued'}`]: '其中修订1件' }
  const sections = sectionsOf(form, prose).map((section) => ({
    ...section,
    paragraphs: section.paragraphs.map((one) => (one.text.startsWith('（一）') ? { ...one, heading: 1 } : one)),
  }))
  const reading = readingOf(form, cells, { sections, remarks })
  const year = form.years.from
  return {
    title: `云溪区人民政府${year}年政府信息公开工作年度报告`,
    agency: '云溪区人民政府',
    year,
    form,
    demonstration: false,
    reading,
  }
}
