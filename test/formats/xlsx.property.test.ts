import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/app/read-report.ts'
import { formCells } from '../../src/domain/report/form.ts'
import { type ReportToRender, renderReport } from '../../src/domain/report/render/render-report.ts'
import { writeReportXlsx } from '../../src/formats/xlsx/write-xlsx.ts'
import { listZip, packStored, unpack } from '../../src/formats/zip.ts'
import { anyReport, expectReadBack } from '../report/render/sheets.ts'
import { form2021, forms } from '../report/specimens/forms.ts'
import { officeReport } from './office-report.ts'

const write = (report: ReportToRender) =>
  writeReportXlsx(renderReport(report), { form: report.form, cells: report.reading.cells, sources: {} })

/** The workbook with each part changed. */
function changed(file: Uint8Array, change: (xml: string, name: string) => string): Uint8Array {
  const parts = listZip(file).map((entry) => {
    const xml = new TextDecoder().decode(unpack(file, entry, 1e8))
    return { name: entry.name, bytes: new TextEncoder().encode(change(xml, entry.name)) }
  })
  return packStored(parts)
}

/** A sheet as someone typed it: no borders, and nothing where nothing was typed. */
const asTyped = (xml: string, name: string) =>
  name.startsWith('xl/worksheets/') ? xml.replace(/ s="\d+"/g, '').replace(/<c r="[A-Z0-9]+"\/>/g, '') : xml

describe('Whatever a report holds', () => {
  test('its workbook is read back as the same report', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => expectReadBack(await write(report), report)),
      { numRuns: 25 },
    )
  })

  test('a table whose only row is printed blank is read back as blank, and not as unread', async () => {
    const [report] = fc.sample(
      anyReport.filter(({ form }) => form.id === '2021'),
      { numRuns: 1, seed: 7 },
    )
    if (!report) throw new Error('There is no sample')
    const blank = formCells(report.form).filter(({ key }) => /^(?:reconsideration|litigation)/.test(key))
    const cells = { ...report.reading.cells, ...Object.fromEntries(blank.map(({ key }) => [key, null])) }
    const given = { ...report, reading: { ...report.reading, cells } }
    await expectReadBack(await write(given), given)
  })

  test('a workbook without borders may leave cells unread, but reads none wrongly', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const read = await readReport(changed(await write(report), asTyped), forms)
        if (!read.ok) throw new Error(read.unreadable.message)
        const { cells, problems } = read.report.reading
        expect(report.reading.cells).toMatchObject(cells)
        const told = new Set(problems.flatMap(({ cell, cells: several }) => several ?? cell ?? []))
        expect(Object.keys(report.reading.cells).filter((key) => !(key in cells) && !told.has(key))).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
})

test('However a workbook is damaged, it is read or refused in a sentence', async () => {
  const whole = await write(officeReport(form2021))
  const place = fc.record({
    from: fc.nat({ max: 40_000 }),
    length: fc.nat({ max: 60 }),
    put: fc.constantFrom('', '<', '"', '<c r="ZZ9">', '<row r="7">', '&', '</sheetData>'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), fc.nat({ max: 12 }), async (places, part) => {
      let at = 0
      const spoilt = changed(whole, (xml) => {
        if (at++ !== part) return xml
        return places.reduce((text, { from, length, put }) => {
          const start = from % Math.max(1, text.length)
          return text.slice(0, start) + put + text.slice(start + length)
        }, xml)
      })
      const read = await readReport(spoilt, forms)
      expect(read.ok || /。$/.test(read.unreadable.message)).toBe(true)
    }),
    { numRuns: 80 },
  )
})
