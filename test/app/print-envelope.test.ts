import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { printEnvelope } from '../../src/app/print-envelope.ts'
import { findLetters } from '../../src/store/letters.ts'
import { findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

describe('an envelope', () => {
  beforeEach(() => emptyTables(held.db))

  test('bears the address, is kept nowhere, and the trail tells who printed it (个人信息保护法第五十一条)', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const printed = await printEnvelope(world.services, world.officer, request)
    expect(printed).toMatchObject({
      ok: true,
      paper: { draft: false, blocks: [{ kind: 'postal', to: { name: '示例人甲', address: '示例市云汐区示例路1号' } }] },
    })
    expect(await findLetters(held.db, request)).toEqual([])
    const links = await held.db
      .selectFrom('trail_link')
      .select(['kind', 'text'])
      .where('kind', '=', 'revealed')
      .execute()
    expect(links).toHaveLength(1)
    expect(links[0]?.text).toContain('打印信封')
    expect(links[0]?.text).not.toContain('示例路1号')
  })

  test('is printed only by who may see the address', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    expect(await printEnvelope(world.services, world.leader, request)).toMatchObject({ ok: false, code: 'refused' })
    expect(await printEnvelope(world.services, world.stranger, request)).toEqual({ ok: false, code: 'unknown' })
  })
})

describe('a request that was withdrawn', () => {
  test('counts as such without a reply', async () => {
    await emptyTables(held.db)
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const withdrawn = { happened: 'withdrawn', on: '2025-03-06', reason: '已自行取得' } as const
    await actOnRequest(world.services, world.officer, { ...request, version: 1 }, 'withdraw', [withdrawn])
    expect(await findRequest(held.db, request)).toMatchObject({ status: 'withdrawn', outcome: 'otherwise.withdrawn' })
  })
})
