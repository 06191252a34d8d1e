import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { addBody } from '../../src/app/add-body.ts'
import { importFile, whoseReport } from '../../src/app/import-file.ts'
import { addBodyForFiles, discardWaiting } from '../../src/app/settle-batch.ts'
import { discardFile, replaceByFile, settleFile } from '../../src/app/settle-file.ts'
import { indexBodies } from '../../src/domain/agency/match-body.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { openBatch } from '../../src/store/import-batches.ts'
import { findImportFile, findImportFiles, findUnmatchedNames } from '../../src/store/import-files.ts'
import { findTrail } from '../../src/store/trail.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { bodies, files, person, storedOf } from './draft.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const bytesOf = (text: string) => new TextEncoder().encode(text)
const right = new TextDecoder().decode(files.right)
/** The report of another body, of another year, or of nobody that can be told. */
const named = (name: string) => bytesOf(right.replaceAll('花溪区', name))
const yearless = bytesOf(right.replaceAll('2021', '').replaceAll('2022', '').replaceAll('2020', ''))

async function city() {
  const { services } = servicesOn(held.db)
  const { city, district, elsewhere } = await bodies(held.db)
  const clerk = person(city, '市里的人')
  await held.db
    .insertInto('account')
    .values({ agency_id: city, login: 'a', display_name: 'a', role: 'officer', password_hash: 'x' })
    .execute()
  const open = async (key: string, agencyId = city) => {
    const actor = { accountId: null, name: '市里的人' }
    const batch = await openBatch(held.db, { agencyId, key, actor, at: new Date(0), expected: null })
    if (!batch) throw new Error('The key is taken')
    return batch
  }
  const batch = await open('first-batch')
  const bring = async (bytes: Uint8Array, fileName = '年报.html', into = batch, who = clerk) => {
    const brought = await importFile(services, who, into, { fileName, bytes })
    if (!brought.ok) throw new Error(brought.says)
    const line = await findImportFile(held.db, { batch: into, id: brought.id })
    if (!line) throw new Error('The file is gone')
    return line
  }
  return { services, city, district, elsewhere, clerk, batch, open, bring }
}

describe('A file that is brought', () => {
  it('becomes a draft of the body and year that it names, with who brought it in the trail', async () => {
    const { bring, district, services, clerk } = await city()
    const line = await bring(files.wrong)
    expect(line).toMatchObject({ state: 'draft', message: '', year: 2021 })
    expect(line.report).toMatchObject({ agencyId: district, year: 2021, status: 'draft', errors: expect.any(Number) })
    expect(line.report?.errors).toBeGreaterThan(0)
    const { id, source } = await storedOf(held.db, district)
    expect(source.fileName).toBe('年报.html')
    const [entry] = await findTrail(services.db, { agencyId: district, reportId: id })
    expect([entry?.person, entry?.event.kind]).toEqual([clerk.displayName, 'imported'])
  })

  it('is a duplicate where the same bytes are there, under any name and in any batch', async () => {
    const { bring, open, district } = await city()
    await bring(files.right)
    for (const into of [undefined, await open('second-batch')]) {
      const line = await bring(files.right, '换了名字.htm', into)
      expect(line).toMatchObject({ state: 'duplicate', report: { agencyId: district, year: 2021 } })
      expect(line.message).toContain('贵阳市花溪区人民政府 2021 年')
    }
  })

  it('makes one draft where several people bring it at the same time', async () => {
    const { bring, open, city: own, batch } = await city()
    const others = await Promise.all([2, 3, 4, 5].map((number) => open(`batch-number-${number}`)))
    const lines = await Promise.all(
      [batch, ...others].map((into) => bring(files.right, '年报.html', into, person(own, '甲'))),
    )
    expect(lines.map(({ state }) => state).sort()).toEqual([
      'draft',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
    ])
  })

  it('waits once where several people bring one that nobody can place', async () => {
    const { bring, open, batch } = await city()
    const other = await open('second-batch')
    const lines = await Promise.all([batch, other].map((into) => bring(named('无名区'), '年报.html', into)))
    expect(lines.map(({ state }) => state).sort()).toEqual(['duplicate', 'unmatched'])
    const duplicate = (
      await Promise.all([batch, other].map((one) => findImportFiles(held.db, one, { size: 9, number: 1 })))
    )
      .flat()
      .find(({ state }) => state === 'duplicate')
    expect([batch.id, other.id]).toContain(duplicate?.waitsIn)
  })

  it('of which the sender did not hear is the same file when it comes again', async () => {
    const { bring, services, clerk, batch } = await city()
    const { id } = await bring(files.right)
    const again = await importFile(services, clerk, batch, { fileName: '年报.html', bytes: files.right, again: true })
    expect(again).toEqual({ ok: true, id })
  })

  it('waits for a person where the body has another report of the year', async () => {
    const { bring, district } = await city()
    await bring(files.wrong)
    const line = await bring(files.right)
    expect(line).toMatchObject({ state: 'taken', report: { agencyId: district, year: 2021, status: 'draft' } })
    expect(line.message).toContain('已经有了（待核验）')
    expect((await storedOf(held.db, district)).reading.cells['granted/total']).toBeDefined()
  })

  it('waits for a person where body or year cannot be told, or the body is not below the person’s', async () => {
    const { bring, elsewhere, open } = await city()
    expect(await bring(named('无名区'))).toMatchObject({
      state: 'unmatched',
      bodyName: expect.stringContaining('无名区'),
    })
    const without = await bring(yearless)
    expect([without.state, without.message]).toEqual(['unmatched', expect.stringContaining('看不出是哪一年')])
    const foreign = await bring(
      files.right,
      'a.html',
      await open('elsewhere', elsewhere),
      person(elsewhere, '别处的人'),
    )
    expect(foreign.state).toBe('unmatched')
  })

  it('is not given to either where its title names one body and its text another', () => {
    const region = '示例省示例市云溪区'
    const body = (id: number, name: string, shortName: string) =>
      ({ id, parentId: null, name, shortName, region, kind: 'department', demonstration: false }) as const
    const { find } = indexBodies([body(1, '云溪区人民政府', '云溪区'), body(2, '云溪区人民政府办公室', '区政府办')])
    const title = '云溪区人民政府办公室2021年政府信息公开工作年度报告'
    const told = { agency: '云溪区人民政府', year: 2021 }
    expect(whoseReport({ ...told, title }, find)).toEqual({
      ok: false,
      says: '报告可能是“云溪区人民政府”或“云溪区人民政府办公室”的，请选择机关。',
    })
    expect(whoseReport({ ...told, title: null }, find)).toMatchObject({ ok: true, agency: { id: 1 }, year: 2021 })
  })

  it('that cannot be read is told so, and nothing is kept of it', async () => {
    const { bring } = await city()
    const line = await bring(new Uint8Array(), '空.pdf')
    expect(line).toMatchObject({ state: 'unreadable', message: '文件是空的，请重新选择年度报告文件。' })
    const { bytes } = await held.db.selectFrom('import_file').select('bytes').executeTakeFirstOrThrow()
    expect(bytes).toBeNull()
  })

  it('of a year that no library holds waits for a person', async () => {
    const { bring } = await city()
    const json = JSON.stringify({
      year: 1910,
      form: '2021',
      agency: '贵阳市花溪区人民政府',
      cells: { 'received/total': 1 },
    })
    expect(await bring(bytesOf(json), '旧.json')).toMatchObject({ state: 'unmatched', year: null })
  })
})

describe('A file that waits', () => {
  it('becomes a draft of the body that a person chooses', async () => {
    const { bring, services, clerk, batch, district } = await city()
    const { id } = await bring(named('无名区'))
    expect(await settleFile(services, clerk, { batch, id }, { agencyId: district, year: null })).toEqual({
      ok: true,
      state: 'draft',
    })
    expect(await findImportFile(held.db, { batch, id })).toMatchObject({
      state: 'draft',
      report: { agencyId: district },
    })
    expect(await settleFile(services, clerk, { batch, id }, { agencyId: district, year: null })).toMatchObject({
      ok: false,
      refusal: { code: 'settled-already' },
    })
  })

  it('needs a year that can be, and not another than it tells', async () => {
    const { bring, services, clerk, batch, district } = await city()
    const { id } = await bring(yearless)
    const settle = (year: number | null) => settleFile(services, clerk, { batch, id }, { agencyId: district, year })
    for (const [year, code] of [
      [null, 'year-missing'],
      [1999, 'year-out-of-range'],
      [2999, 'year-out-of-range'],
      [2021.5, 'year-out-of-range'],
    ] as const)
      expect(await settle(year)).toMatchObject({ ok: false, refusal: { code } })
    expect(await settle(2020)).toEqual({ ok: true, state: 'draft' })
    const other = await bring(named('无名区'))
    expect(
      await settleFile(services, clerk, { batch, id: other.id }, { agencyId: district, year: 2019 }),
    ).toMatchObject({ ok: false, refusal: { code: 'other-year', says: expect.stringContaining('2021') } })
  })

  it('does not go to a body that is not the person’s', async () => {
    const { bring, services, clerk, batch, elsewhere } = await city()
    const { id } = await bring(named('无名区'))
    for (const agencyId of [elsewhere, 999])
      expect(await settleFile(services, clerk, { batch, id }, { agencyId, year: null })).toMatchObject({
        ok: false,
        refusal: { code: 'no-such-body' },
      })
    expect(await findImportFile(held.db, { batch, id })).toMatchObject({ state: 'unmatched' })
  })

  it('takes the place of the draft’s file where a person says so, once', async () => {
    const { bring, services, clerk, batch, district } = await city()
    await bring(files.wrong)
    const { id, report } = await bring(files.right)
    if (!report) throw new Error('no report')
    expect(await replaceByFile(services, clerk, { batch, id }, report)).toMatchObject({ ok: true })
    expect((await storedOf(held.db, district)).findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(await findImportFile(held.db, { batch, id })).toMatchObject({
      state: 'draft',
      report: { agencyId: district },
    })
    expect(await replaceByFile(services, clerk, { batch, id }, report)).toMatchObject({
      refusal: { code: 'settled-already' },
    })
  })

  it('can be given up', async () => {
    const { bring, services, batch } = await city()
    const { id } = await bring(named('无名区'))
    await bring(yearless)
    expect(await discardFile(services, { batch, id })).toEqual({ ok: true, state: 'discarded' })
    expect(await discardWaiting(services, batch)).toBe(1)
    const rows = await held.db.selectFrom('import_file').select(['state', 'bytes']).execute()
    expect(rows).toEqual([1, 2].map(() => ({ state: 'discarded', bytes: null })))
  })

  it('goes with others to a new body that all of them name', async () => {
    const { bring, services, clerk, batch, city: own } = await city()
    await bring(named('无名区'))
    const before = await readFile(join(root, 'demo/reports/huaxi-2020.html'), 'utf8')
    await bring(bytesOf(before.replaceAll('花溪区', '无名区')))
    const [group] = await findUnmatchedNames(held.db, batch)
    expect(group).toMatchObject({ files: 2, name: expect.stringContaining('无名区') })
    const asked = {
      named: group?.name ?? '',
      name: '示例市无名区人民政府',
      shortName: '',
      region: '示例省示例市无名区',
      kind: 'government',
    }
    expect(await addBodyForFiles(services, clerk, batch, asked)).toMatchObject({ ok: true, drafts: 2, left: 0 })
    const body = await findAgencyByName(held.db, '示例市无名区人民政府')
    expect(body).toMatchObject({ parentId: own, shortName: '示例市无名区人民政府', kind: 'government' })
    expect(await addBodyForFiles(services, clerk, batch, asked)).toMatchObject({
      ok: false,
      problems: { name: expect.any(String) },
    })
  })
})

describe('A new body', () => {
  it('stands below the person’s own and has a name of its own; all that is wrong is told at once', async () => {
    const { services, clerk, district, elsewhere } = await city()
    const asked = {
      name: ' 花溪区 水务局',
      shortName: '',
      region: '贵州省贵阳市花溪区',
      kind: 'department',
      superiorId: district,
    }
    expect(await addBody(services, clerk, asked)).toMatchObject({ ok: true })
    expect(await findAgencyByName(held.db, '花溪区水务局')).toMatchObject({ parentId: district })
    expect(await addBody(services, clerk, { ...asked, region: '', kind: 'x', superiorId: elsewhere })).toEqual({
      ok: false,
      problems: {
        name: expect.stringContaining('已经有'),
        region: '请填写所在地区。',
        kind: '请选择机关类别。',
        superiorId: expect.stringContaining('本机关及下属机关'),
      },
    })
    expect(await addBody(services, clerk, { ...asked, name: '长'.repeat(101) })).toMatchObject({
      problems: { name: expect.stringContaining('最多 100 个字') },
    })
  })
})
