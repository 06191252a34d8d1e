import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { actOnRequest } from '../../src/app/act-on-request.ts'
import { lookFor } from '../../src/app/look.ts'
import { sweepRequests } from '../../src/app/sweep-requests.ts'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import type { Fact } from '../../src/domain/request/facts.ts'
import { cachedRow } from '../../src/store/request-row.ts'
import { appendEntries, findEntries, findRequest, type RequestKey, saveRequest } from '../../src/store/requests.ts'
import { walkAlone } from '../../src/store/sweep-lock.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { toldHistories } from '../request/histories.ts'
import { officeWorld, requestOf } from './request-world.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

type World = Awaited<ReturnType<typeof officeWorld>>

const askedThirdParty = {
  happened: 'third-party-asked',
  on: '2025-03-05',
  party: '示例公司',
  delivered: '2025-03-05',
} as const

/** A request of 3 March 2025 whose third party is asked on 5 March. */
async function consulted(world: World) {
  world.today('2025-03-05')
  const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
  const target = { ...request, version: 1 }
  const acted = await actOnRequest(world.services, world.officer, target, 'ask-third-party', [askedThirdParty])
  if (!acted.ok) throw new Error(JSON.stringify(acted))
  return request
}

/** What the row would say had somebody just acted on the request. */
async function refolded({ services }: World, key: RequestKey) {
  const row = await findRequest(held.db, key)
  const look = await lookFor(services, { region: '示例省示例市云汐区' })
  return cachedRow(foldDossier(await findEntries(held.db, key), look), {
    number: row?.number ?? '',
    today: look.today,
  })
}

describe('The nightly sweep', () => {
  test('lets the count go on where a third party has been silent for fifteen workdays (arts. 32, 33)', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const request = await consulted(world)
    const paused = { status: 'consulting', state: 'paused', paused_since: '2025-03-05', waiting_for: '示例公司' }
    expect(await findRequest(held.db, request)).toMatchObject({ ...paused, waiting_until: '2025-03-26' })
    world.today('2025-03-25')
    expect(await sweepRequests(world.services)).toMatchObject({ seen: 1, changed: 0 })
    world.today('2025-03-27')
    expect(await sweepRequests(world.services)).toMatchObject({ seen: 1, changed: 1, passed: 0, failed: 0 })
    const counting = { status: 'handling', state: 'running', paused_since: null, waiting_until: null }
    expect(await findRequest(held.db, request)).toMatchObject(counting)
  })

  test('turns a reply that was not given in time overdue, and leaves versions and days of change as they are', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const request = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const before = await findRequest(held.db, request)
    world.today('2025-03-31')
    await sweepRequests(world.services)
    expect(await findRequest(held.db, request)).toEqual(before)
    world.today('2025-04-01')
    await sweepRequests(world.services)
    expect(await findRequest(held.db, request)).toEqual({ ...before, state: 'overdue' })
    const note = [{ happened: 'noted', on: '2025-04-01', text: '已催办' }] as const
    const acted = await actOnRequest(world.services, world.officer, { ...request, version: 1 }, 'note', note)
    expect(acted).toEqual({ ok: true, version: 2 })
  })

  test('says of every open request what folding it on that day says, whatever has happened with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(toldHistories, { minLength: 1, maxLength: 8 }), async (histories) => {
        await emptyTables(held.db)
        const world = await officeWorld(held.db, '2025-03-03')
        const keys: RequestKey[] = []
        for (const { facts } of histories) keys.push(await withFacts(world, facts))
        world.today(
          histories
            .map(({ today }) => today)
            .toSorted()
            .at(-1) ?? '',
        )
        const open = await held.db.selectFrom('request').select('id').where('is_open', '=', true).execute()
        expect(await sweepRequests(world.services)).toMatchObject({ seen: open.length, failed: 0, passed: 0 })
        for (const key of keys) expect(await findRequest(held.db, key)).toMatchObject(await refolded(world, key))
      }),
      { numRuns: 10 },
    )
  })

  test('walks over the requests of all bodies in batches, tells how far it is, and stops between two where it is told to', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    await manyRequests(world, 2300)
    world.today('2025-04-01')
    const stop = new AbortController()
    const seen: number[] = []
    const progress = (soFar: { readonly seen: number }) => {
      seen.push(soFar.seen)
      if (soFar.seen === 2000) stop.abort(new Error('stopped'))
    }
    await expect(sweepRequests(world.services, { stop: stop.signal, progress })).rejects.toThrow('stopped')
    expect(seen).toEqual([1000, 2000])
    expect(await sweepRequests(world.services)).toMatchObject({ seen: 2300, changed: 300 })
  })

  test('beside an action loses nothing of it: the row is left to whoever changed it', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const request = await consulted(world)
    world.today('2025-03-27')
    const other = held.openAnother()
    onTestFinished(() => other.destroy())
    const sweeping = await other.transaction().execute(async (transaction) => {
      const acting = { ...world.services, db: transaction }
      const note = [{ happened: 'noted', on: '2025-03-27', text: '期满未答复' }] as const
      await actOnRequest(acting, world.officer, { ...request, version: 2 }, 'note', note)
      // It has read the row of before and now waits for the action to end.
      const swept = sweepRequests(world.services)
      await untilSomebodyWaits()
      return [swept]
    })
    expect(await sweeping[0]).toMatchObject({ seen: 1, changed: 0, passed: 1 })
    expect(await findRequest(held.db, request)).toMatchObject({ version: 3, state: 'running' })
    expect(await findEntries(held.db, request)).toHaveLength(4)
  })

  test('beside another sweep steps back', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const other = held.openAnother()
    onTestFinished(() => other.destroy())
    await walkAlone(other, { waits: false }, async () => {
      expect(await sweepRequests(world.services)).toBeUndefined()
    })
    expect(await sweepRequests(world.services)).toMatchObject({ seen: 0 })
  })

  test('goes on past a dossier that cannot be folded, and the log says which', async () => {
    const world = await officeWorld(held.db, '2025-03-03')
    const broken = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const sound = await world.register(requestOf({ submittedOn: '2025-03-03' }))
    const fact = JSON.stringify({ happened: 'unheard-of', on: '2025-03-03' })
    await sql`insert into request_fact values
      (${broken.agencyId}, ${broken.id}, 9, 'unheard-of', '2025-03-03', now(), null, '', ${fact})`.execute(held.db)
    world.today('2025-04-01')
    expect(await sweepRequests(world.services)).toMatchObject({ seen: 2, changed: 1, failed: 1 })
    expect(await findRequest(held.db, sound)).toMatchObject({ state: 'overdue' })
    expect(world.lines).toContainEqual(expect.objectContaining({ request: '2025-0001', level: 50 }))
  })
})

/** A request whose facts are those of a history, entered as the days went by. */
async function withFacts(world: World, facts: readonly Fact[]): Promise<RequestKey> {
  const [first, ...more] = facts
  if (first?.happened !== 'submitted') throw new Error('A history begins with the submission')
  world.today(first.on)
  const request = await world.register(requestOf({ submittedOn: first.on }))
  await held.db.transaction().execute(async (transaction) => {
    const actor = { accountId: world.officer.accountId, name: world.officer.displayName }
    const entry = (fact: Fact, at: number) => ({
      seq: at + 10,
      fact,
      enteredAt: new Date(`${fact.on}T02:00:00Z`),
      actor,
    })
    await appendEntries(transaction, request, more.map(entry))
    await saveRequest(transaction, request, await refoldedAt(world, request, first.on), {
      version: 2,
      at: new Date(`${first.on}T02:00:00Z`),
    })
  })
  return request
}

/** The row as it was on an earlier day, before the later facts. */
async function refoldedAt({ services }: World, key: RequestKey, today: string) {
  const look = { ...(await lookFor(services, { region: '示例省示例市云汐区' })), today }
  const row = await findRequest(held.db, key)
  return cachedRow(foldDossier(await findEntries(held.db, key), look), { number: row?.number ?? '', today })
}

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'`.execute(held.owner)
    if (rows.length > 0) return
  }
}

/** Requests like one that is registered, of two bodies in turn; put in by SQL since verbs would take long. */
async function manyRequests(world: World, count: number): Promise<void> {
  await world.register(requestOf({ submittedOn: '2025-03-03' }))
  await sql`
    insert into request overriding system value
    select copy.* from request, generate_series(2, ${count}::integer) at,
      jsonb_populate_record(request, jsonb_build_object('id', request.id + at, 'number', '2025-' || 10000 + at,
        'agency_id', case when at % 2 = 0 then agency_id else ${world.stranger.agencyId} end)) copy`.execute(held.owner)
  await sql`
    insert into request_fact
    select request.agency_id, request.id, seq, happened, happened_on, entered_at, account_id, person, fact
    from request_fact fact, request where request.id <> fact.request_id`.execute(held.owner)
}
