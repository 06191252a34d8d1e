import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendTrails } from '../../src/store/trail.ts'
import { appendLinks, type NewLink } from '../../src/store/trail-links.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency, storeReport } from './builders.ts'

const held = useDatabase()
beforeEach(() => emptyTables(held.db))

const at = new Date('2025-03-03T01:30:00Z')
const actor = { accountId: 7, name: '云溪经办人' }
const link = (agencyId: number, changes: Partial<NewLink> = {}): NewLink => ({
  agencyId,
  at,
  actor,
  kind: 'receipt-confirmed',
  subject: 'request 2025-0047',
  details: { receivedOn: '2025-03-03', article: '条例第三十一条' },
  ...changes,
})
const append = (...links: readonly NewLink[]) =>
  held.db.transaction().execute((transaction) => appendLinks(transaction, links))
const links = (agencyId: number) =>
  held.db.selectFrom('trail_link').selectAll().where('agency_id', '=', agencyId).orderBy('seq').execute()
const body = (name: string) => appendAgency(held.db, { ...agency, name })
const sm3 = (text: string) => createHash('sm3').update(text).digest()

describe('The trail of a body', () => {
  test('keeps the exact text that was hashed, beside the words by which it is searched', async () => {
    const id = await body('示例市云汐区民政局')
    await append(link(id))
    const text = `{"agency":${id},"seq":1,"at":"2025-03-03T01:30:00.000Z","account":7,"person":"云溪经办人","kind":"receipt-confirmed","subject":"request 2025-0047","details":{"article":"条例第三十一条","receivedOn":"2025-03-03"},"previous":"${'0'.repeat(64)}"}`
    const words = { at, account_id: 7, person: '云溪经办人', kind: 'receipt-confirmed', subject: 'request 2025-0047' }
    expect(await links(id)).toEqual([{ agency_id: id, seq: 1, ...words, text, hash: sm3(text) }])
  })

  test('holds in each link the hash of the one before it, and the newest in its head', async () => {
    const id = await body('示例市云汐区民政局')
    await append(link(id), link(id, { kind: 'extended' }))
    await append(link(id, { kind: 'replied' }))
    const [first, second, third] = await links(id)
    expect(JSON.parse(second?.text ?? '').previous).toBe(Buffer.from(first?.hash ?? []).toString('hex'))
    expect(JSON.parse(third?.text ?? '').previous).toBe(Buffer.from(second?.hash ?? []).toString('hex'))
    expect(await held.db.selectFrom('trail_head').selectAll().execute()).toEqual([
      { agency_id: id, seq: 3, hash: third?.hash },
    ])
  })

  test('stands apart from those of other bodies, also where many are written at once', async () => {
    const ids = [await body('甲'), await body('乙'), await body('丙')] as const
    await append(...ids.toReversed().flatMap((id) => [link(id), link(id, { subject: 'account 12' })]))
    for (const id of ids) expect((await links(id)).map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('stays one chain where many people act at the same moment', async () => {
    const ids = await Promise.all(['甲', '乙', '丙'].map(body))
    const orders = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? ids : ids.toReversed()))
    await Promise.all(orders.map((order) => append(...order.map((id) => link(id)))))
    for (const id of ids) {
      const chain = await links(id)
      expect(chain.map(({ seq }) => seq)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1))
      const before = chain.map(({ text }) => JSON.parse(text).previous)
      const hashes = chain.map(({ hash }) => Buffer.from(hash).toString('hex'))
      expect(before).toEqual(['0'.repeat(64), ...hashes.slice(0, -1)])
    }
  })

  test('is written at the end of what it tells of, and holds up nobody before', async () => {
    const id = await body('示例市云汐区民政局')
    await inTransaction(held.db, async (first) => {
      await appendLinks(first, [link(id, { kind: 'extended' })])
      await append(link(id, { kind: 'submitted' }))
      await appendLinks(first, [link(id, { kind: 'replied' })])
    })
    expect((await links(id)).map(({ kind }) => kind)).toEqual(['submitted', 'extended', 'replied'])
  })

  test('tells every decision about a report of the body, under its year', async () => {
    const agencyId = await storeReport(held.db, { year: 2024 })
    const { id } = await held.db.selectFrom('report').select('id').executeTakeFirstOrThrow()
    const moved = { kind: 'moved', action: 'return', from: 'submitted', to: 'returned', reason: '横向不平' } as const
    await inTransaction(held.db, (transaction) =>
      appendTrails(transaction, [
        { agencyId, reportId: id, at, actor, event: moved },
        { agencyId, reportId: null, at, actor, event: { kind: 'nil-declared', year: 2023, reason: '当年未成立' } },
      ]),
    )
    const told = (await links(agencyId)).slice(-2)
    expect(told.map(({ kind, subject, text }) => [kind, subject, JSON.parse(text).details])).toEqual([
      ['moved', 'report 2024', { action: 'return', from: 'submitted', to: 'returned', reason: '横向不平' }],
      ['nil-declared', 'report 2023', { year: 2023, reason: '当年未成立' }],
    ])
  })

  test('takes signs that PostgreSQL refuses', async () => {
    const id = await body('示例市云汐区民政局')
    await append(link(id, { actor: { accountId: null, name: '名\0字\ud800' }, details: { note: '\0\ud800' } }))
    const [kept] = await links(id)
    expect(kept).toMatchObject({ person: '名\ufffd字\ufffd', hash: sm3(kept?.text ?? '') })
    expect(JSON.parse(kept?.text ?? '').details).toEqual({ note: '\0\ud800' })
  })

  test('leaves nothing behind when what it tells did not happen', async () => {
    const id = await body('示例市云汐区民政局')
    const work = held.db.transaction().execute(async (transaction) => {
      await appendLinks(transaction, [link(id)])
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    await append(link(id))
    expect((await links(id)).map(({ seq }) => seq)).toEqual([1])
  })

  test.each([
    'update trail_link set kind = kind',
    'delete from trail_link',
    'truncate trail_link',
    'delete from trail_head',
  ])('refuses "%s" even to the owner of the database', async (statement) => {
    await append(link(await body('示例市云汐区民政局')))
    await expect(sql.raw(statement).execute(held.owner)).rejects.toThrow('only takes new rows')
  })
})
