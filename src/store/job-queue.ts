import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

/** Any number will do, as long as no other program uses it on the same database. */
const advisoryLock = 7_406_255_018

const latest = async (client: pg.ClientBase) => {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('graphile_worker.migrations') is not null as there",
  )
  if (!rows[0]?.there) return 0
  return (await client.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')).rows[0]?.id
}

/** Whether the role of the application may take jobs; true where there is no such role. */
async function isGranted(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_roles where rolname = 'gongkai_app'
     and not has_table_privilege(oid, 'graphile_worker._private_jobs', 'insert')`,
  )
  return rows.length === 0
}

/**
 * Makes or renews the tables of the job queue, which has a schema of its own, and gives them to the application. Only
 * the owner of the database may; several processes may start at once.
 */
export async function bringQueueUpToDate(owner: pg.Pool): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    const before = await latest(client)
    await runMigrations({ pgPool: owner })
    if (before !== (await latest(client)) || !(await isGranted(client)))
      await client.query('select grant_to_application()')
  } finally {
    await client.query('select pg_advisory_unlock($1)', [advisoryLock])
    client.release()
  }
}
