import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { factKinds } from '../../src/domain/request/fact-kinds.ts'
import { kindSays } from '../../src/domain/trail/link-words.ts'
import { appendLinks, type NewLink } from '../../src/store/trail-links.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { account, signedIn, useDistrict } from './desk-world.ts'
import { seen } from './site.ts'

const { held, world, bodies } = useDistrict()
beforeEach(async () => {
  await account(held.db, bodies.government, 'auditor', 'auditor')
  await account(held.db, bodies.civil, 'civil-auditor', 'auditor')
})

const at = (day: string) => new Date(`${day}T10:00:00+08:00`)

const write = (...links: readonly (Partial<NewLink> & Pick<NewLink, 'agencyId'>)[]) =>
  inTransaction(held.db, (transaction) =>
    appendLinks(
      transaction,
      links.map((link) => ({
        at: at('2025-03-03'),
        actor: { accountId: 3, name: '云汐经办人' },
        kind: 'extended',
        subject: 'request 2025-0047',
        details: { reason: '需检索多个科室的档案' },
        ...link,
      })),
    ),
  )

/** Rows of the table: person, kind, subject, body. */
const rows = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row = '']) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => seen(cell)))

const found = async (site: Awaited<ReturnType<typeof signedIn>>, query = '') =>
  rows(await site.page(`/desk/trail${query}`))
    .filter(([, , kind]) => !kind?.startsWith('登录'))
    .map((cells) => cells.slice(1, 5).join(' '))

describe('The trail at the desk', () => {
  test('shows an auditor what happened at the own body and below, newest first, in plain words', async () => {
    await write(
      { agencyId: bodies.civil },
      { agencyId: bodies.school, at: at('2025-03-05'), kind: 'revealed', subject: 'request 2025-0001', details: {} },
      { agencyId: bodies.elsewhere, actor: { accountId: null, name: '别处的人' } },
    )
    const site = await signedIn(world, 'auditor')
    expect(await found(site)).toEqual([
      '云汐经办人 查看申请人信息 申请 2025-0001 示例市云溪区白石镇中心学校',
      '云汐经办人 延长答复期限需检索多个科室的档案 申请 2025-0047 示例市云溪区民政局',
    ])
  })

  test('is found by day, person, kind and subject, alone or together', async () => {
    await write(
      { agencyId: bodies.civil },
      { agencyId: bodies.civil, at: at('2025-03-04'), actor: { accountId: 4, name: '张_三' } },
      { agencyId: bodies.water, at: at('2025-03-04'), kind: 'replied', subject: 'request 2025-0048' },
    )
    const site = await signedIn(world, 'auditor')
    const counts = async (query: string) => (await found(site, query)).length
    expect(await counts('?from=2025-03-04')).toBe(2)
    expect(await counts('?to=2025-03-03')).toBe(1)
    expect(await counts('?from=2025-03-03&to=2025-03-04')).toBe(3)
    expect(await counts('?person=_三')).toBe(1)
    expect(await counts('?kind=replied')).toBe(1)
    expect(await counts('?subject=2025-0047')).toBe(2)
    expect(await counts('?subject=2025-0047&person=云汐')).toBe(1)
    expect(await counts(`?agency=${bodies.water}`)).toBe(1)
    expect(await counts('?scope=alone')).toBe(0)
    expect(seen(await site.page('/desk/trail?person=没有这个人'))).toContain('没有符合条件的留痕')
    for (const nonsense of ['?from=2025-02-30', '?agency=x', '?after=1', '?kind=A'])
      expect((await site.get(`/desk/trail${nonsense}`)).status).toBe(400)
  })

  test('goes on where the page before ended, whatever was added in front meanwhile', async () => {
    const days = Array.from({ length: 120 }, (_, n) =>
      at(new Date(Date.UTC(2025, 0, 1 + (n % 40))).toISOString().slice(0, 10)),
    )
    await write(
      ...days.map((day, n) => ({
        agencyId: [bodies.civil, bodies.water][n % 2] as number,
        at: day,
        subject: `request 2025-${n}`,
      })),
    )
    const site = await signedIn(world, 'auditor')
    const subjects: string[] = []
    let path: string | undefined = '/desk/trail?kind=extended'
    while (path !== undefined) {
      const html: string = await site.page(path)
      subjects.push(...rows(html).map((cells) => cells[3] ?? ''))
      path = /<a href="([^"]*)" rel="next">/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      await write({ agencyId: bodies.civil, at: at('2026-01-01'), kind: 'replied' })
    }
    expect(subjects).toHaveLength(120)
    expect(new Set(subjects).size).toBe(120)
  })

  test('opens the exact text of a link with its hash and that of the one before', async () => {
    await write({ agencyId: bodies.civil }, { agencyId: bodies.civil, kind: 'replied' })
    const site = await signedIn(world, 'auditor')
    const [first, second] = await held.db
      .selectFrom('trail_link')
      .selectAll()
      .where('agency_id', '=', bodies.civil)
      .orderBy('seq')
      .execute()
    const page = seen(await site.page(`/desk/trail/${bodies.civil}-2`))
    expect(page).toContain('第 2 条：答复')
    expect(page).toContain(second?.text)
    expect(page).toContain(Buffer.from(second?.hash ?? []).toString('hex'))
    expect(page).toContain(Buffer.from(first?.hash ?? []).toString('hex'))
    expect(page).toContain('与原文相符')
    for (const none of [`${bodies.civil}-9`, `${bodies.elsewhere}-1`])
      expect((await site.get(`/desk/trail/${none}`)).status).toBe(404)
  })

  test('is verified by a button: what came of it, when and by whom is shown from then on', async () => {
    await write({ agencyId: bodies.civil }, { agencyId: bodies.civil })
    const site = await signedIn(world, 'auditor')
    expect(seen(await site.page(`/desk/trail?agency=${bodies.civil}`))).toContain('还没有校验过')
    const answer = await site.post('/desk/trail/checks', { agency: String(bodies.civil) })
    expect(answer.status).toBe(303)
    const page = seen(await site.page(answer.headers.get('location') ?? ''))
    expect(page).toContain('由auditor的人校验：当时的 2 条完整')
    expect(page).toContain('共 3 条')
    expect((await site.post('/desk/trail/checks', { agency: String(bodies.elsewhere) })).status).toBe(404)
  })

  test('says where the chain is broken', async () => {
    await write({ agencyId: bodies.civil }, { agencyId: bodies.civil })
    await held.owner.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      await sql`update trail_link set person = '别人' where agency_id = ${bodies.civil} and seq = 2`.execute(
        transaction,
      )
    })
    const site = await signedIn(world, 'auditor')
    const answer = await site.post('/desk/trail/checks', { agency: String(bodies.civil) })
    const page = seen(await site.page(answer.headers.get('location') ?? ''))
    expect(page).toContain('链条断开')
    expect(page).toContain('第 2 条供检索的人员与原文不一致，被改动过。此前 1 条完整。')
  })

  test('leaves as a table for spreadsheets, and that it left stands in the trail', async () => {
    await write({ agencyId: bodies.civil, actor: { accountId: 3, name: '=1+1' } })
    const site = await signedIn(world, 'auditor')
    const answer = await site.get(`/desk/trail/table?agency=${bodies.civil}`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const csv = await answer.text()
    expect(csv).toContain('机关,序号,时间,人员,账号,事项,对象,原文,哈希值（SM3）')
    expect(csv).not.toMatch(/,=1\+1/)
    expect(await found(site, `?agency=${bodies.civil}&kind=trail-exported`)).toHaveLength(1)
  })

  test('is for auditors and administrators, each for their body and those below', async () => {
    await write({ agencyId: bodies.civil }, { agencyId: bodies.water })
    const auditor = await signedIn(world, 'civil-auditor')
    expect((await found(auditor)).map((row) => row.split(' ').at(-1))).toEqual(['示例市云溪区民政局'])
    expect((await auditor.get(`/desk/trail?agency=${bodies.water}`)).status).toBe(404)
    expect((await auditor.get(`/desk/trail/${bodies.water}-1`)).status).toBe(404)
    expect((await auditor.get(`/desk/trail/table?agency=${bodies.water}`)).status).toBe(404)
    await account(held.db, bodies.civil, 'officer', 'officer')
    const officer = await signedIn(world, 'officer')
    for (const path of ['', '/table', `/${bodies.civil}-1`])
      expect((await officer.get(`/desk/trail${path}`)).status).toBe(403)
    expect((await officer.post('/desk/trail/checks', { agency: String(bodies.civil) })).status).toBe(403)
    expect(await officer.page('/desk')).not.toContain('/desk/trail')
  })
})

test('Every kind of fact about a request has its word in the trail', () => {
  for (const [kind, { says }] of Object.entries(factKinds)) expect(kindSays(kind)).toBe(says)
  expect(kindSays('entry-corrected')).toBe('更正登记')
})
