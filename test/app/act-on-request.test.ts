import { beforeEach, describe, expect, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { correctEntry } from '../../src/app/correct-entry.ts'
import { findEntries, findRequest } from '../../src/store/requests.ts'
import { appendSection } from '../../src/store/sections.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()

describe('a request at the counter', () => {
  beforeEach(() => emptyTables(held.db))

  test('is numbered, dated and due twenty workdays later (arts. 31, 33)', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    expect(await findRequest(held.db, request)).toMatchObject({
      number: '2025-0001',
      masked_name: '示**',
      status: 'handling',
      received_on: '2025-03-03',
      due_on: '2025-03-31',
      version: 1,
    })
  })

  test('is clarified once: a second time is refused with the article, and nothing is written (art. 30)', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const asked = { happened: 'clarification-asked', on: '2025-03-06', items: '年份', until: '2025-03-20' } as const
    const first = await actOnRequest(world.services, world.officer, { ...request, version: 1 }, 'ask-clarification', [
      asked,
    ])
    expect(first).toEqual({ ok: true, version: 2 })
    world.today('2025-03-20')
    const received = { happened: 'clarification-received', on: '2025-03-20' } as const
    await actOnRequest(world.services, world.officer, { ...request, version: 2 }, 'record-clarification', [received])
    const again = await actOnRequest(world.services, world.officer, { ...request, version: 3 }, 'ask-clarification', [
      { ...asked, on: '2025-03-20' },
    ])
    expect(again).toMatchObject({
      ok: false,
      code: 'refused',
      refusals: [{ code: 'asked-already', article: '条例第三十条' }],
    })
    expect(await findRequest(held.db, request)).toMatchObject({ version: 3, due_on: '2025-04-18' })
    expect(await findEntries(held.db, request)).toHaveLength(4)
  })

  test('tells who is late that others have changed it', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const note = [{ happened: 'noted', on: '2025-03-06', text: '已与征收科联系' }] as const
    const both = await Promise.all([
      actOnRequest(world.services, world.officer, { ...request, version: 1 }, 'note', note),
      actOnRequest(world.services, world.head, { ...request, version: 1 }, 'note', note),
    ])
    expect(both.map((acted) => (acted.ok ? 'done' : acted.code)).toSorted()).toEqual(['changed', 'done'])
  })

  test('is due as if it had been right from the start, once a mistyped day is corrected', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-05' }))
    const entries = await findEntries(held.db, request)
    const submitted = entries[0]?.fact
    if (submitted?.happened !== 'submitted') throw new Error('The first fact is the submission')
    const corrected = { seq: 1, to: { ...submitted, on: '2025-03-03' }, reason: '登记时看错日期' }
    const acted = await correctEntry(world.services, world.officer, { ...request, version: 1 }, corrected)
    expect(acted).toEqual({ ok: true, version: 2 })
    expect(await findRequest(held.db, request)).toMatchObject({ received_on: '2025-03-03', due_on: '2025-03-31' })
  })

  test('is there for the contact of a section that was asked to search, and for no other section (art. 4)', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const section = async (name: string) =>
      appendSection(held.db, { agencyId: world.agencyId, name, at: world.services.now() })
    const [land, archive] = [await section('征收科'), await section('档案室')]
    const asked = { happened: 'section-asked', on: '2025-03-06', about: '批复', until: '2025-03-10' } as const
    const target = { ...request, version: 1 }
    await actOnRequest(world.services, world.officer, target, 'ask-section', [
      { ...asked, sectionId: land, section: '征收科' },
    ])
    const answered = { happened: 'section-answered', on: '2025-03-06', sectionId: land, section: '征收科' } as const
    const answer = [{ ...answered, found: false, how: '按名称检索', text: '没有' }] as const
    const contact = { ...world.officer, role: 'section-contact', sectionId: archive } as const
    const other = await actOnRequest(world.services, contact, { ...target, version: 2 }, 'answer-search', answer)
    expect(other).toEqual({ ok: false, code: 'unknown' })
    const own = { ...contact, sectionId: land }
    const acted = await actOnRequest(world.services, own, { ...target, version: 2 }, 'answer-search', answer)
    expect(acted).toEqual({ ok: true, version: 3 })
  })

  test('does not exist for people of another body', async () => {
    const world = await officeWorld(held.db, '2025-03-06')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const note = [{ happened: 'noted', on: '2025-03-06', text: '看看' }] as const
    const acted = await actOnRequest(world.services, world.stranger, { ...request, version: 1 }, 'note', note)
    expect(acted).toEqual({ ok: false, code: 'unknown' })
  })
})
