import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { actOnReport } from '../../src/app/act-on-report.ts'
import { correctCell, judgeFinding, undoCorrection, undoJudgement } from '../../src/app/decide-on-report.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import type { TrailEvent } from '../../src/domain/report/trail.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { publicVersion } from '../../src/store/public-version.ts'
import { findReport } from '../../src/store/reports.ts'
import { findTrail } from '../../src/store/trail.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { agency, reading, storeReport } from '../store/builders.ts'
import { servicesOn } from '../web/site.ts'

const parts = ['natural-person', 'enterprise', 'research', 'public-welfare', 'legal-services', 'other-organisation']
const counts = Object.fromEntries(parts.map((part, index) => [`received/${part}`, [117, 8][index] ?? 0]))
/** A row that adds up: 117 + 8 = 125. */
const balanced = { ...reading, cells: { ...counts, 'received/total': 125, 'fees/amount': null } }

const held = useDatabase()
const services = () => servicesOn(held.db).services
const body = { agencyId: 0, year: 2021 }
let bureau: Person
let government: Person

const person = (agencyId: number, displayName: string): Person => ({
  accountId: agencyId,
  agencyId,
  login: displayName,
  displayName,
  role: 'officer',
  sectionId: null,
})

beforeEach(async () => {
  await emptyTables(held.db)
  const top = await appendAgency(held.db, { ...agency, name: '云溪区人民政府', kind: 'government' })
  body.agencyId = await storeReport(held.db, { status: 'draft', reading: balanced, findings: [] }, { parentId: top })
  bureau = person(body.agencyId, '甲')
  government = person(top, '乙')
})

async function stored() {
  const report = await findReport(held.db, { ...body, publishedOnly: false })
  if (!report) throw new Error('The report is gone')
  return report
}
const target = async () => ({ ...body, version: (await stored()).version })
const act = async (who: Person, action: Parameters<typeof actOnReport>[3]['action'], reason = '') =>
  actOnReport(services(), who, await target(), { action, reason })
const trail = async () =>
  (await findTrail(held.db, { agencyId: body.agencyId, reportId: (await stored()).id })).map(({ event }) => event)

async function breakTotal(who = bureau) {
  return correctCell(services(), who, await target(), { cell: 'received/total', to: 126, reason: '原文填126' })
}
const errors = async () => (await stored()).findings.filter(({ severity }) => severity === 'error')

describe('A report that a body submits', () => {
  test('goes up, comes back with a reason, goes up again, is accepted and published', async () => {
    expect(await act(bureau, 'submit')).toMatchObject({ ok: true })
    expect(await act(government, 'return', '请补写第五部分')).toMatchObject({ ok: true })
    expect(await act(bureau, 'submit')).toMatchObject({ ok: true })
    expect(await act(government, 'accept')).toMatchObject({ ok: true })
    expect((await stored()).publishedAt).toBeNull()
    expect(await act(bureau, 'publish')).toMatchObject({ ok: true })
    expect((await stored()).publishedAt).not.toBeNull()
    const moves = (await trail()).filter((event) => event.kind === 'moved')
    expect(moves.map((event) => 'action' in event && event.action)).toEqual([
      'submit',
      'return',
      'submit',
      'accept',
      'publish',
    ])
    expect(moves[1]).toMatchObject({ reason: '请补写第五部分', from: 'submitted', to: 'returned' })
  })

  test('is held at the gate by an error, until it is explained with name and reason', async () => {
    await breakTotal()
    await act(bureau, 'submit')
    expect(await act(government, 'accept')).toMatchObject({
      ok: false,
      code: 'refused',
      refusal: { code: 'errors-open' },
    })
    for (const { stableId } of await errors()) {
      const asked = { finding: stableId, verdict: 'explained', reason: '已公布的报告如此，上年已说明' } as const
      expect(await judgeFinding(services(), government, await target(), asked)).toMatchObject({ ok: true })
    }
    const [judgement] = (await stored()).decisions.judgements.values()
    expect(judgement).toMatchObject({ person: '乙', reason: '已公布的报告如此，上年已说明' })
    expect(await act(government, 'accept')).toMatchObject({ ok: true })
  })

  test('does not exist for people of other bodies', async () => {
    const elsewhere = await appendAgency(held.db, { ...agency, name: '别处的局' })
    expect(await act(person(elsewhere, '丙'), 'submit')).toEqual({ ok: false, code: 'unknown' })
  })

  test('raises the public version when it is published and when it is withdrawn, not before', async () => {
    const before = await publicVersion(held.db)
    await act(bureau, 'submit')
    await act(government, 'accept')
    expect(await publicVersion(held.db)).toBe(before)
    await act(government, 'publish')
    expect(await publicVersion(held.db)).toBe(before + 1)
    await act(government, 'withdraw', '数字有误')
    expect(await publicVersion(held.db)).toBe(before + 2)
  })
})

describe('A corrected cell', () => {
  test('holds the new figure beside what was read, and the checks are made again', async () => {
    await breakTotal()
    const report = await stored()
    expect(report.reading.cells['received/total']).toBe(126)
    expect(report.asRead.cells['received/total']).toBe(125)
    expect(report.reading.chosen).toEqual([])
    expect(report.findings.find(({ id }) => id === 'across')).toMatchObject({ left: 125, right: 126 })
    expect(await undoCorrection(services(), bureau, await target(), 'received/total')).toMatchObject({ ok: true })
    expect((await stored()).reading.cells['received/total']).toBe(125)
    const { read_cells } = await held.db.selectFrom('report_content').select('read_cells').executeTakeFirstOrThrow()
    expect(read_cells).toBeNull()
  })

  test('may be told as blank, or as not to be told', async () => {
    await correctCell(services(), bureau, await target(), { cell: 'received/enterprise', to: null, reason: '原文空白' })
    await correctCell(services(), bureau, await target(), { cell: 'received/research', to: 'absent', reason: '看不清' })
    const { cells } = (await stored()).reading
    expect(cells['received/enterprise']).toBeNull()
    expect('received/research' in cells).toBe(false)
  })

  test('needs a reason, a cell of the form, and a body that still has the report', async () => {
    const asked = { cell: 'received/total', to: 126, reason: ' ' }
    expect(await correctCell(services(), bureau, await target(), asked)).toMatchObject({
      refusal: { code: 'reason-missing' },
    })
    const wrong = { cell: 'received/nobody', to: 1, reason: '有' }
    expect(await correctCell(services(), bureau, await target(), wrong)).toMatchObject({
      refusal: { code: 'no-such-cell' },
    })
    await act(bureau, 'submit')
    expect(await breakTotal()).toMatchObject({ refusal: { code: 'wrong-status' } })
  })
})

describe('Two people with one report', () => {
  test('the second is told that the first has changed it, and nothing is lost', async () => {
    const seen = await target()
    await breakTotal(government)
    const late = await correctCell(services(), bureau, seen, { cell: 'received/enterprise', to: 9, reason: '原文填9' })
    expect(late).toEqual({ ok: false, code: 'changed' })
    expect((await stored()).reading.cells['received/enterprise']).toBe(8)
  })

  test('at the same moment, one of them succeeds', async () => {
    const seen = await target()
    const both = await Promise.all(
      [9, 10].map((to) => correctCell(services(), bureau, seen, { cell: 'received/enterprise', to, reason: '原文' })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('A finding', () => {
  test('that is dismissed no longer counts, and does again when that is undone', async () => {
    await breakTotal()
    const [first] = await errors()
    const counted = async () => (await held.db.selectFrom('report').select('errors').executeTakeFirstOrThrow()).errors
    const before = await counted()
    const asked = { finding: first?.stableId ?? '', verdict: 'dismissed', reason: '误报' } as const
    await judgeFinding(services(), bureau, await target(), asked)
    expect(await counted()).toBe(before - 1)
    await undoJudgement(services(), bureau, await target(), asked.finding)
    expect(await counted()).toBe(before)
  })
})

test('The trail takes new entries and lets none be changed, not even past the program', async () => {
  await breakTotal()
  await expect(sql`update trail_entry set person = '别人'`.execute(held.owner)).rejects.toThrow(/only takes new rows/)
  await expect(sql`delete from trail_entry`.execute(held.owner)).rejects.toThrow(/only takes new rows/)
})

test('A discarded report is gone, and the trail tells who discarded it', async () => {
  const { id } = await stored()
  await act(bureau, 'discard')
  expect(await findReport(held.db, { ...body, publishedOnly: false })).toBeUndefined()
  const [entry] = await findTrail(held.db, { agencyId: body.agencyId, reportId: id })
  expect(entry).toMatchObject({ person: '甲', event: { kind: 'discarded', year: 2021 } satisfies Partial<TrailEvent> })
})
