import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { printPaper } from '../../src/app/print-paper.ts'
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
    const printed = await printPaper(world.services, world.officer, request, 'envelope')
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
    expect(await printPaper(world.services, world.leader, request, 'envelope')).toMatchObject({
      ok: false,
      code: 'refused',
    })
    expect(await printPaper(world.services, world.stranger, request, 'envelope')).toEqual({
      ok: false,
      code: 'unknown',
    })
  })
})

describe('an application form', () => {
  test('is filled in for the applicant to sign, and kept nowhere (art. 29)', async () => {
    await emptyTables(held.db)
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const printed = await printPaper(world.services, world.officer, request, 'application-form')
    expect(printed).toMatchObject({ ok: true, paper: { draft: false, title: expect.stringContaining('申请表') } })
    const text = JSON.stringify(printed)
    for (const word of ['示例人甲', '110101190001010000', '示例大道二期用地批复及附图']) expect(text).toContain(word)
    expect(text).toContain('{"text":"纸质","chosen":true}')
    expect(text).toContain('{"text":"自行领取","chosen":true}')
    expect(await findLetters(held.db, request)).toEqual([])
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
