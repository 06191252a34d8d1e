import { beforeEach, describe, expect, test } from 'vitest'
import { registerRequest } from '../../src/app/register-request.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

describe('A request that is entered', () => {
  beforeEach(() => emptyTables(held.db))

  test('twice by one form is registered once, also at the same moment, and no number is lost', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const entered = { ...requestOf({ submittedOn: '2025-03-03' }), entryKey: 'form-1' }
    const both = await Promise.all([1, 2].map(() => registerRequest(world.services, world.officer, entered)))
    const again = await registerRequest(world.services, world.officer, entered)
    expect(new Set([...both, again].map((one) => (one.ok ? one.number : 'refused')))).toEqual(new Set(['2025-0001']))
    const next = await registerRequest(world.services, world.officer, { ...entered, entryKey: 'form-2' })
    expect(next).toMatchObject({ ok: true, number: '2025-0002' })
    expect(await held.db.selectFrom('request').select('id').execute()).toHaveLength(2)
  })

  test('can be assigned at once: the fact stands in the dossier, the list names who handles it (art. 45)', async () => {
    const world = await officeWorld(held.db, '2025-03-05')
    const assigned = { sectionId: 7, section: '征收科', accountId: null, handler: '' }
    const request = await world.register({ ...requestOf({ submittedOn: '2025-03-03' }), assigned })
    expect(await findRequest(held.db, request)).toMatchObject({ section_id: 7, handler: '征收科', version: 1 })
    expect((await findEntries(held.db, request)).at(-1)?.fact).toEqual({
      happened: 'assigned',
      on: '2025-03-05',
      ...assigned,
    })
  })

  test('says in every list how many asked for much the same before it', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const first = await world.register(requestOf({ submittedOn: '2025-03-03', subject: '示例大道二期用地批复' }))
    const second = await world.register(requestOf({ submittedOn: '2025-03-03', subject: '示例大道二期用地批复' }))
    await world.register(requestOf({ submittedOn: '2025-03-03', subject: '公园鸭舍采购合同' }))
    const rows = await held.db.selectFrom('request').select(['id', 'alike']).orderBy('id').execute()
    expect(rows.map(({ alike }) => alike)).toEqual([0, 1, 0])
    expect(rows.slice(0, 2).map(({ id }) => id)).toEqual([first.id, second.id])
  })
})
