import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderReport } from '../../../src/domain/report/render/render-report.ts'
import { writeReportDocx } from '../../../src/formats/docx/write-docx.ts'
import { openPaper } from '../../../src/formats/open-paper.ts'
import { listZip, unpack } from '../../../src/formats/zip.ts'
import { balancedSheet, paragraphsOf, readingOf } from '../sheet-builder.ts'
import { form2021 } from '../specimens/forms.ts'
import { demoReports } from './demo.ts'
import { anyReport, expectReadBack } from './sheets.ts'

const written = (report: Parameters<typeof renderReport>[0]) => writeReportDocx(renderReport(report))

/** A document whose title, body and prose are this text. */
const documentSaying = (text: string, demonstration = false) =>
  written({
    title: text,
    agency: text,
    year: 2021,
    reading: readingOf(form2021, balancedSheet(form2021), { preamble: paragraphsOf(`序：${text}`, 0) }),
    form: form2021,
    demonstration,
  })

/** The parts of a package whose names fit, as text. */
function partsOf(bytes: Uint8Array, name: RegExp): string {
  const parts = listZip(bytes).filter((entry) => name.test(entry.name))
  return parts.map((entry) => new TextDecoder().decode(unpack(bytes, entry, 10_000_000))).join('\n')
}

/** Names of the elements in a part, in order. */
const elements = (xml: string) => [...xml.matchAll(/<\/?[\w:]+/g)].map(([name]) => name)

describe('A report written as a Word document', () => {
  test('is read back cell for cell and word for word', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => expectReadBack(await written(report), report)),
      { numRuns: 15 },
    )
  }, 60_000)

  test.each(demoReports)('is read back whole: %s', async (_, report) => {
    await expectReadBack(await written(report), report)
  })

  test('says on every page that it is a demonstration, and only then', async () => {
    expect(partsOf(await documentSaying('年度报告', true), /header/)).toContain('演示内容，不是该机关发布的报告原文')
    expect(partsOf(await documentSaying('年度报告'), /\.xml$/)).not.toContain('演示内容')
  })

  test('repeats the headings of a table on every page and cuts no row', async () => {
    const xml = partsOf(await documentSaying('年度报告'), /^word\/document\.xml$/)
    const rows = xml.split('<w:tr>').slice(1)
    expect(rows.filter((row) => row.includes('<w:tblHeader/>'))).toHaveLength(6)
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true)
  })

  test('is as wide as its text: the columns of every table fill the 156 mm between the margins', async () => {
    const xml = partsOf(await documentSaying('年度报告'), /^word\/document\.xml$/)
    const grids = [...xml.matchAll(/<w:tblGrid>.*?<\/w:tblGrid>/gs)].map(([grid]) =>
      [...grid.matchAll(/w:w="(\d+)"/g)].map(([, width]) => Number(width)),
    )
    expect(grids.map((columns) => columns.length)).toEqual([4, 10, 15])
    for (const columns of grids) {
      const width = (columns.reduce((sum, one) => sum + one, 0) * 25.4) / 1440
      expect(width).toBeGreaterThan(155)
      expect(width).toBeLessThan(156.1)
    }
  })

  test.each([
    '<script>alert(1)</script>',
    '</w:t></w:r></w:p><w:p/>',
    '"&quot;\' ]]> <!-- & <?xml?>',
    '{ HYPERLINK "http://example.invalid" }',
  ])('takes no markup from the words of a report: %s', async (text) => {
    const bytes = await documentSaying(text)
    const plain = await documentSaying('年度报告')
    for (const part of [/^word\/document\.xml$/, /^docProps\/core\.xml$/])
      expect(elements(partsOf(bytes, part))).toEqual(elements(partsOf(plain, part)))
    const opened = await openPaper(bytes)
    expect(opened.kind === 'paper' && opened.paper.text).toContain(`序：${text}`)
  })

  test('holds a paragraph of any length, and signs of every plane', async () => {
    const long = '很长的一段话，没有断开。'.repeat(10_000)
    const opened = await openPaper(await documentSaying(`${long}😀𠮷\u0000\u0007`))
    expect(opened.kind === 'paper' && opened.paper.text).toContain(`序：${long}😀𠮷\n`)
  })
})
