import { beforeEach, describe, expect, test } from 'vitest'
import { actOnReport } from '../../src/app/act-on-report.ts'
import { correctCell, judgeFinding } from '../../src/app/decide-on-report.ts'
import { readAgain } from '../../src/app/read-again.ts'
import { replaceFile } from '../../src/app/replace-file.ts'
import type { Reading } from '../../src/domain/report/reading.ts'
import { findSourceText } from '../../src/store/report-sources.ts'
import { saveChecked } from '../../src/store/reports.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { bodies, bring, eventsOf, files, person, storedOf } from './draft.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof bodies>>
let services: ReturnType<typeof servicesOn>['services']
const clerk = () => person(world.district, '甲')
const superior = () => person(world.city, '乙')
const stored = () => storedOf(held.db, world.district)
const target = async () => ({ agencyId: world.district, year: 2021, version: (await stored()).version })
const total = 'partly-granted/total'

beforeEach(async () => {
  await emptyTables(held.db)
  services = servicesOn(held.db).services
  world = await bodies(held.db)
  await bring(services, world.district)
})

/** As if a worse reader had read the file. */
async function readWorse(change: (reading: Reading) => Reading): Promise<void> {
  const report = await stored()
  await held.db
    .transaction()
    .execute((transaction) =>
      saveChecked(transaction, report, { ...report, asRead: change(report.asRead) }, new Date('2026-11-22')),
    )
}

async function correct(cell: string, to: number, reason = '原文如此') {
  return correctCell(services, clerk(), await target(), { cell, to, reason })
}

async function judge(verdict: 'explained' | 'dismissed') {
  const finding = (await stored()).findings.find(({ severity }) => severity === 'error')
  const asked = { finding: finding?.stableId ?? '', verdict, reason: '公布时如此' }
  expect(await judgeFinding(services, clerk(), await target(), asked)).toMatchObject({ ok: true })
}

describe('Reading a stored file again', () => {
  test('brings what a better reader reads, and the trail names the cells that changed', async () => {
    const cells = (await stored()).asRead.cells
    await readWorse((reading) => ({
      ...reading,
      cells: { ...reading.cells, 'received/total': 7, 'granted/total': null },
    }))
    expect(await readAgain(services, clerk(), await target())).toMatchObject({ ok: true })
    expect((await stored()).reading.cells).toEqual(cells)
    const last = (await eventsOf(held.db, world.district)).at(-1)
    expect(last).toEqual({
      kind: 'read-again',
      changedCells: expect.arrayContaining(['received/total', 'granted/total']),
    })
  })

  test('keeps what people decided: corrected cells stay corrected, judged findings stay judged', async () => {
    await correct('granted/enterprise', 2)
    await judge('explained')
    const before = await stored()
    await readWorse((reading) => ({ ...reading, cells: { ...reading.cells, 'granted/enterprise': 99 } }))
    expect(await readAgain(services, clerk(), await target())).toMatchObject({ ok: true })
    const after = await stored()
    expect(after.reading.cells['granted/enterprise']).toBe(2)
    expect(after.asRead.cells['granted/enterprise']).toBe(1)
    expect(after.decisions).toEqual(before.decisions)
    expect(after.findings).toEqual(before.findings)
  })

  test('that finds nothing new changes no figure, and is in the trail all the same', async () => {
    const before = await stored()
    await readAgain(services, clerk(), await target())
    const after = await stored()
    expect([after.reading, after.findings, after.title]).toEqual([before.reading, before.findings, before.title])
    expect((await eventsOf(held.db, world.district)).at(-1)).toEqual({ kind: 'read-again', changedCells: [] })
  })

  test('is refused once the report is public, and for its own body while the superior has it', async () => {
    await actOnReport(services, clerk(), await target(), { action: 'submit', reason: '' })
    expect(await readAgain(services, clerk(), await target())).toMatchObject({ refusal: { code: 'wrong-status' } })
    expect(await readAgain(services, superior(), await target())).toMatchObject({ ok: true })
    await actOnReport(services, superior(), await target(), { action: 'return', reason: '请核对' })
    await actOnReport(services, clerk(), await target(), { action: 'discard', reason: '' })
    await bring(services, world.district, files.right, 'published')
    const refused = await readAgain(services, superior(), await target())
    expect(refused).toMatchObject({ refusal: { says: expect.stringContaining('请先“撤下”') } })
  })

  test('tells that somebody changed the report meanwhile instead of writing over it', async () => {
    const seen = await target()
    await correct('granted/enterprise', 2)
    expect(await readAgain(services, clerk(), seen)).toEqual({ ok: false, code: 'changed' })
    expect((await stored()).reading.cells['granted/enterprise']).toBe(2)
  })

  test('does not exist for other bodies', async () => {
    expect(await readAgain(services, person(world.elsewhere, '丙'), await target())).toEqual({
      ok: false,
      code: 'unknown',
    })
  })
})

describe('Replacing the file', () => {
  const replace = async (bytes: Uint8Array, who = clerk(), fileName = '更正稿.html') =>
    replaceFile(services, who, await target(), { bytes, fileName })

  test('brings the figures of the new file; corrections of the old one no longer count', async () => {
    await correct('granted/enterprise', 2)
    expect(await replace(files.right)).toMatchObject({ ok: true })
    const report = await stored()
    expect(report.reading.cells).toMatchObject({ [total]: 18, 'granted/enterprise': 1 })
    expect(report.source.fileName).toBe('更正稿.html')
    expect(report.decisions.corrections.size).toBe(0)
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect((await findSourceText(held.db, report))?.text).toContain('花溪区')
    expect((await eventsOf(held.db, world.district)).map(({ kind }) => kind)).toEqual([
      'imported',
      'corrected',
      'replaced',
    ])
  })

  test('leaves a finding explained that the new file has too, and an old correction counts again with its file', async () => {
    await judge('explained')
    await correct('granted/enterprise', 2)
    const other = new TextEncoder().encode(`${new TextDecoder().decode(files.wrong)}\n<!-- 更正稿 -->`)
    expect(await replace(other)).toMatchObject({ ok: true })
    expect((await stored()).decisions.judgements.size).toBe(1)
    expect(await replace(files.wrong)).toMatchObject({ ok: true })
    expect((await stored()).reading.cells['granted/enterprise']).toBe(2)
  })

  test.each([
    ['another year', '2021', '2020', 'other-year'],
    ['another body', '花溪区', '云溪区', 'other-body'],
  ])('by one of %s is refused and says what was found', async (_, from, to, code) => {
    const html = new TextDecoder().decode(files.right)
    const changed = html.replaceAll(from, to)
    const before = await stored()
    const refused = await replace(new TextEncoder().encode(changed))
    expect(refused).toMatchObject({
      refusal: { code, says: expect.stringContaining(code === 'other-year' ? '2020' : '云溪区') },
    })
    expect(await stored()).toEqual(before)
  })

  test.each([
    ['is no report', new TextEncoder().encode('%PDF-1.4 nothing'), undefined],
    ['is empty', new Uint8Array(), 'empty'],
    ['is the file that is there', files.wrong, 'same-file'],
  ])('by one that %s changes nothing and says why', async (_, bytes, code) => {
    const before = await stored()
    const refused = await replace(bytes)
    expect(refused).toMatchObject({ ok: false, code: 'refused' })
    if (code) expect(refused).toMatchObject({ refusal: { code } })
    expect(await stored()).toEqual(before)
  })

  test('is for drafts and returned reports', async () => {
    await actOnReport(services, clerk(), await target(), { action: 'submit', reason: '' })
    expect(await replace(files.right, superior())).toMatchObject({ refusal: { code: 'wrong-status' } })
    await actOnReport(services, superior(), await target(), { action: 'return', reason: '请核对' })
    expect(await replace(files.right)).toMatchObject({ ok: true })
    expect((await stored()).status).toBe('returned')
  })
})
