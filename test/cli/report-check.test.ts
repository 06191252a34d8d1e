import { symlinkSync } from 'node:fs'
import { join, parse } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runReport } from '../../src/cli/report.ts'
import { readRecords } from '../../src/formats/csv/records.ts'
import { buildReadWorker, folderWith, ioInMemory, reportFile } from './report-io.ts'

let worker: string
beforeAll(() => {
  worker = buildReadWorker()
})

async function check(args: readonly string[], more: Parameters<typeof ioInMemory>[1] = {}) {
  const told = ioInMemory(worker, more)
  const status = await runReport(['check', ...args], told.io)
  return { status, out: told.out(), err: told.err() }
}

const good = reportFile()
const wrong = reportFile({ 'granted/total': 16 })

describe('gongkai report check', () => {
  it('walks folders, gives a result a file in the order of names, and never stops at a bad one', async () => {
    const folder = folderWith({
      'b/2022.json': wrong,
      'a.json': good,
      'c.html': '<p>请于周五前把材料送到办公室。</p>',
      'd.jpg': 'not a report by its name',
      '.hidden/e.json': wrong,
    })
    const { status, out } = await check([folder, '--json'])
    const results = JSON.parse(out)
    expect(status).toBe(1)
    expect(
      results.map((one: { file: string; readable: boolean }) => [one.file.slice(folder.length + 1), one.readable]),
    ).toEqual([
      ['a.json', true],
      ['b/2022.json', true],
      ['c.html', false],
    ])
    expect(results[0]).toMatchObject({ agency: '云溪区人民政府', year: 2022, form: '2021', findings: [] })
    expect(results[1].findings.map((finding: { id: string }) => finding.id)).toEqual(['settled', 'across'])
    expect(results[2].message).toMatch(/。$/)
  })

  it('sums a run up for people', async () => {
    const folder = folderWith({ 'a.json': good, 'b.json': wrong, 'c.json': wrong, 'd.txt': '无' })
    const { status, out } = await check([folder])
    expect(status).toBe(1)
    expect(out).toContain('共 4 份：读出 3 份，其中 2 份有错误；读不了 1 份')
    expect(out).toMatch(/横向不平（across）\s+错误\s+2\s+2/)
    expect(out).toMatch(/错误 2 {2}.*b\.json/)
    expect(out).toMatch(/读不了 {2}.*d\.txt/)
  })

  it('ends with 0 where all is well and with 2 where nothing could be read', async () => {
    const folder = folderWith({ 'good/a.json': good, 'bad/b.txt': '无', 'empty/c.doc': '' })
    expect((await check([join(folder, 'good')])).status).toBe(0)
    expect((await check([join(folder, 'bad')])).status).toBe(2)
    const empty = await check([join(folder, 'empty')])
    expect(empty.status).toBe(2)
    expect(empty.err).toMatch(/没有可核验的文件/)
    expect((await check([join(folder, 'nowhere.html')])).status).toBe(2)
  })

  it('compares with last year, and says so where that report is unreadable', async () => {
    const last = reportFile({ 'carried-out/total': 4 }, 2021)
    const folder = folderWith({ 'now.json': good, 'last.json': last, 'not.txt': '无' })
    const { status, out } = await check([join(folder, 'now.json'), '--previous', join(folder, 'last.json')])
    expect(status).toBe(0)
    expect(out).toContain('[提醒] 结转不衔接：总计 上年报告结转下年度 4，上年结转填 0')
    const lost = await check([join(folder, 'now.json'), '--previous', join(folder, 'not.txt')])
    expect(lost.status).toBe(2)
    expect(lost.out).toMatch(/上年报告 .*not\.txt/)
  })

  it('says so where the other report is not last year’s or not this body’s', async () => {
    const other = reportFile({ 'carried-out/total': 4 }, 2021).replaceAll('云溪区人民政府', '青禾镇人民政府')
    const folder = folderWith({
      'now.json': good,
      'old.json': reportFile({ 'carried-out/total': 4 }, 2019),
      'other.json': other,
    })
    const old = await check([join(folder, 'now.json'), '--previous', join(folder, 'old.json')])
    expect(old.err).toMatch(/old\.json 是 2019 年的报告，不是 2022 年的上年报告，没有作跨年核对。/)
    expect(old.out).not.toContain('结转不衔接')
    const foreign = await check([join(folder, 'now.json'), '--previous', join(folder, 'other.json')])
    expect(foreign.err).toContain('请确认是同一机关')
  })

  it('writes a table that spreadsheets open, one row a finding, and no formula', async () => {
    const folder = folderWith({ 'a.json': good, 'b.json': wrong.replaceAll('云溪区人民政府', '=云溪区') })
    const { out } = await check([folder, '--csv'])
    expect(out.startsWith('\ufeff文件,机关,')).toBe(true)
    const rows = out.trim().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toContain('没有发现问题')
    expect(rows[3]).toContain("'=云溪区,2022,2021,错误,across,横向不平,granted/total,15,16,-1,")
    expect(new Set(rows.map((row) => row.split(',').length)).size).toBe(1)
  })

  it('keeps a name with a line break in one quoted field, as every other table of ours', async () => {
    const folder = folderWith({ 'a.json': good.replaceAll('云溪区人民政府', '云溪区\\n人民政府') })
    const { out } = await check([folder, '--csv'])
    expect(out).toContain(',"云溪区\n人民政府",2022,')
    const [, row] = readRecords(out.slice(1).replaceAll('\r\n', '\n'), ',')
    expect(row?.fields.slice(1, 5)).toEqual(['云溪区\n人民政府', '2022', '2021', '没有发现问题'])
  })

  it('writes SARIF with its rules, levels and fingerprints', async () => {
    const folder = folderWith({ '报告 一.json': wrong, 'b.txt': '无' })
    const { out } = await check([folder, '--sarif'])
    const log = JSON.parse(out)
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1])
    const [{ tool, results, invocations }] = log.runs
    const across = results.find((result: { ruleId: string }) => result.ruleId === 'across')
    expect(tool.driver.rules[across.ruleIndex].id).toBe('across')
    expect(across).toMatchObject({
      level: 'error',
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'granted/total' }] }],
      partialFingerprints: { 'stableId/v1': 'across:granted/total=15|16' },
    })
    const { uri } = across.locations[0].physicalLocation.artifactLocation
    expect(parse(decodeURIComponent(new URL(uri).pathname)).base).toBe('报告 一.json')
    expect(invocations[0].toolExecutionNotifications).toHaveLength(1)
  })

  it('gives every file its result in order, whatever the number', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `r${String(index).padStart(3, '0')}.json`)
    const folder = folderWith(Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? wrong : good])))
    const results = JSON.parse((await check([folder, '--json'])).out)
    expect(results.map((one: { file: string }) => one.file.slice(folder.length + 1))).toEqual(names)
    expect(results.filter((one: { findings: unknown[] }) => one.findings.length > 0)).toHaveLength(20)
  })

  it('does not run in circles through links', async () => {
    const folder = folderWith({ 'a.json': good })
    symlinkSync(folder, join(folder, 'again'))
    expect(JSON.parse((await check([folder, '--json'])).out)).toHaveLength(1)
  })

  it('shows its progress on a terminal only', async () => {
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`r${index}.json`, good]))
    const folder = folderWith(files)
    expect((await check([folder], { isTerminal: true })).err).toContain('已核验 20 份')
    expect((await check([folder])).err).toBe('')
  })

  it('names what is wrong with its use', async () => {
    const uses: readonly [string[], RegExp][] = [
      [[], /文件或文件夹/],
      [['a', '--json', '--csv'], /--json 和 --csv 只能选一个/],
      [['a', 'b', '--previous', 'c'], /--previous 只能与一份报告同用/],
      [[folderWith({ 'a.json': good }), '--previous', 'c'], /--previous 只能与一份报告同用，.* 是文件夹/],
      [['a', '--previous'], /--previous/],
      [['a', '--xml'], /--xml/],
    ]
    for (const [args, sentence] of uses) {
      const { status, err } = await check(args)
      expect(status).toBe(2)
      expect(err).toMatch(sentence)
    }
  })
})
