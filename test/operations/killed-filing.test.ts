import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { checkChain } from '../../src/app/verify-trail.ts'
import { dayInChina, yearOf } from '../../src/domain/calendar/plain-date.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { openApplicant } from '../../src/store/applicants.ts'
import { openDatabase, openPool } from '../../src/store/database.ts'
import { saveOffice } from '../../src/store/disclosure-offices.ts'
import { findByReceipt } from '../../src/store/request-access.ts'
import type { Database } from '../../src/store/schema.ts'
import { openSeals } from '../../src/store/seal-keys.ts'
import type { Seals } from '../../src/store/seals.ts'
import { office } from '../app/request-world.ts'
import { servicesOn } from '../web/site.ts'
import { prepareDraft, type ReadyDraft, send, sendAgain, type Told, told } from './filing.ts'
import { temporaryFolder } from './folders.ts'
import { type Kill, kills, ready } from './killing.ts'
import { buildProgram, type Running, start } from './site.ts'

const rounds = 20
const bodyCount = 3

/** Drafts of a round: all are sent at once. */
const perRound = 18

beforeAll(buildProgram)

/** Numbers below a bound that follow from a seed (mulberry32). */
function chanceOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Works on the program's own database; its connections are gone before anything is killed. */
async function onDatabase<T>(place: string, work: (db: Kysely<Database>, seals: Seals) => Promise<T>): Promise<T> {
  const socket = { host: join(place, 'postgres/socket'), port: 5432, user: 'gongkai' }
  const db = openDatabase(openPool(socket, () => undefined))
  try {
    const keys = { path: join(place, 'keys.json'), randomBytes, now: () => new Date(), alone: false }
    return await work(db, await openSeals(db, keys))
  } finally {
    await db.destroy()
  }
}

/** Bodies with drafts, in turn. */
async function prepare(db: Kysely<Database>, seals: Seals): Promise<readonly ReadyDraft[]> {
  const services = { ...servicesOn(db).services, seals, now: () => new Date() }
  const bodies: number[] = []
  for (const word of ['甲', '乙', '丙'].slice(0, bodyCount)) {
    const body = {
      name: `示例市${word}局`,
      shortName: `${word}局`,
      region: '示例省示例市',
      kind: 'department',
    } as const
    const id = await appendAgency(db, { ...body, parentId: null, demonstration: false })
    await saveOffice(db, id, office, new Date())
    bodies.push(id)
  }
  const all = Array.from({ length: rounds * perRound }, (_, at) => at)
  return Promise.all(all.map((at) => prepareDraft(services, bodies[at % bodyCount] ?? 0, at)))
}

interface Moment {
  /** Forms that are acknowledged before it. */
  readonly after: number
  /** And so many milliseconds more. */
  readonly later: number
}

/** Sends all drafts at once and kills in the middle; gives the cookies of those that were acknowledged. */
async function strikeWhileSending(
  { site, place }: { readonly site: Running; readonly place: string },
  drafts: readonly ReadyDraft[],
  { strike }: Kill,
  { after, later }: Moment,
): Promise<ReadonlyMap<ReadyDraft, string>> {
  const acknowledged = new Map<ReadyDraft, string>()
  let due: () => void = () => undefined
  const moment = new Promise<void>((resolve) => (due = resolve))
  if (after === 0) due()
  const sent = drafts.map(async (draft) => {
    const cookie = await send(site, draft)
    if (cookie !== undefined) acknowledged.set(draft, cookie)
    if (acknowledged.size >= after) due()
  })
  await moment
  await pause(later)
  strike(site, place)
  await Promise.all(sent)
  return acknowledged
}

const byTitle = (one: { readonly title: string }, other: { readonly title: string }) =>
  one.title < other.title ? -1 : 1

const hexOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** All that is stored of what some drafts ask for. */
async function storedRequests(db: Kysely<Database>, seals: Seals, drafts: readonly ReadyDraft[]) {
  const { rows } = await sql<{
    agencyId: number
    id: number
    number: string
    title: string
    receipt: string | null
    facts: readonly string[]
    files: readonly string[]
    entries: number
  }>`
    select agency_id as "agencyId", id, number, regexp_replace(content, '^名称：', '') as title,
      (select receipt from request_access a where (a.agency_id, a.request_id) = (request.agency_id, request.id)) as receipt,
      (select json_agg(happened order by seq) from request_fact f
        where (f.agency_id, f.request_id) = (request.agency_id, request.id)) as facts,
      (select json_agg(encode(sha256(bytes), 'hex')) from request_file f
        where (f.agency_id, f.request_id) = (request.agency_id, request.id)) as files,
      (select count(*) from request_entry e
        where (e.agency_id, e.request_id) = (request.agency_id, request.id)) as entries
    from request where content = any(${drafts.map(({ title }) => `名称：${title}`)}::text[])`.execute(db)
  const stored = await Promise.all(
    rows.map(async ({ id, ...row }) => ({
      ...row,
      name: (await openApplicant(db, seals, { agencyId: row.agencyId, id }))?.name,
    })),
  )
  return stored.toSorted(byTitle)
}

/** What of a stored request its draft and its receipt tell beforehand. */
const expectedOf = ({ agencyId, title, name, file }: ReadyDraft, receipt: Told | undefined) => ({
  ...{ agencyId, title, name, receipt: receipt?.receipt, number: receipt?.number },
  facts: ['submitted', 'file-added'],
  files: [hexOf(file)],
  entries: 1,
})

/** Numbers of a body as they are given out, without gaps. */
const numbersUpTo = (last: number) => {
  const year = yearOf(dayInChina(new Date()))
  return Array.from({ length: last }, (_, at) => `${year}-${String(at + 1).padStart(4, '0')}`)
}

async function one<T>(query: ReturnType<typeof sql<T>>, db: Kysely<Database>): Promise<T | undefined> {
  return (await query.execute(db)).rows[0]
}

const settingsOf = (db: Kysely<Database>) =>
  one(
    sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes`,
    db,
  )

const countAll = (db: Kysely<Database>) =>
  one(
    sql`select (select count(*) from request) as requests, (select count(*) from request_access) as receipts,
      (select count(*) from request_entry where request_id is not null) as keys,
      (select count(*) from public_draft) as drafts`,
    db,
  )

const lastNumber = async (db: Kysely<Database>, agencyId: number) =>
  (
    await one(
      sql<{ last: number }>`select last from serial_counter where agency_id = ${agencyId} and kind = 'request'`,
      db,
    )
  )?.last

interface Sent {
  readonly sent: readonly ReadyDraft[]
  readonly filed: ReadonlyMap<ReadyDraft, Told>
}

/** Each of these drafts has become one request with all that belongs to it, found by its receipt number and code. */
async function expectStored(db: Kysely<Database>, seals: Seals, { sent, filed }: Sent): Promise<void> {
  const expected = sent.map((draft) => expectedOf(draft, filed.get(draft)))
  expect(await storedRequests(db, seals, sent)).toEqual(expected.toSorted(byTitle))
  for (const draft of sent) {
    const { receipt = '', code = '' } = filed.get(draft) ?? {}
    expect(await findByReceipt(db, seals, { receipt, code }), draft.title).toMatchObject({ agencyId: draft.agencyId })
  }
}

interface All {
  readonly drafts: readonly ReadyDraft[]
  readonly filed: ReadonlyMap<ReadyDraft, Told>
}

/** There is nothing else, the numbers of each body have no gaps, and its trail is whole. */
async function expectWhole(db: Kysely<Database>, { drafts, filed }: All): Promise<void> {
  const [requests, left] = [filed.size, drafts.length - filed.size]
  expect(await countAll(db)).toEqual({ requests, receipts: requests, keys: requests, drafts: left })
  for (const agencyId of new Set(drafts.map((draft) => draft.agencyId))) {
    const own = [...filed].filter(([draft]) => draft.agencyId === agencyId).map(([, { number }]) => number)
    expect(own.toSorted()).toEqual(numbersUpTo(own.length))
    expect(await lastNumber(db, agencyId)).toBe(own.length)
    expect((await checkChain(db, agencyId)).broken).toBeUndefined()
  }
}

it('A request that was acknowledged is stored, and stored once, whatever is killed in the middle (art. 29)', async () => {
  const seed = Date.now() % 2 ** 31
  const chance = chanceOf(seed)
  const place = await temporaryFolder()
  const env = { GONGKAI_DATA: place }
  let site = await start(env)
  const drafts = await onDatabase(place, prepare)
  const settings = await onDatabase(place, settingsOf)
  expect(settings).toEqual({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })

  const filed = new Map<ReadyDraft, Told>()
  let cut = 0
  for (let round = 0; round < rounds; round++) {
    const way = kills[round % kills.length] as Kill
    const moment = { after: chance(perRound), later: chance(8) }
    const sent = drafts.slice(round * perRound, (round + 1) * perRound)
    const acknowledged = await strikeWhileSending({ site, place }, sent, way, moment)
    cut += perRound - acknowledged.size
    process.stdout.write(
      `seed ${seed}, round ${round + 1}: ${way.what} killed ${moment.later} ms after ${moment.after} of ${perRound} were acknowledged; ${acknowledged.size} in the end\n`,
    )
    if (!way.goesOn) await site.ended
    site = way.goesOn ? await ready(site) : await start(env)

    const again = sent.map(async (draft) => {
      const cookie = acknowledged.get(draft)
      const before = cookie && (await told(site, cookie))
      const now = await told(site, await sendAgain(site, draft))
      if (before) expect(now, `the receipt of “${draft.title}”, sent again`).toEqual(before)
      filed.set(draft, now)
    })
    await Promise.all(again)

    await onDatabase(place, async (db, seals) => {
      await expectStored(db, seals, { sent, filed })
      await expectWhole(db, { drafts, filed })
    })
  }
  // Else nothing was killed in the middle.
  expect(cut).toBeGreaterThan(rounds)
}, 600_000)
