import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CliIo } from '../../src/cli/io.ts'
import { runReport } from '../../src/cli/report.ts'
import { appendAgency, findAgencyByName } from '../../src/store/agencies.ts'
import { findTrail } from '../../src/store/trail.ts'
import { bodies, storedOf } from '../app/draft.ts'
import { emptyTables, root, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { buildReadWorker, folderWith, ioInMemory, reportFile } from './report-io.ts'

const held = useDatabase()
const sqlNo2020 = sql`year <> 2020`
beforeEach(() => emptyTables(held.db))

async function importing(args: readonly string[], more: Partial<CliIo> = {}) {
  const withLibrary: CliIo['withLibrary'] = (work) => work(servicesOn(held.db).services)
  const told = ioInMemory(buildReadWorker(), { withLibrary, ...more })
  const status = await runReport(['import', ...args], told.io)
  return { status, out: told.out(), err: told.err() }
}

const huaxi = (folder: string, ...years: readonly number[]) => {
  for (const year of years) cpSync(join(root, `demo/reports/huaxi-${year}.html`), join(folder, `huaxi-${year}.html`))
  return folder
}

/** What is in the library: body, year, status. */
const stored = () =>
  held.db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['name', 'year', 'status'])
    .orderBy('name')
    .orderBy('year')
    .execute()

describe('gongkai report import', () => {
  it('stores drafts of the bodies that the reports name, and says so file by file', async () => {
    const { district } = await bodies(held.db)
    const folder = huaxi(folderWith({ 'nobody.json': reportFile(), 'bad.txt': '无' }), 2020, 2021)
    const { status, out, err } = await importing([folder])
    expect(status).toBe(1)
    expect(await stored()).toEqual(
      [2020, 2021].map((year) => ({ name: '贵阳市花溪区人民政府', year, status: 'draft' })),
    )
    expect(out).toMatch(/^读不了 {2}.*bad\.txt\n {4}\S.*。$/m)
    expect(out).toMatch(/^机关或年度不明 {2}.*nobody\.json\n {4}报告写的机关是“云溪区人民政府”/m)
    expect(out).toMatch(/^已导入 {2}.*huaxi-2021\.html {2}贵阳市花溪区人民政府 2021 年；/m)
    expect(err).toMatch(/^共 4 份：读不了 1 份，已导入 2 份，机关或年度不明 1 份。导入的报告是草稿/)
    const { id, source } = await storedOf(held.db, district)
    expect(source.fileName).toBe('huaxi-2021.html')
    expect((await findTrail(held.db, { agencyId: district, reportId: id })).map(({ person }) => person)).toEqual([
      '命令行导入',
    ])
  })

  it('checks a year against the one before it, whichever came first', async () => {
    const { district } = await bodies(held.db)
    const folder = huaxi(folderWith({}), 2020, 2021)
    await importing([join(folder, 'huaxi-2021.html'), join(folder, 'huaxi-2020.html')])
    const one = (await storedOf(held.db, district)).findings
    await emptyTables(held.db)
    const { district: again } = await bodies(held.db)
    await importing([folder])
    expect((await storedOf(held.db, again)).findings).toEqual(one)
  })

  it('knows what is there already: run again it stores nothing and is content', async () => {
    await bodies(held.db)
    const folder = huaxi(folderWith({}), 2020, 2021)
    await importing([folder])
    const { status, out } = await importing([folder, folder, '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(out).map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('duplicate'))
    const other = folderWith({ 'a.json': reportFile({}, 2021) })
    const taken = await importing([other, '--body', '花溪区', '--json'])
    expect(JSON.parse(taken.out)).toMatchObject([{ state: 'taken', message: expect.stringContaining('待核验') }])
    expect(taken.status).toBe(2)
  })

  it('publishes where that is asked for', async () => {
    await bodies(held.db)
    const { status, err } = await importing([huaxi(folderWith({}), 2021), '--publish'])
    expect(status).toBe(0)
    expect(err).toContain('已经公开')
    expect(await stored()).toEqual([{ name: '贵阳市花溪区人民政府', year: 2021, status: 'published' }])
  })

  it('takes all files for one body where that is said, and knows it by any of its names', async () => {
    await bodies(held.db)
    const folder = folderWith({ 'a.json': reportFile(), 'b.json': reportFile({}, 2021) })
    expect((await importing([folder, '--body', '贵阳市花溪区'])).status).toBe(0)
    expect(await stored()).toEqual(
      [2021, 2022].map((year) => ({ name: '贵阳市花溪区人民政府', year, status: 'draft' })),
    )
    const unknown = await importing([folder, '--body', '无名县'])
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('没有“无名县”这个机关')])
  })

  it('adds bodies that are missing below the only one at the top, once for all their reports', async () => {
    const top = await appendAgency(held.db, {
      parentId: null,
      name: '示例市人民政府',
      shortName: '示例市',
      region: '示例省示例市',
      kind: 'government',
      demonstration: false,
    })
    const folder = huaxi(folderWith({ 'a.json': reportFile(), 'b.json': reportFile({}, 2021) }), 2021)
    const { status } = await importing([folder, '--create-bodies'])
    expect(status).toBe(0)
    expect(await findAgencyByName(held.db, '云溪区人民政府')).toMatchObject({
      parentId: top,
      region: '云溪区',
      kind: 'government',
    })
    expect((await stored()).length).toBe(3)
    const links = held.db.selectFrom('trail_link').select(['person', 'kind']).where('seq', '=', 1)
    expect(new Set((await links.execute()).map(({ person, kind }) => `${person} ${kind}`))).toEqual(
      new Set(['命令行导入 body-added']),
    )
    expect((await importing([folder, '--create-bodies'])).status).toBe(0)
    expect((await held.db.selectFrom('agency').select('id').execute()).length).toBe(3)
  })

  it('goes on after a report that cannot be stored, without losing those beside it', async () => {
    await bodies(held.db)
    const folder = huaxi(folderWith({}), 2020, 2021)
    await held.owner.schema.alterTable('report').addCheckConstraint('no_2020', sqlNo2020).execute()
    try {
      const { status, out } = await importing([folder, '--json'])
      expect(JSON.parse(out).map(({ state }: { state: string }) => state)).toEqual(['failed', 'stored'])
      expect(status).toBe(1)
    } finally {
      await held.owner.schema.alterTable('report').dropConstraint('no_2020').execute()
    }
    expect(await stored()).toEqual([{ name: '贵阳市花溪区人民政府', year: 2021, status: 'draft' }])
  })

  it('refuses what makes no sense in a sentence and with status 2', async () => {
    for (const args of [[], ['--nonsense'], ['a.html', '--body', 'x', '--create-bodies'], ['a.html', '--body']])
      expect(await importing(args)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^[^\n]+。\n$/) })
    const empty = await importing([folderWith({})])
    expect([empty.status, empty.err]).toEqual([2, expect.stringContaining('还没有机关')])
    await bodies(held.db)
    expect((await importing([folderWith({ 'a.jpg': '' })])).err).toContain('没有可导入的文件')
    expect((await importing([join(folderWith({}), 'nowhere.html')])).status).toBe(2)
    expect((await importing(['--help'])).out).toContain('--create-bodies')
  })
})
