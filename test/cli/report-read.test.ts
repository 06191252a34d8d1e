import { execFile } from 'node:child_process'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { runReport } from '../../src/cli/report.ts'
import { writeReportCsv } from '../../src/formats/csv/write-csv.ts'
import { shippedForm } from '../report/sheet-builder.ts'
import { buildReadWorker, folderWith, ioInMemory, reportFile } from './report-io.ts'

let worker: string
beforeAll(() => {
  worker = buildReadWorker()
})

async function run(args: readonly string[], stdin = '') {
  const told = ioInMemory(worker, {
    stdin: async function* () {
      yield Buffer.from(stdin)
    },
  })
  const status = await runReport(args, told.io)
  return { status, out: told.out(), err: told.err() }
}

describe('gongkai report read', () => {
  it('prints whose report it is, its tables in aligned columns and that nothing was found', async () => {
    const folder = folderWith({ 'a.json': reportFile() })
    const { status, out, err } = await run(['read', join(folder, 'a.json')])
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('云溪区人民政府  2022 年')
    expect(out).toContain('核验结果：没有发现问题')
    const lines = out.split('\n')
    const head = lines.find((line) => line.includes('自然人')) ?? ''
    const granted = lines.find((line) => line.includes('（一）予以公开')) ?? ''
    const cells = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
    expect(cells(granted.slice(0, granted.indexOf('12') + 2))).toBe(cells(head.slice(0, head.indexOf('自然人') + 3)))
  })

  it('reads a workbook, and a CSV of ours, as it reads a page', async () => {
    const workbook = join(import.meta.dirname, '../fixtures/formats/office-page-2021.xlsx')
    const fromWorkbook = await run(['read', workbook, '--json'])
    const report = JSON.parse(fromWorkbook.out)
    expect(report).toMatchObject({ agency: '云溪区人民政府', year: 2021, form: '2021' })
    const { agency, year, cells } = report
    const csv = writeReportCsv({ agency, year, form: shippedForm('2021'), cells })
    const fromCsv = await run(['read', join(folderWith({ 'a.csv': csv }), 'a.csv'), '--json'])
    expect(JSON.parse(fromCsv.out)).toMatchObject({ agency, year, form: '2021' })
    expect(JSON.parse(fromCsv.out).cells).toEqual(cells)
    expect([fromWorkbook.status, fromCsv.status]).toEqual([0, 0])
  })

  it('names the line where a CSV is damaged', async () => {
    const csv = 'agency,year,form,cell,value,state\n云溪区,2021,2021,rules/issued,1,value\n"云溪区'
    const { status, err } = await run(['read', join(folderWith({ 'a.csv': csv }), 'a.csv')])
    expect(status).toBe(2)
    expect(err).toContain('第 3 行')
  })

  it('ends with 1 and states both sides where a sum is wrong', async () => {
    const folder = folderWith({ 'a.json': reportFile({ 'granted/total': 16, 'received/research': null }) })
    const { status, out } = await run(['read', join(folder, 'a.json')])
    expect(status).toBe(1)
    expect(out).toContain('[错误] 横向不平：（一）予以公开 12+3+0+0+0+0 = 15，总计填 16')
    expect(out).toMatch(/一、本年新收政府信息公开申请数量 .*空白/)
  })

  it('gives the JSON of the documents, also from standard input', async () => {
    const { status, out } = await run(['read', '-', '--json'], reportFile({ 'granted/total': 16 }))
    const json = JSON.parse(out)
    expect(status).toBe(1)
    expect(json).toMatchObject({ agency: '云溪区人民政府', year: 2022, form: '2021' })
    expect(json.cells['granted/natural-person']).toBe(12)
    expect(json.findings[0]).toMatchObject({ id: 'settled' })
    expect(json.findings.find((finding: { id: string }) => finding.id === 'across')).toMatchObject({
      severity: 'error',
      cells: ['granted/total'],
      left: 15,
      right: 16,
    })
  })

  it('takes what steers a terminal out of what it prints', async () => {
    const folder = folderWith({ 'a.json': reportFile().replaceAll('云溪区人民政府', '云溪区\\u001b[31m人民政府') })
    const { out } = await run(['read', join(folder, 'a.json')])
    expect(out).not.toContain('\u001b')
    expect(out).toContain('云溪区')
  })

  it('refuses what is no readable file in one sentence and with 2', async () => {
    const folder = folderWith({ 'empty.txt': '', 'letter.txt': '请于周五前把材料送到办公室。', 'big.pdf': '' })
    truncateSync(join(folder, 'big.pdf'), 200 * 1024 * 1024)
    const refused: readonly [string, RegExp][] = [
      ['nothing.html', /不存在/],
      ['.', /文件夹.*report check/],
      ['empty.txt', /./],
      ['letter.txt', /./],
      ['big.pdf', /超过 64 MB/],
    ]
    for (const [name, sentence] of refused) {
      const { status, out, err } = await run(['read', join(folder, name)])
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(sentence)
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  })

  it('names what is wrong with its use', async () => {
    const wrong: readonly [string[], RegExp][] = [
      [['read'], /收到 0 份/],
      [['read', 'a', 'b'], /收到 2 份/],
      [['read', 'a', '--jsno'], /--jsno/],
      [['raed', 'a'], /raed/],
      [[], /read、check、import 或 compile/],
    ]
    for (const [args, sentence] of wrong) {
      const { status, err } = await run(args)
      expect(status).toBe(2)
      expect(err).toMatch(sentence)
    }
  })

  it('explains itself', async () => {
    for (const args of [['--help'], ['read', '--help'], ['check', '-h']]) {
      const { status, out } = await run(args)
      expect(status).toBe(0)
      expect(out).toContain('gongkai report')
    }
  })
})

describe('bin/gongkai report read', () => {
  it('reads a file in a process of its own', async () => {
    const folder = folderWith({ 'a.json': reportFile({ 'granted/total': 16 }) })
    const bin = join(import.meta.dirname, '../../bin/gongkai')
    const ended = await promisify(execFile)(bin, ['report', 'read', join(folder, 'a.json'), '--json']).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    expect('code' in ended && ended.code).toBe(1)
    expect(JSON.parse(ended.stdout).cells['granted/total']).toBe(16)
  }, 60_000)
})
