import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formCells } from '../../src/domain/report/form.ts'
import { demonstrationNotice } from '../../src/domain/report/render/notice.ts'
import { type ReportToRender, renderReport } from '../../src/domain/report/render/render-report.ts'
import { writeReportPdf } from '../../src/formats/typeset/write-report-pdf.ts'
import { demoReports } from '../report/render/demo.ts'
import { anyReport, expectReadBack } from '../report/render/sheets.ts'
import { balancedSheet, paragraphsOf, readingOf } from '../report/sheet-builder.ts'
import { form2021 } from '../report/specimens/forms.ts'
import { useTypesetter } from '../typesetting.ts'
import { pdfPages, saidOn } from './pdf-pages.ts'

const typesetter = useTypesetter()
const written = (report: ReportToRender) => writeReportPdf(typesetter, renderReport(report))

function reportWith(report: Partial<ReportToRender>, prose = '依照条例编制本报告。'): ReportToRender {
  return {
    title: '云溪区人民政府2021年政府信息公开工作年度报告',
    agency: '云溪区人民政府',
    year: 2021,
    reading: readingOf(form2021, balancedSheet(form2021), { preamble: paragraphsOf(prose, 0) }),
    form: form2021,
    demonstration: false,
    ...report,
  }
}

/** Three pages of prose. */
const longProse = Array.from(
  { length: 24 },
  (_, at) => `第${at + 1}段：${'本机关依法公开政府信息，方便群众查阅。'.repeat(3)}`,
)

describe('A report written as a PDF', () => {
  test('is read back cell for cell and word for word', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => expectReadBack(await written(report), report)),
      { numRuns: 12 },
    )
  })

  test.each(demoReports)('is read back whole: %s', async (_, report) => {
    await expectReadBack(await written(report), report)
  })

  test('is read back whole where its prose fills pages', async () => {
    const report = reportWith({}, longProse.join('\n'))
    await expectReadBack(await written(report), report)
  })

  test('is read back whole where a web address does not fit into the line', async () => {
    const address = 'https://www.yunxi-district-government.example/open/annual-reports/2021/index.html'
    const report = reportWith({}, `本报告的电子版刊登于本机关门户网站，可随时下载，网址为${address}，如有疑问请联系。`)
    await expectReadBack(await written(report), report)
  })

  test('prints no figure outside the 156 mm between its margins, however long it is', async () => {
    const report = reportWith({
      reading: readingOf(
        form2021,
        balancedSheet(form2021, () => 9_999_999),
      ),
    })
    const bytes = await written(report)
    const figures = (await pdfPages(bytes)).pages.flat().filter(({ text }) => /^[-\d.]{4,}$/.test(text))
    expect(figures.length).toBeGreaterThan(100)
    expect(figures.filter(({ left, right }) => left < 28 || right > 184)).toEqual([])
    await expectReadBack(bytes, report)
  })

  test('says whose it is, in which language, and what its parts are', async () => {
    const { info, roles } = await pdfPages(await written(reportWith({})))
    expect(info).toMatchObject({
      Title: '云溪区人民政府2021年政府信息公开工作年度报告',
      Author: '云溪区人民政府',
      Language: 'zh-CN',
    })
    expect(roles.filter((role) => role === 'Table')).toHaveLength(3)
    expect(roles.filter((role) => role === 'H1')).toHaveLength(6)
    expect(roles).toEqual(expect.arrayContaining(['TH', 'TD', 'P']))
  })

  test('numbers its pages and says on each that it is a demonstration, and only then', async () => {
    const prose = longProse.join('\n')
    const demonstration = await pdfPages(await written(reportWith({ demonstration: true }, prose)))
    expect(demonstration.pages.length).toBeGreaterThan(4)
    for (const [at, page] of demonstration.pages.entries()) {
      expect(saidOn(page)).toContain(`—${at + 1}—`)
      expect(saidOn(page)).toContain(demonstrationNotice)
    }
    const plain = await pdfPages(await written(reportWith({}, prose)))
    expect(plain.pages.map(saidOn).join('')).not.toContain('演示内容')
  })

  test('keeps a table on one page where it can, and prints its headings again where it cannot', async () => {
    const pagesWith = async (report: ReportToRender, words: string) =>
      (await pdfPages(await written(report))).pages.filter((page) => saidOn(page).includes(words))
    const whole = await pagesWith(reportWith({}, longProse.join('\n')), '一、本年新收政府信息公开申请数量')
    expect(whole).toHaveLength(1)
    expect(saidOn(whole[0] ?? [])).toContain('四、结转下年度继续办理')
    const totals = formCells(form2021).filter(({ column }) => column.key === 'total')
    const remarks = Object.fromEntries(totals.map(({ key }) => [key, '其中受理时已公开的一件']))
    const reading = { ...readingOf(form2021, balancedSheet(form2021)), remarks }
    expect((await pagesWith(reportWith({ reading }), '法人或其他组织')).length).toBeGreaterThan(1)
  })

  test('brings along two fonts and no more', async () => {
    const bytes = Buffer.from(await written(reportWith({}))).toString('latin1')
    expect(new Set(bytes.match(/(?<=\/BaseFont \/[A-Z]{6}\+)\S+/g))).toEqual(
      new Set(['NotoSerifSC-Regular', 'NotoSerifSC-Bold']),
    )
  })
})
