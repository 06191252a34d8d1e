import { beforeEach, describe, expect, test } from 'vitest'
import { bands } from '../../src/domain/request/similar.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { findSimilar } from '../../src/store/similar-requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from './builders.ts'
import { storeRow } from './request-world.ts'

const held = useDatabase()
const ids = { office: 0, elsewhere: 0 }
const wanted = { subject: '示例大道二期用地批复', content: '示例大道二期用地批复及附图、征地补偿安置方案' }
const asked = () => ({ agencyId: ids.office, ...wanted, bands: bands(`${wanted.subject} ${wanted.content}`) })

beforeEach(async () => {
  await emptyTables(held.db)
  const add = (name: string) => appendAgency(held.db, { ...agency, name, shortName: name, parentId: null })
  ids.office = await add('示例市云汐区人民政府办公室')
  ids.elsewhere = await add('示例市北岭区人民政府办公室')
})

describe('Similar requests', () => {
  test('come most similar first, with how they ended and whether the same person asked', async () => {
    const close = { subject: wanted.subject, content: '示例大道二期用地批复、征地补偿安置方案' }
    const second = await storeRow(held.db, ids.office, '2025-0002', close)
    const over = { is_open: false, status: 'closed', outcome: 'granted' } as const
    const first = await storeRow(held.db, ids.office, '2025-0001', { ...wanted, ...over })
    await storeRow(held.db, ids.office, '2025-0003', { subject: '公园鸭舍采购合同', content: '公园鸭舍采购合同' })
    await storeRow(held.db, ids.elsewhere, '2025-0001', wanted)
    const personMark = new Uint8Array(16).fill(4)
    const applicant = { sealed: new Uint8Array(40), name_mark: new Uint8Array(16) }
    await held.db
      .insertInto('applicant')
      .values({ agency_id: ids.office, request_id: first, ...applicant, person_mark: personMark })
      .execute()
    const found = await findSimilar(held.db, { ...asked(), personMark })
    expect(found.map(({ id, isSamePerson, outcome }) => [id, isSamePerson, outcome])).toEqual([
      [first, true, 'granted'],
      [second, false, null],
    ])
    expect(found[0]?.similarity).toBe(1)
    expect((await findSimilar(held.db, { ...asked(), exceptId: first })).map(({ id }) => id)).toEqual([second])
  })

  test('are at most ten, and none of a text too short to tell', async () => {
    for (let serial = 1; serial <= 12; serial += 1)
      await storeRow(held.db, ids.office, `2025-${String(serial).padStart(4, '0')}`, wanted)
    expect(await findSimilar(held.db, asked())).toHaveLength(10)
    expect(await findSimilar(held.db, { ...asked(), bands: [] })).toEqual([])
  })
})
