import { beforeEach, describe, expect, test } from 'vitest'
import { importCalendar } from '../../src/app/import-calendar.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { noticeOf2027 } from '../calendar/notice-2027.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()
beforeEach(async () => {
  await emptyTables(held.db)
  await held.db.deleteFrom('calendar_notice').execute()
})

describe('A new calendar notice', () => {
  test('moves the due dates that run over its days, and lists them (art. 33)', async () => {
    const world = await officeWorld(held.db, '2026-11-20')
    const staying = await world.register(requestOf({ submittedOn: '2026-11-20' }))
    world.today('2027-01-20')
    const moving = await world.register(requestOf({ submittedOn: '2027-01-20' }))
    expect(await findRequest(held.db, moving)).toMatchObject({ due_on: '2027-02-17', provisional: true })
    const answer = await importCalendar(world.services, { json: noticeOf2027, person: '示例市云汐区的人' })
    const number = '2027-0001'
    const [from, to] = ['2027-02-17', '2027-02-23']
    const body = '示例市云汐区人民政府办公室'
    expect(answer).toMatchObject({ ok: true, moved: [{ agencyId: world.agencyId, body, number, from, to }] })
    expect(await findRequest(held.db, moving)).toMatchObject({ due_on: to, provisional: false, version: 1 })
    expect(await findRequest(held.db, staying)).toMatchObject({ due_on: '2026-12-18' })
    expect(await findEntries(held.db, moving)).toHaveLength(2)
    const links = await held.db.selectFrom('trail_link').selectAll().where('kind', '=', 'calendar-imported').execute()
    expect(links).toMatchObject([{ agency_id: world.agencyId, subject: 'calendar 2027', person: '示例市云汐区的人' }])
    expect(JSON.parse(links[0]?.text ?? '')).toMatchObject({ details: { year: 2027, moved: [{ number, from, to }] } })
  })

  test('that is imported again moves nothing more and adds no link', async () => {
    const world = await officeWorld(held.db, '2027-01-20')
    await world.register(requestOf({ submittedOn: '2027-01-20' }))
    const notice = { json: noticeOf2027, person: '示例市云汐区的人' }
    await importCalendar(world.services, notice)
    expect(await importCalendar(world.services, notice)).toMatchObject({ ok: true, moved: [] })
    const links = await held.db.selectFrom('trail_link').select('seq').where('kind', '=', 'calendar-imported').execute()
    expect(links).toHaveLength(1)
  })
})
