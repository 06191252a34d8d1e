import { beforeEach, describe, expect, test } from 'vitest'
import { revealApplicant } from '../../src/app/reveal-applicant.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

describe('Who asks', () => {
  beforeEach(() => emptyTables(held.db))

  const links = async () => {
    const rows = await held.db.selectFrom('trail_link').select(['kind', 'subject', 'person', 'text']).execute()
    return rows.map(({ text, ...rest }) => ({ ...rest, details: JSON.parse(text).details, text }))
  }

  test('is opened for a reason, as far as it is needed; the trail says who looked at what, never what was seen', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const asked = { reason: ' 电话联系补正 ', fields: ['name', 'phone'] } as const
    const revealed = await revealApplicant(world.services, world.officer, request, asked)
    expect(revealed).toEqual({ ok: true, data: { name: '示例人甲', phone: '13800000000' } })
    const link = (await links()).find(({ kind }) => kind === 'revealed')
    expect(link).toMatchObject({
      subject: 'request 2025-0001',
      person: '示例officer',
      details: { reason: '电话联系补正', fields: ['姓名或者名称', '联系电话'] },
    })
    for (const text of [...(await links()).map((one) => one.text), JSON.stringify(world.lines)])
      for (const data of ['示例人甲', '13800000000', '110101190001010000', '示例路1号'])
        expect(text).not.toContain(data)
  })

  test('stays closed without a reason or without a field, and all that is missing is told at once', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const revealed = await revealApplicant(world.services, world.officer, request, { reason: '  ', fields: [] })
    expect(revealed).toMatchObject({ ok: false, refusals: [{ code: 'no-reason' }, { code: 'no-field' }] })
    expect((await links()).filter(({ kind }) => kind === 'revealed')).toEqual([])
  })

  test('stays closed for whoever does not work in the office, and for people of other bodies is not there', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const asked = { reason: '看看', fields: ['name'] } as const
    for (const person of [world.reviewer, world.leader])
      expect(await revealApplicant(world.services, person, request, asked)).toMatchObject({
        ok: false,
        refusals: [{ code: 'not-your-role' }],
      })
    const stranger = await revealApplicant(world.services, world.stranger, request, asked)
    expect(stranger).toEqual({ ok: false, code: 'unknown' })
    expect((await links()).filter(({ kind }) => kind === 'revealed')).toEqual([])
  })
})
