import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Amendment, decideAmendment, findAmendments, proposeAmendment } from '../../src/app/amend-year.ts'
import { closeYear } from '../../src/app/close-year.ts'
import { correctEntry } from '../../src/app/correct-entry.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import { findRequest } from '../../src/store/requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { type YearWorld, yearWorld } from './year-world.ts'

const held = useDatabase()

beforeEach(() => emptyTables(held.db))

/** 2025 is closed on 10 January 2026 with one request that seems to be open, and a dispute that seems to be pending. */
async function closedYear() {
  const world = await yearWorld(held.db, '2026-01-10')
  const request = await world.received('2025-11-03')
  await world.dispute(request, '2025-12-01', '示例复〔2025〕1号')
  const { agencyId, services, head } = world
  const closed = await closeYear(services, head, { agencyId, year: 2025, remark: '' })
  if (!closed.ok) throw new Error(JSON.stringify(closed))
  const before = (await world.compiled(2025)).cells
  return { ...world, request, before }
}

const of2025 = ({ agencyId }: YearWorld) => ({ agencyId, year: 2025 })

async function amendments(world: YearWorld) {
  const found = await findAmendments(world.services, of2025(world))
  return found?.amendments ?? []
}

const short = ({ number, part, was, becomes, stands }: Amendment) => ({ number, part, was, becomes, stands })

async function propose(world: YearWorld, person: Person = world.officer, reason = '办结登记迟了') {
  const [difference] = await amendments(world)
  if (!difference) throw new Error('There is nothing to amend')
  return proposeAmendment(world.services, person, { ...of2025(world), difference, reason })
}

describe('What becomes known after a year was closed', () => {
  test('changes nothing in it, is told as an amendment, and is counted in the open year', async () => {
    const world = await closedYear()
    expect(await amendments(world)).toEqual([])
    await world.withdraw(world.request, '2025-12-30')
    await world.decide(world.request, '2025-12-31', '示例复〔2025〕1号')
    expect((await world.compiled(2025)).cells).toEqual(world.before)
    expect((await amendments(world)).map(short)).toEqual([
      {
        number: '2025-0001',
        part: 'dispute',
        was: 'reconsideration/pending',
        becomes: 'reconsideration/upheld',
        stands: true,
      },
      {
        number: '2025-0001',
        part: 'settled',
        was: '',
        becomes: 'otherwise.other/natural-person',
        stands: true,
      },
    ])
    expect(await world.counted(2026)).toEqual({
      'carried-in/natural-person': 1,
      'otherwise.other/natural-person': 1,
      'reconsideration/upheld': 1,
    })
  })

  test('as a request of that year that nobody had entered, is received in the open year', async () => {
    const world = await closedYear()
    await world.received('2025-12-31')
    expect((await world.compiled(2025)).cells).toEqual(world.before)
    expect((await amendments(world)).map(short)).toEqual([
      { number: '2025-0002', part: 'received', was: '', becomes: 'received/natural-person', stands: true },
    ])
    expect(await world.counted(2026)).toMatchObject({ 'received/natural-person': 1, 'carried-out/natural-person': 2 })
  })

  test('as another day of what it counted, takes nothing away from it', async () => {
    const world = await closedYear()
    const row = await findRequest(held.db, world.request)
    const fact = (await sql<{ fact: object }>`select fact from request_fact where seq = 1`.execute(held.db)).rows[0]
      ?.fact
    const to = { ...fact, on: '2026-01-05' } as never
    const target = { ...world.request, version: row?.version ?? 0 }
    const corrected = await correctEntry(world.services, world.officer, target, { seq: 1, to, reason: '日期登记有误' })
    expect(corrected).toMatchObject({ ok: true })
    expect((await world.compiled(2025)).cells).toEqual(world.before)
    expect((await amendments(world)).map(short)).toEqual([
      { number: '2025-0001', part: 'received', was: 'received/natural-person', becomes: '', stands: true },
    ])
    expect(await world.counted(2026)).toEqual({
      'carried-in/natural-person': 1,
      'carried-out/natural-person': 1,
      'reconsideration/pending': 1,
    })
  })

  test('of a year that is not closed, there is nothing to tell', async () => {
    const world = await closedYear()
    expect(await findAmendments(world.services, { agencyId: world.agencyId, year: 2026 })).toBeUndefined()
  })
})

describe('An amendment', () => {
  test('is proposed with a reason and approved by somebody else, each with a link in the trail', async () => {
    const world = await closedYear()
    await world.withdraw(world.request, '2025-12-30')
    const proposed = await propose(world)
    if (!proposed.ok) throw new Error(JSON.stringify(proposed))
    const about = { agencyId: world.agencyId, year: 2025, id: proposed.id, approved: true, opinion: '属实' }
    const elsewhere = { ...about, year: 2024 }
    expect(await decideAmendment(world.services, world.leader, elsewhere)).toEqual({ ok: false, code: 'unknown' })
    expect(await decideAmendment(world.services, world.leader, about)).toMatchObject({ ok: true })
    expect(await amendments(world)).toMatchObject([
      {
        stands: true,
        proposals: [
          {
            reason: '办结登记迟了',
            proposer: '示例officer',
            decision: { approved: true, decider: '示例leader', opinion: '属实' },
          },
        ],
      },
    ])
    const { rows } = await sql<{
      text: string
    }>`select text from trail_link where subject = 'year 2025' order by seq`.execute(held.db)
    const becomes = 'otherwise.other/natural-person'
    expect(rows.map(({ text }) => JSON.parse(text))).toMatchObject([
      { kind: 'year-closed' },
      { kind: 'amendment-proposed', details: { number: '2025-0001', was: '', becomes, reason: '办结登记迟了' } },
      {
        kind: 'amendment-decided',
        details: { number: '2025-0001', was: '', becomes, approved: true, opinion: '属实' },
      },
    ])
    expect((await world.compiled(2025)).cells).toEqual(world.before)
    expect(await propose(world)).toMatchObject({ refusal: { code: 'approved-already' } })
  })

  test('is never approved by who proposed it', async () => {
    const world = await closedYear()
    await world.withdraw(world.request, '2025-12-30')
    const proposed = await propose(world, world.head)
    if (!proposed.ok) throw new Error(JSON.stringify(proposed))
    const about = { agencyId: world.agencyId, year: 2025, id: proposed.id, approved: true, opinion: '' }
    expect(await decideAmendment(world.services, world.head, about)).toMatchObject({
      refusal: { code: 'own-proposal' },
    })
    expect(await decideAmendment(world.services, world.officer, about)).toMatchObject({
      refusal: { code: 'not-your-role', article: '条例第五十条' },
    })
  })

  test('that is not approved needs an opinion, and may be proposed again', async () => {
    const world = await closedYear()
    await world.withdraw(world.request, '2025-12-30')
    const proposed = await propose(world)
    if (!proposed.ok) throw new Error(JSON.stringify(proposed))
    expect(await propose(world)).toMatchObject({ refusal: { code: 'proposed-already' } })
    const about = { agencyId: world.agencyId, year: 2025, id: proposed.id, approved: false }
    expect(await decideAmendment(world.services, world.leader, { ...about, opinion: ' ' })).toMatchObject({
      refusal: { code: 'no-opinion' },
    })
    const decided = await decideAmendment(world.services, world.leader, { ...about, opinion: '请附撤回申请书' })
    expect(decided).toMatchObject({ ok: true })
    expect(await decideAmendment(world.services, world.head, { ...about, opinion: '同上' })).toMatchObject({
      refusal: { code: 'decided-already' },
    })
    expect(await propose(world)).toMatchObject({ ok: true })
    expect((await amendments(world))[0]?.proposals).toHaveLength(2)
  })

  test('needs a reason, a difference that there is, and a year that is closed', async () => {
    const world = await closedYear()
    await world.withdraw(world.request, '2025-12-30')
    const [difference] = await amendments(world)
    if (!difference) throw new Error('There is nothing to amend')
    const asked = { ...of2025(world), difference, reason: '办结登记迟了' }
    const proposing = (more: Partial<typeof asked>) =>
      proposeAmendment(world.services, world.officer, { ...asked, ...more })
    expect(await proposing({ reason: ' ' })).toMatchObject({ refusal: { code: 'no-reason' } })
    expect(await proposing({ year: 2026 })).toMatchObject({ refusal: { code: 'not-closed' } })
    const other = { ...difference, becomes: 'granted/natural-person' }
    expect(await proposing({ difference: other })).toMatchObject({ refusal: { code: 'no-difference' } })
    expect(await proposeAmendment(world.services, world.stranger, asked)).toEqual({ ok: false, code: 'unknown' })
  })

  test('that the facts no longer bear out cannot be approved', async () => {
    const world = await closedYear()
    await world.withdraw(world.request, '2025-12-30')
    const proposed = await propose(world)
    if (!proposed.ok) throw new Error(JSON.stringify(proposed))
    const row = await findRequest(held.db, world.request)
    const last = (await sql<{ seq: number }>`select max(seq) as seq from request_fact`.execute(held.db)).rows[0]?.seq
    const struck = { seq: last ?? 0, to: null, reason: '登记有误' }
    await correctEntry(world.services, world.officer, { ...world.request, version: row?.version ?? 0 }, struck)
    expect(await amendments(world)).toMatchObject([{ stands: false, proposals: [{ decision: null }] }])
    const about = { agencyId: world.agencyId, year: 2025, id: proposed.id, approved: true, opinion: '' }
    expect(await decideAmendment(world.services, world.leader, about)).toMatchObject({
      refusal: { code: 'no-difference' },
    })
  })
})
