import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeEach, describe, expect, test } from 'vitest'
import { publicVersion } from '../../src/store/public-version.ts'
import { toPage } from '../../src/web/page-cache/page.ts'
import { keepPages } from '../../src/web/page-cache/pages.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { storeReport } from '../store/builders.ts'

const held = useDatabase()
const mebibyte = 1024 * 1024

beforeEach(async () => {
  await emptyTables(held.db)
  await storeReport(held.db)
})

const titleNow = async () => (await held.db.selectFrom('report').select('title').executeTakeFirstOrThrow()).title
const rename = (title: string) => held.db.updateTable('report').set({ title }).execute()

/** Pages of the report's title, with what is done after each of them was made. */
function titlePages({ memory = mebibyte, status = 200, afterMaking = async () => {} } = {}) {
  const made: string[] = []
  const pageOf = keepPages({
    make: async (key) => {
      made.push(key)
      const page = await toPage(new Response(await titleNow(), { status }))
      await afterMaking()
      return page
    },
    memory,
  })
  return { made, read: async (key: string) => (await pageOf(key, await publicVersion(held.db))).plain.body?.toString() }
}

describe('A page that is kept', () => {
  test('is made once for all who ask at the same time, and for all who ask later', async () => {
    const { made, read } = titlePages()
    const all = await Promise.all(Array.from({ length: 60 }, () => read('a')))
    expect(new Set(all)).toEqual(new Set([await titleNow()]))
    expect(await read('a')).toBe(await titleNow())
    expect(made).toEqual(['a'])
  })

  test('is made anew once something shown has changed, and not for what is not shown', async () => {
    const { made, read } = titlePages()
    await read('a')
    const { id } = await held.db.selectFrom('agency').select('id').executeTakeFirstOrThrow()
    await storeReport(held.db, { status: 'draft' }, { name: '别的机关', parentId: id })
    await read('a')
    expect(made).toHaveLength(1)
    await rename('改过的题目')
    expect(await read('a')).toBe('改过的题目')
    expect(made).toHaveLength(2)
  })

  test('is not kept beyond a change that came while it was made', async () => {
    let changes = 0
    const afterMaking = async () => {
      changes += 1
      if (changes <= 3) await rename(`题目${changes}`)
    }
    const { made, read } = titlePages({ afterMaking })
    for (const expected of ['云溪区民政局2021年政府信息公开工作年度报告', '题目1', '题目2', '题目3', '题目3'])
      expect(await read('a')).toBe(expected)
    expect(made).toHaveLength(4)
  })

  test('that an old asker waits for is not given to those who came after a change', async () => {
    let goOn = () => {}
    const wait = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let isFirst = true
    const afterMaking = async () => {
      if (!isFirst) return
      isFirst = false
      await wait
    }
    const { made, read } = titlePages({ afterMaking })
    const old = read('a')
    await expect.poll(() => made.length).toBe(1)
    await rename('新题目')
    expect(await read('a')).toBe('新题目')
    goOn()
    expect(await old).not.toBe('新题目')
    expect(await read('a')).toBe('新题目')
  })

  test('is none where the answer is an error', async () => {
    const { made, read } = titlePages({ status: 404 })
    for (let left = 3; left > 0; left -= 1) await read('a')
    expect(made).toHaveLength(3)
  })

  test('cannot be had while its making fails, and is made by the next who asks', async () => {
    let isBroken = true
    const afterMaking = async () => {
      if (isBroken) throw new Error('broken')
    }
    const { read } = titlePages({ afterMaking })
    await expect(read('a')).rejects.toThrow('broken')
    isBroken = false
    expect(await read('a')).toBe(await titleNow())
  })
})

describe('Memory', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const memoryHeld = async () => {
    // What has been answered is let go of in the next turns.
    for (let turn = 0; turn < 3; turn += 1) {
      await pause(10)
      collect()
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / mebibyte
  }

  test('for pages does not grow with the number of addresses that are asked for', async () => {
    let made = 0
    const pageOf = keepPages({
      make: (key) => {
        made += 1
        return toPage(new Response(key.padEnd(50_000, `${made}`)))
      },
      memory: 8 * mebibyte,
    })
    const before = await memoryHeld()
    for (let number = 0; number < 4000; number += 1) await pageOf(`md localhost /reports?q=${number}`, 1)
    expect(made).toBe(4000)
    expect((await memoryHeld()) - before).toBeLessThan(16)
    await pageOf('md localhost /reports?q=3999', 1)
    expect(made).toBe(4000)
    await pageOf('md localhost /reports?q=0', 1)
    expect(made).toBe(4001)
  })

  test('is not spent on a page that would push out many others', async () => {
    const pageOf = keepPages({
      make: (key) => toPage(new Response('x'.repeat(key === 'large' ? 2 * mebibyte : 5000))),
      memory: mebibyte,
    })
    const small = await pageOf('small', 1)
    const large = await pageOf('large', 1)
    expect(large.plain.body?.length).toBe(2 * mebibyte)
    expect((await pageOf('small', 1)) === small).toBe(true)
    expect((await pageOf('large', 1)) === large).toBe(false)
  })
})
