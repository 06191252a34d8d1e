import { join } from 'node:path'
import type pg from 'pg'
import type { Start } from './open-services.ts'
import { CannotStart } from './store/cannot-start.ts'
import { type DatabaseAddress, type Hat, hatAt, letTakeRole, openPool, userAt } from './store/database.ts'
import { migrate } from './store/migrate.ts'

/** Migrates on connections of the owner, which are closed again. */
async function bringUpToDate({ around, log }: Start, owner: DatabaseAddress): Promise<void> {
  const pool = openPool(owner, (error) => log.warn({ error: error.message }, 'idle connection lost'))
  try {
    const applied = await migrate(pool, join(around.root, 'migrations'))
    if (applied.length > 0) log.info({ applied }, 'database brought up to date')
  } finally {
    await pool.end()
  }
}

/** Lets the user of the application, where it is another than the owner, take the application's role. */
async function chooseHat({ config, log }: Start, address: DatabaseAddress): Promise<Hat> {
  const hat = await hatAt(address)
  if (hat === 'application') return hat
  const owner = config.databaseOwnerUrl
  if (owner === undefined) {
    log.warn('the role gongkai_app cannot be taken: the trail is guarded by triggers alone')
    return hat
  }
  const user = await userAt(address)
  if ((await letTakeRole(owner, user)) && (await hatAt(address)) === 'application') return 'application'
  throw new CannotStart(
    `DATABASE_URL 的用户 ${user} 不能使用角色 gongkai_app。请由数据库管理员执行：create role gongkai_app; grant gongkai_app to "${user}"; 再启动。`,
  )
}

/** Brings the database up to date and opens the connections on which the application works, with its rights alone. */
export async function openApplicationPool(start: Start, address: DatabaseAddress): Promise<pg.Pool> {
  const { config, log, started } = start
  await bringUpToDate(start, config.databaseOwnerUrl ?? address)
  const hat = await chooseHat(start, address)
  const pool = openPool(address, (error) => log.warn({ error: error.message }, 'idle connection lost'), hat)
  started.push(() => pool.end())
  return pool
}
