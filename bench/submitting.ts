import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { hashOfToken } from '../src/app/public/drafts.ts'
import { openPool } from '../src/store/database.ts'
import { appendDraft } from '../src/store/public-drafts.ts'
import type { Database } from '../src/store/schema.ts'
import { openSeals } from '../src/store/seal-keys.ts'
import type { Seals } from '../src/store/seals.ts'
import { paths } from '../src/web/paths.ts'
import { addressOf, fieldsOf, lastForm } from '../test/operations/filing.ts'
import { acceptBare } from './bare-submission.ts'
import { milliseconds, quantile, type Section } from './measure.ts'
import { openOffices } from './offices.ts'
import { keyFile, type Running, startProgram } from './program.ts'

const connections = 50

interface Ready {
  readonly token: string
  readonly address: string
}

/** Drafts that lack nothing, for the bodies in turn, as the pages would have left them; none has an attachment. */
async function prepare(
  { db, seals }: { readonly db: Kysely<Database>; readonly seals: Seals },
  bodies: readonly number[],
  { from, count }: { readonly from: number; readonly count: number },
): Promise<readonly Ready[]> {
  const at = new Date()
  const expiresAt = new Date(at.getTime() + 24 * 60 * 60 * 1000)
  const ready: Ready[] = []
  for (let nth = from; nth < from + count; nth += 1) {
    const agencyId = bodies[nth % bodies.length] ?? 0
    const token = `${agencyId}-${randomBytes(32).toString('base64url')}`
    const { what, how, who } = fieldsOf(nth)
    await appendDraft(db, seals, {
      agencyId,
      tokenHash: hashOfToken(token),
      values: { ...what, ...how, ...who },
      at,
      expiresAt,
    })
    ready.push({ token, address: addressOf(nth) })
  }
  return ready
}

/** Sends the last form; rejects unless it was accepted. */
function send(site: Running, agent: Agent, ready: Ready): Promise<void> {
  const { path, headers } = lastForm(ready, site.address)
  return new Promise((resolve, reject) => {
    const asked = request(site.address + path, { method: 'POST', agent, headers: { ...headers, 'content-length': 0 } })
    asked.on('error', reject)
    asked.on('response', (answer) => {
      const accepted = answer.statusCode === 303 && answer.headers.location === paths.asked
      answer.resume().on('end', () => (accepted ? resolve() : reject(new Error(`Answered with ${answer.statusCode}`))))
    })
    asked.end()
  })
}

interface Rate {
  readonly perSecond: number
  readonly times: readonly number[]
}

/** Does all work with so many under way at a time. */
async function rateOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<Rate> {
  const times: number[] = []
  let next = 0
  const started = performance.now()
  const worker = async () => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) {
      const begun = performance.now()
      await work(one)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return { perSecond: (all.length * 1000) / (performance.now() - started), times }
}

const figures = ({ perSecond, times }: Rate) => [
  perSecond.toFixed(0),
  milliseconds(quantile(times, 0.5)),
  milliseconds(quantile(times, 0.99)),
]

async function expectStored(pool: pg.Pool, count: number): Promise<void> {
  const { rows } = await pool.query('select count(*) as count from request_access')
  if (rows[0]?.count !== count) throw new Error(`${count} were accepted and ${rows[0]?.count} are stored`)
}

/** Filing over HTTP, the last step of the form, beside bare inserts of the same rows. */
export async function measureSubmitting(root: string, count: number): Promise<Section> {
  const { db, socket, address, bodies, close } = await openOffices(root)
  const pool = openPool(socket, () => undefined)
  try {
    const program = await startProgram(root, address)
    const agent = new Agent({ keepAlive: true, maxSockets: connections })
    try {
      const place = { path: keyFile, randomBytes, now: () => new Date(), alone: false }
      const seals = await openSeals(db, place)
      let from = 0
      const file = async (some: readonly number[], many: number) => {
        const ready = await prepare({ db, seals }, some, { from, count: many })
        from += many
        return rateOf(ready, (one) => send(program, agent, one))
      }
      await file(bodies, Math.ceil(count / 10))
      const rows: (readonly string[])[] = []
      for (const some of [bodies, bodies.slice(0, 1)]) {
        const filed = await file(some, count)
        await expectStored(pool, from)
        rows.push([some.length === 1 ? 'one body' : `${some.length} bodies`, ...figures(filed)])
      }
      const bare = await acceptBare(pool)
      for (const [place, some] of [bodies, bodies.slice(0, 1)].entries()) {
        const all = Array.from({ length: count }, (_, at) => some[at % some.length] ?? 0)
        rows[place] = [...(rows[place] ?? []), ...figures(await rateOf(all, bare))]
      }
      return {
        title: 'Filing a request on the portal',
        columns: ['to', 'accepted/s', 'median', 'p99', 'bare inserts/s', 'their median', 'their p99'],
        rows,
        notes: [
          `${count.toLocaleString('en')} last forms each over ${connections} connections, every one of another draft without attachments, person and address; PostgreSQL with synchronous_commit on, as it comes. The bare inserts write the same rows, with the same counters, in one transaction each by prepared statements of pg, over as many connections as the program has to the database. Goal: ≥ 150/s.`,
        ],
      }
    } finally {
      agent.destroy()
      await program.stop()
    }
  } finally {
    await pool.end()
    await db.destroy()
    await close()
  }
}
