import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { renderReport } from '../../../src/domain/report/render/render-report.ts'
import { writeReportHtml } from '../../../src/formats/html/write-html.ts'
import { openPaper } from '../../../src/formats/open-paper.ts'
import { balancedSheet, paragraphsOf, readingOf } from '../sheet-builder.ts'
import { form2021 } from '../specimens/forms.ts'
import { demoReports } from './demo.ts'
import { anyReport, expectReadBack } from './sheets.ts'

const page = (report: Parameters<typeof renderReport>[0]) => writeReportHtml(renderReport(report))
const bytes = (text: string) => new TextEncoder().encode(text)

/** A page whose title, body and prose are this text. */
const pageSaying = (text: string) =>
  page({
    title: text,
    agency: text,
    year: 2021,
    reading: readingOf(form2021, balancedSheet(form2021), { preamble: paragraphsOf(`序：${text}`, 0) }),
    form: form2021,
    demonstration: true,
  })

type Parent = DefaultTreeAdapterTypes.ParentNode

/** Every element of a page with the names of its attributes, and every comment. */
const markup = (node: Parent): readonly string[] =>
  node.childNodes.flatMap((child) => {
    if (child.nodeName === '#comment') return ['a comment']
    if (!('tagName' in child)) return []
    return [[child.tagName, ...child.attrs.map(({ name }) => name)].join(' '), ...markup(child)]
  })

describe('A report written as a page', () => {
  test('is read back cell for cell and word for word', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, (report) => expectReadBack(bytes(page(report)), report)),
      { numRuns: 60 },
    )
  })

  test.each(demoReports)('is read back whole: %s', async (_, report) => {
    await expectReadBack(bytes(page(report)), report)
  })

  test('says on top that it is a demonstration, and only then', () => {
    const [[, report] = []] = demoReports
    if (!report) throw new Error('no demonstration report')
    expect(page(report)).toContain('<p class="notice">演示内容，不是该机关发布的报告原文</p>')
    expect(page({ ...report, demonstration: false })).not.toContain('演示内容')
  })

  test('needs no script, no other file and no network', () => {
    for (const [, report] of demoReports)
      expect(page(report)).not.toMatch(/<script|<link|<img|\bsrc=|\bhref=|url\(|@import/i)
  })

  test('names for every heading cell what it stands for', () => {
    const html = pageSaying('年度报告')
    expect(html).toContain('<th scope="rowgroup" colspan="4">第二十条第（一）项</th>')
    expect(html).toContain('<th scope="col">本年制发件数</th>')
    expect(html).toContain('<th scope="row">规章</th>')
    expect(html).toContain('<th scope="colgroup" colspan="5">法人或其他组织</th>')
    expect(html).toContain('<th scope="rowgroup" rowspan="8">（三）不予公开</th>')
    expect(html).not.toMatch(/<th(?!ead| scope=)/)
  })

  test.each([
    '<script>alert(1)</script>',
    '</title></style><img src=x onerror=alert(1)>',
    '"><svg/onload=alert(1)>',
    "' onclick='alert(1)' \"",
    '&lt;b&gt; &amp; &#60;',
    '{{constructor}} #{7*7} <!-- --> ]]>',
  ])('takes no markup from the words of a report: %s', async (text) => {
    const html = pageSaying(text)
    expect(markup(parse(html))).toEqual(markup(parse(pageSaying('年度报告'))))
    const opened = await openPaper(bytes(html))
    expect(opened.kind === 'paper' && opened.paper.text).toContain(`序：${text}`)
  })

  test('holds a paragraph of any length, and signs of every plane', async () => {
    const long = '很长的一段话，没有断开。'.repeat(10_000)
    const opened = await openPaper(bytes(pageSaying(`${long}😀𠮷\u0000\u0007`)))
    expect(opened.kind === 'paper' && opened.paper.text).toContain(`序：${long}😀𠮷\n`)
  })
})
