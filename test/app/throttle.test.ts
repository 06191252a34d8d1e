import { beforeEach, describe, expect, test } from 'vitest'
import { createThrottle } from '../../src/app/throttle.ts'
import { emptyTables, useDatabase } from '../database.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const keys = ['address 192.0.2.7', 'login civil']

describe('Guessing', () => {
  test('is counted over all processes on the database together', async () => {
    const other = held.openAnother()
    try {
      const [here, there] = [createThrottle(held.db, 3, 15), createThrottle(other, 3, 15)]
      expect([await here.count(keys), await there.count(keys), await here.count(keys)]).toEqual([0, 0, 0])
      expect([await there.count(keys), await here.count(['login civil'])]).toEqual([15, 15])
      expect(await there.count(['address 192.0.2.8', 'login finance'])).toBe(0)
    } finally {
      await other.destroy()
    }
  })

  test('is told of in minutes, where one of its keys is used up', async () => {
    const throttle = createThrottle(held.db, 1, 15)
    await throttle.count(['login civil'])
    expect(await throttle.count(keys)).toBe(15)
    expect(await createThrottle(held.db, 1, 15).count(['address 192.0.2.7'])).toBe(15)
  })

  test('is forgotten after success, by every process', async () => {
    const [here, there] = [createThrottle(held.db, 1, 15), createThrottle(held.db, 1, 15)]
    await here.count(keys)
    await there.forget(keys)
    expect(await here.count(keys)).toBe(0)
  })

  test('may go on when the time is over', async () => {
    const throttle = createThrottle(held.db, 1, 15)
    await throttle.count(keys)
    expect(await throttle.count(keys)).toBe(15)
    await held.db
      .updateTable('attempt_count')
      .set({ expire: Date.now() - 1 })
      .execute()
    expect([await throttle.count(keys), await throttle.count(keys)]).toEqual([0, 15])
  })

  test('loses none of many attempts at once', async () => {
    const throttle = createThrottle(held.db, 10, 15)
    const waits = await Promise.all(Array.from({ length: 40 }, () => throttle.count(['login civil'])))
    expect(waits.filter((minutes) => minutes === 0)).toHaveLength(10)
  })

  test('leaves no address and no login in the database, and takes keys of any length', async () => {
    const throttle = createThrottle(held.db, 3, 15)
    expect(await throttle.count([...keys, `login ${'很长'.repeat(500)}`])).toBe(0)
    const rows = await held.db.selectFrom('attempt_count').selectAll().execute()
    expect(rows).toHaveLength(3)
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/)
  })
})
