import { beforeEach, expect, test } from 'vitest'
import { findPublishedReports } from '../../src/store/report-lists.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from './builders.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const copies = () =>
  held.db.selectFrom('report').select(['body_name', 'body_region', 'body_kind', 'search_text']).executeTakeFirst()

test('What lists choose by follows the body when it is renamed or moved', async () => {
  const id = await storeReport(held.db)
  expect(await copies()).toMatchObject({ body_name: '云溪区民政局', body_region: '示例省示例市云溪区' })
  await held.db
    .updateTable('agency')
    .set({ name: '云溪新区民政局', region: '示例省云溪新区', kind: 'other' })
    .where('id', '=', id)
    .execute()
  expect(await copies()).toMatchObject({
    body_name: '云溪新区民政局',
    body_region: '示例省云溪新区',
    body_kind: 'other',
  })
  expect((await copies())?.search_text).toContain('云溪新区民政局 区民政局 示例省云溪新区')
})

test('A report that gets another title is looked for by the new one', async () => {
  await storeReport(held.db)
  await held.db.updateTable('report').set({ title: '政府信息公开年报' }).execute()
  expect((await copies())?.search_text).toContain('政府信息公开年报')
})

test('Requests received are sorted by as the report tells them', async () => {
  await storeReport(held.db)
  const received = await held.db.selectFrom('report').select('received').executeTakeFirst()
  expect(received).toEqual({ received: 125 })
  expect((await findPublishedReports(held.db, {}, { size: 1, number: 1 })).total).toBe(1)
})
