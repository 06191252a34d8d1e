import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSearchWords } from '../../src/domain/report/search-words.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { startPostgres } from '../../src/store/postgres/server.ts'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { findReport } from '../../src/store/reports.ts'
import { root } from '../database.ts'

/** A report as the first release stored it: a row a cell, a finding, a claim. */
const firstRelease = `
insert into agency (name, short_name, region, kind) values ('云溪区民政局', '区民政局', '示例省示例市云溪区', 'department');
insert into report (agency_id, year, form, title, reading, imported_at, published_at) values (1, 2021, '2021', '云溪区民政局2021年年报',
  '{"title":"云溪区民政局2021年年报","agency":"云溪区民政局","year":2021,"form":"2021","period":null,"contact":{},"remarks":{},"chosen":[],
    "units":{},"preamble":[],"sections":[],"problems":[{"code":"x","severity":"warning","message":"看不清"}]}', now(), now());
insert into report_source (agency_id, report_id, file_name, kind, sha256, bytes, text, blocks)
  values (1, 1, '年报.txt', 'text', sha256('x'), 'x', '共125件', '[]');
insert into report_cell values (1, 1, 'received/total', 125, 1, 4, '125'), (1, 1, 'received/research', null, null, null, null);
insert into report_finding values (1, 1, 0, 'across:received/total=126|125', 'across', 'error', '["received/total"]', '126', '125', 1,
  '横向不平', '[{"start":1,"end":4,"text":"125"}]', 'report');
insert into report_claim values (1, 1, 0, 'overview', 0, 5, '共125件', 125, '件', 'fits', '["received/total"]', null);`

test('A database of the first release keeps its reports, figures, findings and claims', async () => {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-older-'))
  const server = await startPostgres(place)
  await ensureOwnDatabase(server.socket)
  const pool = openPool(server.socket, () => undefined)
  onTestFinished(async () => {
    await pool.end()
    await server.stop()
    await rm(place, { recursive: true, force: true })
  })
  const names = (await readdir(join(root, 'migrations'))).filter((name) => name < '0003')
  for (const name of names) await cp(join(root, 'migrations', name), join(place, 'first', name))
  await migrate(pool, join(place, 'first'))
  await pool.query(firstRelease)
  await migrate(pool, join(root, 'migrations'))

  const db = openDatabase(pool)
  const report = await findReport(db, { agencyId: 1, year: 2021, publishedOnly: true })
  expect(report?.reading.cells).toEqual({ 'received/total': 125, 'received/research': null })
  expect(report?.reading.sources).toEqual({ 'received/total': { start: 1, end: 4, text: '125' } })
  expect(report?.findings).toEqual([
    {
      id: 'across',
      stableId: 'across:received/total=126|125',
      severity: 'error',
      cells: ['received/total'],
      left: 126,
      right: 125,
      difference: 1,
      message: '横向不平',
      places: [{ start: 1, end: 4, text: '125' }],
      fault: 'report',
    },
  ])
  expect(report?.claims).toMatchObject([{ text: '共125件', verdict: 'fits', fits: ['received/total'] }])
  const { reports } = await findPublishedReports(db, { words: readSearchWords('民政局 2021') }, { size: 9, number: 1 })
  expect(reports).toMatchObject([{ status: 'published', errors: 1, warnings: 0, problems: 1 }])
})
