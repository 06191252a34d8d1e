import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FormFault, loadReportForms, parseReportForm } from '../../src/store/report-forms.ts'

const folder = fileURLToPath(new URL('../../data/report-forms', import.meta.url))
const current = () => JSON.parse(readFileSync(`${folder}/2021.json`, 'utf8'))

describe('The forms of the annual report', () => {
  it('are read from the oldest to the newest', async () => {
    const forms = await loadReportForms(folder)
    expect(forms.map((form) => form.years.from)).toEqual([2019, 2021])
  })

  it('are taken over whole', async () => {
    const [, form] = await loadReportForms(folder)
    expect(form).toEqual(current())
  })

  it('are refused with the file and the place of every fault', () => {
    const form = current()
    form.years.from = '2021'
    form.tables[0].blocks[0].columns[0].unit = '个'
    const read = () => parseReportForm(JSON.stringify(form), 'data/x.json')
    expect(read).toThrow(FormFault)
    expect(read).toThrow(/data\/x\.json 有 2 处错误[\s\S]*years\.from[\s\S]*tables\.0\.blocks\.0\.columns\.0\.unit/)
  })

  it('are refused where a word is written that the form does not know', () => {
    expect(() => parseReportForm(JSON.stringify({ ...current(), colour: 'red' }), 'x.json')).toThrow(/colour/)
  })

  it('are refused where the file is not JSON', () => {
    expect(() => parseReportForm('{"id": ', 'x.json')).toThrow(/x\.json 不是有效的 JSON/)
  })
})
