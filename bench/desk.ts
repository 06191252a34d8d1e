import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { lookFor } from '../src/app/look.ts'
import type { Services } from '../src/app/services.ts'
import { openSession } from '../src/app/sessions.ts'
import { appendAccount, findPerson } from '../src/store/accounts.ts'
import { countRequests, findRequestLines } from '../src/store/request-lists.ts'
import type { RequestView } from '../src/store/request-views.ts'
import { findEntries, findRequest } from '../src/store/requests.ts'
import type { Database } from '../src/store/schema.ts'
import type { FilledRequests } from './filled-requests.ts'
import { milliseconds, quantile, type Section } from './measure.ts'
import { startProgram } from './program.ts'
import { servicesOn } from './services.ts'

const people = 20

/** Pages that each of them asks for, of one kind. */
const pagesEach = 10

interface Seat {
  readonly agencyId: number
  readonly accountId: number
  readonly cookie: string
}

async function takeSeat(services: Services, agencyId: number, at: number): Promise<Seat> {
  const { db } = services
  const who = { login: `bench-${at}`, displayName: `示例科员${at}`, role: 'officer', passwordHash: '-' } as const
  const accountId = await appendAccount(db, { agencyId, ...who, demonstration: false })
  const person = await findPerson(db, accountId)
  if (!person) throw new Error('An account was not made')
  const asked = { person, awaits: null, secondStepAt: null, address: '127.0.0.1' }
  const token = await db.transaction().execute((transaction) => openSession(transaction, services, asked))
  return { agencyId, accountId, cookie: `session=${token}` }
}

/** Half of them work for the body with a tenth of all requests. */
const takeSeats = (services: Services, bodies: readonly number[]) =>
  Promise.all(Array.from({ length: people }, (_, at) => takeSeat(services, bodies[at % 2 === 0 ? 0 : at * 7] ?? 0, at)))

async function timeOf(address: string, { cookie }: Seat): Promise<number> {
  const started = performance.now()
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' })
  const page = await answer.text()
  if (answer.status !== 200 || !page.includes('</html>')) throw new Error(`${address} answers ${answer.status}`)
  return performance.now() - started
}

interface Kind {
  readonly name: string
  readonly pathOf: (seat: Seat, at: number) => string
  /** What the page reads, without the page. */
  readonly bare: (seat: Seat, at: number) => Promise<unknown>
}

/** All at once with a pause between pages, each on their own. */
async function timesOf(site: string, seats: readonly Seat[], { pathOf }: Kind, pause: number): Promise<number[]> {
  const times = await Promise.all(
    seats.map(async (seat, place) => {
      const own: number[] = []
      await wait((pause * place) / seats.length)
      for (let at = 0; at < pagesEach; at += 1) {
        own.push(await timeOf(site + pathOf(seat, at), seat))
        await wait(pause)
      }
      return own
    }),
  )
  return times.flat()
}

async function bareTimes(seats: readonly Seat[], { bare }: Kind): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < pagesEach; at += 1)
    for (const seat of seats) {
      const started = performance.now()
      await bare(seat, at)
      times.push(performance.now() - started)
    }
  return times
}

const list = (query: Readonly<Record<string, string>>) => `/desk/requests?${new URLSearchParams(query)}`

/** Requests of a body, open ones first, from all over it. */
async function someRequests(db: Kysely<Database>, agencyId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('request')
    .select('id')
    .where('agency_id', '=', agencyId)
    .orderBy('is_open', 'desc')
    .orderBy((on) => on.fn('md5', [on.cast('id', 'text')]))
    .limit(pagesEach)
    .execute()
  return rows.map(({ id }) => id)
}

async function kindsOf(services: Services, seats: readonly Seat[]): Promise<readonly Kind[]> {
  const { db } = services
  const look = await lookFor(services, { region: '' })
  const soonUntil = look.calendar.addWorkdays(look.today, look.rules.lamp.amber)
  const words = (at: number) => ['用地批复', '征收补偿方案', '招标文件'][at % 3] ?? ''
  const lines = (view: RequestView, search?: (at: number) => readonly string[]) => (seat: Seat, at: number) => {
    const viewer = { accountId: seat.accountId, role: 'officer', section: null } as const
    const scope = { agencyId: seat.agencyId }
    const filter = {
      scope,
      viewer,
      view,
      today: look.today,
      soonUntil,
      ...(search && { search: { words: search(at) } }),
    }
    return Promise.all([findRequestLines(db, filter, { size: 31 }), countRequests(db, filter)])
  }
  const requests = new Map<number, readonly number[]>()
  for (const { agencyId } of seats) requests.set(agencyId, await someRequests(db, agencyId))
  const idOf = ({ agencyId }: Seat, at: number) => {
    const ids = requests.get(agencyId) ?? []
    return ids[at % ids.length] ?? 0
  }
  return [
    { name: 'worklist: open', pathOf: () => list({ view: 'open' }), bare: lines('open') },
    { name: 'worklist: overdue', pathOf: () => list({ view: 'overdue' }), bare: lines('overdue') },
    { name: 'worklist: all, newest first', pathOf: () => list({ view: 'all' }), bare: lines('all') },
    {
      name: 'worklist: search in all',
      pathOf: (_, at) => list({ view: 'all', q: words(at) }),
      bare: lines('all', (at) => [words(at)]),
    },
    {
      name: 'dossier',
      pathOf: (seat, at) => `/desk/requests/${seat.agencyId}-${idOf(seat, at)}`,
      bare: (seat, at) => {
        const key = { agencyId: seat.agencyId, id: idOf(seat, at) }
        return Promise.all([findRequest(db, key), findEntries(db, key)])
      },
    },
  ]
}

/** Pages of the desk through HTTP with many people signed in. */
export async function measureDesk(root: string, open: () => Promise<FilledRequests>): Promise<Section> {
  const { db, address, requests, bodies } = await open()
  const services = { ...(await servicesOn(root, db)), randomBytes }
  const seats = await takeSeats(services, bodies)
  const program = await startProgram(root, address)
  try {
    const rows: (readonly string[])[] = []
    for (const kind of await kindsOf(services, seats)) {
      await timesOf(program.address, seats.slice(0, 4), kind, 0)
      const calm = await timesOf(program.address, seats, kind, 1000)
      const rush = await timesOf(program.address, seats, kind, 0)
      const bare = await bareTimes(seats, kind)
      const figures = [calm, bare, rush].flatMap((times) => [quantile(times, 0.5), quantile(times, 0.95)])
      rows.push([kind.name, ...figures.map(milliseconds)])
    }
    return {
      title: `The desk with ${requests.toLocaleString('en')} requests and ${people} people at work`,
      columns: ['page', 'median', 'p95', 'bare SQL', 'its p95', 'without a pause', 'its p95'],
      rows,
      notes: [
        `${people} sessions, half of them in the body with a tenth of all requests; each asks for a page, reads it for a second, asks for the next. Without a pause means that all ask again at once, so that ${people} pages are always under way. The bare SQL is asked for one after the other. Goal: p95 ≤ 60 ms.`,
      ],
    }
  } finally {
    await program.stop()
  }
}
