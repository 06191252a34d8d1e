import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { runTrail } from '../../src/cli/trail.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendLinks } from '../../src/store/trail-links.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency } from '../store/builders.ts'
import { servicesOn } from '../web/site.ts'
import { ioInMemory } from './report-io.ts'

const held = useDatabase()
let civil: number
let water: number
beforeEach(async () => {
  await emptyTables(held.db)
  civil = await appendAgency(held.db, { ...agency, name: '示例市云汐区民政局' })
  water = await appendAgency(held.db, { ...agency, name: '示例市云汐区水务局' })
  await appendAgency(held.db, { ...agency, name: '示例市云汐区档案局' })
  await extend(civil, 6)
  await extend(water, 2)
})

/** Days on which a handler wrote something down, in March 2025. */
const extend = (agencyId: number, count: number) =>
  inTransaction(held.db, (transaction) =>
    appendLinks(
      transaction,
      Array.from({ length: count }, (_, n) => ({
        agencyId,
        at: new Date(Date.UTC(2025, 2, 3 + n, 1)),
        actor: { accountId: 3, name: '云汐经办人' },
        kind: 'noted',
        subject: `request 2025-${String(n + 1).padStart(4, '0')}`,
        details: { text: '已电话联系申请人' },
      })),
    ),
  )

async function verify(...args: readonly string[]) {
  const told = ioInMemory('', { withLibrary: (work) => work(servicesOn(held.db).services) })
  const status = await runTrail(['verify', ...args], told.io)
  return { status, out: told.out(), err: told.err() }
}

/** What somebody with the rights of the owner, and ill will, does past the triggers. */
const tamper = (...statements: readonly string[]) =>
  held.owner.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    for (const statement of statements) await sql.raw(statement).execute(transaction)
  })

const hex = async (agencyId: number) => {
  const { hash } = await held.db
    .selectFrom('trail_head')
    .select('hash')
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow()
  return Buffer.from(hash).toString('hex')
}

describe('gongkai trail verify', () => {
  test('tells of whole chains how many links they have and the hash of the last, to be kept elsewhere', async () => {
    expect(await verify()).toEqual({
      status: 0,
      out: `完整  示例市云汐区民政局：6 条，链尾 ${await hex(civil)}\n完整  示例市云汐区水务局：2 条，链尾 ${await hex(water)}\n`,
      err: '共 2 个机关、8 条：完整 2 个，断开 0 个。\n',
    })
  })

  test('says so where the trail is guarded by triggers alone', async () => {
    const told = ioInMemory('', { withLibrary: (work) => work(servicesOn(held.owner).services) })
    expect(await runTrail(['verify'], told.io)).toBe(0)
    expect(told.err()).toContain('留痕只由触发器保护')
  })

  const third = () => `agency_id = ${civil} and seq = 3`
  const alike = (text: string) => text.replace('已电话联系申请人', '申请人已撤回')

  test.each([
    [
      'a text that was altered',
      () => [`update trail_link set text = replace(text, '电话', '当面') where ${third()}`],
      '第 3 条的文本与它的哈希值不符，文本或哈希值被改动过。此前 2 条完整。',
    ],
    [
      'a link taken out of the middle',
      () => [`delete from trail_link where ${third()}`],
      '缺第 3 条，已被删除。此前 2 条完整。',
    ],
    [
      'several links taken out',
      () => [`delete from trail_link where agency_id = ${civil} and seq between 2 and 4`],
      '缺第 2 至 4 条，已被删除。此前 1 条完整。',
    ],
    [
      'an end that was cut off',
      () => [`delete from trail_link where agency_id = ${civil} and seq > 4`],
      '缺链尾的第 5 至 6 条，已被删除。此前 4 条完整。',
    ],
    [
      'an end that was cut off with its record',
      () => [
        `delete from trail_link where agency_id = ${civil} and seq = 6`,
        `update trail_head set seq = 5 where agency_id = ${civil}`,
      ],
      '链尾的记录与第 5 条的哈希值不符，其中之一被换过。此前 5 条完整。',
    ],
    [
      'a record of the end that is gone',
      () => [`delete from trail_head where agency_id = ${civil}`],
      '链尾的记录不在，被删除过。此前 6 条完整。',
    ],
    [
      'two links in each other’s place',
      () => [
        `update trail_link set seq = 99 where ${third()}`,
        `update trail_link set seq = 3 where agency_id = ${civil} and seq = 5`,
        `update trail_link set seq = 5 where agency_id = ${civil} and seq = 99`,
      ],
      '第 3 条的位置上是第 5 条，次序被调换过。此前 2 条完整。',
    ],
    [
      'another person in the words that are searched',
      () => [`update trail_link set person = '别人', at = at + interval '1 day' where ${third()}`],
      '第 3 条供检索的时间、人员与原文不一致，被改动过。此前 2 条完整。',
    ],
    [
      'links that the program did not write',
      () => [`update trail_head set seq = 4 where agency_id = ${civil}`],
      '第 5 至 6 条在记录的链尾之后，不是程序写的。此前 6 条完整。',
    ],
  ])('names the first break of a chain with %s', async (_, statements, says) => {
    await tamper(...statements())
    const { status, out, err } = await verify()
    expect(status).toBe(1)
    expect(out).toBe(`断开  示例市云汐区民政局：${says}\n完整  示例市云汐区水务局：2 条，链尾 ${await hex(water)}\n`)
    expect(err).toContain('完整 1 个，断开 1 个')
  })

  test('finds a text that was replaced together with its hash by the link after it', async () => {
    const link = await held.db
      .selectFrom('trail_link')
      .select('text')
      .where('agency_id', '=', civil)
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow()
    const text = alike(link.text)
    const hash = createHash('sm3').update(text).digest('hex')
    await tamper(`update trail_link set text = '${text}', hash = '\\x${hash}' where ${third()}`)
    expect((await verify()).out).toContain(
      '断开  示例市云汐区民政局：第 4 条接不上第 3 条，两条中有一条连同哈希值被换过。此前 3 条完整。',
    )
  })

  test('checks one body by name or number, and says where there is none', async () => {
    await tamper(`delete from trail_link where ${third()}`)
    expect(await verify('--body', '示例市云汐区水务局')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^完整/),
    })
    expect((await verify('--body', String(civil))).status).toBe(1)
    expect(await verify('--body', '没有的局')).toEqual({
      status: 2,
      out: '',
      err: '库里没有“没有的局”这个机关，请核对名称或编号。\n',
    })
  })

  test('gives JSON for programs', async () => {
    await tamper(`delete from trail_link where ${third()}`)
    const { out } = await verify('--json')
    expect(JSON.parse(out)).toEqual([
      {
        agencyId: civil,
        name: '示例市云汐区民政局',
        links: 2,
        end: expect.stringMatching(/^[0-9a-f]{64}$/),
        broken: { seq: 3, code: 'missing', says: '缺第 3 条，已被删除。' },
      },
      { agencyId: water, name: '示例市云汐区水务局', links: 2, end: await hex(water), broken: null },
    ])
  })

  test('walks long chains piece by piece, also while people go on working', async () => {
    for (let n = 0; n < 3; n++) await extend(water, 600)
    const [checked] = await Promise.all([verify('--body', String(water)), ...[1, 2, 3].map(() => extend(water, 2))])
    expect(checked.out).toMatch(/^完整 {2}示例市云汐区水务局：180[2-8] 条/)
    expect((await verify('--body', String(water))).out).toMatch(/^完整 {2}示例市云汐区水务局：1808 条/)
  })
})
