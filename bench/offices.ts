import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { appendAgency } from '../src/store/agencies.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { noOffice, saveOffice } from '../src/store/disclosure-offices.ts'
import { migrate } from '../src/store/migrate.ts'
import { type Socket, startPostgres } from '../src/store/postgres/server.ts'
import type { Database } from '../src/store/schema.ts'

/** A server of its own with bodies that take requests and have none. */
export interface Offices {
  readonly db: Kysely<Database>
  readonly socket: Socket
  /** For `DATABASE_URL` of programs on it. */
  readonly address: string
  readonly bodies: readonly number[]
  /** After all connections are closed. */
  readonly close: () => Promise<void>
}

const bodyCount = 200

const appendOffices = (db: Kysely<Database>): Promise<readonly number[]> =>
  db.transaction().execute(async (transaction) => {
    const ids: number[] = []
    for (let at = 1; at <= bodyCount; at += 1) {
      const about = { kind: 'department', region: '示例省示例市', demonstration: false, parentId: null } as const
      const id = await appendAgency(transaction, { ...about, name: `示例市第${at}示例局`, shortName: `第${at}示例局` })
      await saveOffice(transaction, id, { ...noOffice, phone: '000-0000000' }, new Date())
      ids.push(id)
    }
    return ids
  })

export async function openOffices(root: string): Promise<Offices> {
  const place = await mkdtemp(join(tmpdir(), 'gongkai-bench-offices-'))
  const server = await startPostgres(place)
  const close = async () => {
    await server.stop()
    await rm(place, { recursive: true, force: true })
  }
  try {
    await ensureOwnDatabase(server.socket)
    const pool = openPool(server.socket, () => undefined)
    await migrate(pool, join(root, 'migrations'))
    const db = openDatabase(pool)
    const { host, user } = server.socket
    const address = `postgres://${user}@${encodeURIComponent(host)}/gongkai`
    return { db, socket: server.socket, address, bodies: await appendOffices(db), close }
  } catch (error) {
    await close()
    throw error
  }
}
