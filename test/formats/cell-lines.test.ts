import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dictionaryColumns, dictionaryOf } from '../../src/domain/report/dictionary.ts'
import { formCells } from '../../src/domain/report/form.ts'
import { cellLineColumns, cellLines, cellLinesHead, cellNdjson } from '../../src/formats/csv/cell-lines.ts'
import { readRecords } from '../../src/formats/csv/records.ts'
import { writeDictionaryCsv } from '../../src/formats/csv/write-dictionary.ts'
import { sheetOf } from '../report/render/sheets.ts'
import { form2019, form2021, forms } from '../report/specimens/forms.ts'

const recordsOf = (csv: string) =>
  readRecords(csv.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'), ',').map(({ fields }) => fields)

const reports = fc.constantFrom(form2019, form2021).chain((form) =>
  fc.record({
    form: fc.constant(form),
    cells: sheetOf(form),
    agency: fc.constantFrom('云溪区人民政府', '甲,乙"丙"局', '=1+1', '两\n行'),
  }),
)

const held = ({
  form,
  cells,
  agency,
}: {
  form: { id: string }
  cells: Record<string, number | null>
  agency: string
}) => ({
  ...{ agencyId: 7, agency, region: '云溪区', year: 2022, form: form.id, cells },
})

describe('The open data of all cells', () => {
  test('has one line for each cell that a report holds, and every line says the same as the report', () => {
    fc.assert(
      fc.property(reports, ({ form, cells, agency }) => {
        const records = recordsOf(cellLinesHead + cellLines(held({ form, cells, agency }), form))
        expect(records[0]).toEqual([...cellLineColumns])
        const told = records.slice(1).map((fields) => {
          expect(fields).toHaveLength(cellLineColumns.length)
          expect(fields[1]).toBe(agency === '=1+1' ? "'=1+1" : agency)
          expect(fields.slice(2, 5)).toEqual(['云溪区', '2022', form.id])
          const [cell = '', , , , value, state] = fields.slice(5)
          expect(state).toBe(value === '' ? 'blank' : 'value')
          return [cell, value === '' ? null : Number(value)] as const
        })
        expect(told).toHaveLength(Object.keys(cells).length)
        expect(Object.fromEntries(told)).toEqual(cells)
      }),
      { numRuns: 50 },
    )
  })

  test('says in JSON lines what it says in CSV', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const objects = cellNdjson(held(report), report.form)
          .trimEnd()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
        const csv = recordsOf(cellLines(held(report), report.form))
        expect(
          objects.map(({ cell, row, column, unit, value }) => [
            cell,
            row,
            column,
            unit,
            value === null ? '' : String(value),
          ]),
        ).toEqual(csv.map((fields) => fields.slice(5, 10)))
        for (const one of objects)
          expect(one).toMatchObject({ agencyId: 7, agency: report.agency, year: 2022, form: report.form.id })
      }),
      { numRuns: 50 },
    )
  })

  test('names rows and columns with the headings they stand under', () => {
    const cells = { 'refused.state-secret/enterprise': 4, 'fees/amount': 12.5, 'received/total': null }
    expect(cellLines(held({ form: form2021, cells, agency: '云溪区' }), form2021).split('\r\n')).toEqual([
      '7,云溪区,云溪区,2022,2021,fees/amount,行政事业性收费,本年收费金额（单位：万元）,万元,12.5,value',
      '7,云溪区,云溪区,2022,2021,received/total,一、本年新收政府信息公开申请数量,总计,件,,blank',
      '7,云溪区,云溪区,2022,2021,refused.state-secret/enterprise,三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密,法人或其他组织 / 商业企业,件,4,value',
      '',
    ])
  })
})

describe('The data dictionary', () => {
  test('explains every cell of every form once', () => {
    for (const form of forms) {
      const entries = dictionaryOf(form)
      expect(entries.map(({ cell }) => cell)).toEqual(formCells(form).map(({ key }) => key))
      expect(new Set(entries.map(({ cell }) => cell)).size).toBe(entries.length)
    }
  })

  test('tells section, headings, unit, kind of number and role as the form has them', () => {
    const entries = new Map(
      [...dictionaryOf(form2019), ...dictionaryOf(form2021)].map((one) => [`${one.form} ${one.cell}`, one]),
    )
    expect(entries.get('2021 refused.state-secret/total')).toEqual({
      ...{ form: '2021', yearFrom: 2021, yearTo: null, notice: '国办公开办函〔2021〕30号' },
      ...{
        cell: 'refused.state-secret/total',
        section: 3,
        sectionTitle: '收到和处理政府信息公开申请情况',
        table: 'requests',
      },
      ...{
        block: null,
        rowKey: 'refused.state-secret',
        row: '1.属于国家秘密',
        rowGroups: '三、本年度办理结果 / （三）不予公开',
      },
      ...{ columnKey: 'total', column: '总计', columnGroup: null, unit: '件', number: 'count' },
      ...{ rowRole: 'outcome', columnRole: 'total', replaces: null },
    })
    expect(entries.get('2019 licences/change')).toMatchObject({ number: 'signed', block: '第二十条第（五）项' })
    expect(entries.get('2021 otherwise/total')?.replaces?.split(' ')).toEqual([
      'otherwise.clarification-lapsed',
      'otherwise.fee-unpaid',
      'otherwise.other',
    ])
  })

  test('is one CSV for all forms', () => {
    const records = recordsOf(writeDictionaryCsv(forms))
    expect(records[0]).toEqual([...dictionaryColumns])
    expect(records).toHaveLength(1 + forms.reduce((sum, form) => sum + formCells(form).length, 0))
  })
})
