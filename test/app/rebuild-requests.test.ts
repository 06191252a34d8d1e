import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { rebuildRequests } from '../../src/app/rebuild-requests.ts'
import { wholeRow } from '../../src/app/refold-requests.ts'
import { findRequest } from '../../src/store/requests.ts'
import { appendSection } from '../../src/store/sections.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

/** Two open requests, of which a section searches for one, and one that was withdrawn. */
async function someRequests() {
  const world = await officeWorld(held.db, '2025-03-05')
  const searched = await world.register(requestOf({ submittedOn: '2025-03-03' }))
  const sectionId = await appendSection(held.db, { agencyId: world.agencyId, name: '征收科', at: new Date(0) })
  const asked = { sectionId, section: '征收科', about: '批复原件', until: '2025-03-10' }
  const ask = [{ happened: 'section-asked', on: '2025-03-05', ...asked }] as const
  await actOnRequest(world.services, world.officer, { ...searched, version: 1 }, 'ask-section', ask)
  const untouched = await world.register(requestOf({ submittedOn: '2025-03-04' }))
  const over = await world.register(requestOf({ submittedOn: '2025-03-04', subject: '示例广场规划' }))
  const withdrawn = [{ happened: 'withdrawn', on: '2025-03-05', reason: '申请人来电' }] as const
  const acted = await actOnRequest(world.services, world.officer, { ...over, version: 1 }, 'withdraw', withdrawn)
  if (!acted.ok) throw new Error(JSON.stringify(acted))
  return { world, searched, untouched, over }
}

const allRows = () => held.db.selectFrom('request').selectAll().orderBy('id').execute()

describe('The rows of requests', () => {
  test('are only a cache of their facts: folding all of them again changes nothing', async () => {
    const { world } = await someRequests()
    const before = await allRows()
    expect(await rebuildRequests(world.services)).toMatchObject({ seen: 3, changed: 0, failed: 0, mended: [] })
    expect(await allRows()).toEqual(before)
  })

  test('that somebody changed by hand, open or over, are mended, and told with what was wrong', async () => {
    const { world, searched, over } = await someRequests()
    const before = await allRows()
    await sql`update request set due_on = '2030-01-01', asked_sections = '{}' where id = ${searched.id}`.execute(
      held.db,
    )
    await sql`update request set is_open = true, subject = '别的', bands = '{1}' where id = ${over.id}`.execute(held.db)
    const body = '示例市云汐区人民政府办公室'
    expect(await rebuildRequests(world.services)).toMatchObject({
      seen: 3,
      changed: 2,
      moved: 1,
      mended: [
        { agencyId: world.agencyId, body, number: '2025-0001', columns: ['due_on', 'asked_sections'] },
        { agencyId: world.agencyId, body, number: '2025-0003', columns: ['is_open', 'subject', 'bands'] },
      ],
    })
    expect(await allRows()).toEqual(before)
  })

  test('of one body can be mended alone', async () => {
    const { world, searched } = await someRequests()
    await sql`update request set due_on = '2030-01-01'`.execute(held.db)
    const { agencyId } = world.stranger
    expect(await rebuildRequests(world.services, { agencyId })).toMatchObject({ seen: 0, changed: 0 })
    expect(await rebuildRequests(world.services, { agencyId: world.agencyId })).toMatchObject({ seen: 3, changed: 3 })
    expect(await findRequest(held.db, searched)).toMatchObject({ due_on: '2025-03-31' })
  })

  test('hold every column that follows from the facts', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'request'`.execute(held.db)
    const kept = [
      'agency_id',
      'id',
      'number',
      'year',
      'serial',
      'masked_name',
      'version',
      'changed_at',
      'demonstration',
      'alike',
    ]
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => !kept.includes(name))
        .toSorted(),
    ).toEqual([...wholeRow.columns].toSorted())
  })
})
