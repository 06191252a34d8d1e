import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeReportCsv } from '../../src/formats/csv/write-csv.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { bringReport } from '../bring-report.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { officeReport } from '../formats/office-report.ts'
import { form2021 } from '../report/specimens/forms.ts'
import { published, seen, servicesOn, visit } from './site.ts'

const held = useDatabase()
let site: ReturnType<typeof visit>
let path: (year: number) => string
let bring: (bytes: Uint8Array, fileName: string) => ReturnType<typeof bringReport>

beforeAll(async () => {
  await emptyTables(held.db)
  const { services } = servicesOn(held.db)
  site = visit(services)
  const name = '云溪区人民政府'
  const body = { parentId: null, name, shortName: '云溪区', region: '云溪区', kind: 'government' } as const
  const agencyId = await appendAgency(held.db, { ...body, demonstration: true })
  path = (year) => `/reports/${agencyId}-${year}`
  bring = (bytes, fileName) => bringReport(services, { agencyId, bytes, fileName, ...published, demonstration: true })
})

describe('A report that came as a spreadsheet', () => {
  test('as a workbook, leads from each figure to its place in the text of the sheets', async () => {
    const bytes = await readFile(join(root, 'test/fixtures/formats/office-page-2021.xlsx'))
    expect(await bring(bytes, '年报.xlsx')).toMatchObject({ year: 2021 })
    expect(await site.page(path(2021))).toContain(`href="${path(2021)}/source#s-received_total"`)
    expect(await site.page(`${path(2021)}/source`)).toContain('<mark id="s-received_total">')
  })

  test('as our own CSV, shows its figures without ways to a source that has no text', async () => {
    const { agency, reading } = officeReport(form2021)
    const csv = writeReportCsv({ agency, year: 2023, form: form2021, cells: reading.cells })
    expect(await bring(new TextEncoder().encode(csv), '年报.csv')).toMatchObject({ year: 2023 })
    const html = await site.page(path(2023))
    expect(seen(html)).toContain('一、本年新收政府信息公开申请数量')
    expect(html).not.toContain(`${path(2023)}/source`)
    expect((await site.get(`${path(2023)}/source`)).status).toBe(404)
  })
})
