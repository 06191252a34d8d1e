import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendLinks } from '../../src/store/trail-links.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from './builders.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const at = new Date('2025-03-03T01:30:00Z')
const run = (statement: string) => sql.raw(statement).execute(held.db)

async function link() {
  const agencyId = await appendAgency(held.db, agency)
  const actor = { accountId: null, name: '云汐经办人' }
  await held.db
    .transaction()
    .execute((transaction) =>
      appendLinks(transaction, [{ agencyId, at, actor, kind: 'submitted', subject: 'request 2025-0047', details: {} }]),
    )
}

describe('The application', () => {
  test('works under a role of its own', async () => {
    const { rows } = await sql<{ name: string }>`select current_user as name`.execute(held.db)
    expect(rows).toEqual([{ name: 'gongkai_app' }])
  })

  test.each([
    'update trail_link set text = text',
    'delete from trail_link',
    'truncate trail_link',
    "update trail_entry set person = ''",
    'delete from trail_entry',
    'truncate trail_entry',
    'delete from trail_head',
    'truncate trail_head, trail_link',
    'update migration set checksum = name',
    'delete from migration',
    'truncate agency cascade',
  ])('may not %s', async (statement) => {
    await link()
    await expect(run(statement)).rejects.toThrow(/permission denied/)
  })

  test.each([
    'create table aside (id integer)',
    'drop table trail_link',
    'alter table trail_link disable trigger all',
    'drop trigger trail_link_is_kept on trail_link',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
    'set session_replication_role = replica',
  ])('cannot get around that by %s', async (statement) => {
    await expect(run(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('may do its work with every table that is not kept for good', async () => {
    const { rows } = await sql<{ name: string; may: string }>`
      select c.relname as name, concat_ws(' ',
        case when has_table_privilege(c.oid, 'select') then 'select' end,
        case when has_table_privilege(c.oid, 'insert') then 'insert' end,
        case when has_table_privilege(c.oid, 'update') then 'update' end,
        case when has_table_privilege(c.oid, 'delete') then 'delete' end,
        case when has_table_privilege(c.oid, 'truncate') then 'truncate' end) as may
      from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`.execute(held.db)
    const may = Object.fromEntries(rows.map((row) => [row.name, row.may]))
    expect(may).toMatchObject({
      agency: 'select insert update delete',
      trail_link: 'select insert',
      trail_entry: 'select insert',
      trail_head: 'select insert update',
      migration: 'select',
    })
    expect(Object.values(may).filter((words) => words.includes('truncate'))).toEqual([])
  })
})
