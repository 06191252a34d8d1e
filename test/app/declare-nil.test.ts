import { beforeEach, describe, expect, test } from 'vitest'
import { actOnReport } from '../../src/app/act-on-report.ts'
import { declareNil, type NilAnswer, withdrawNil } from '../../src/app/declare-nil.ts'
import { findNilReturn } from '../../src/store/nil-returns.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'
import { bodies, bring, person, storedOf } from './draft.ts'

const held = useDatabase()
let world: Awaited<ReturnType<typeof bodies>>
let services: ReturnType<typeof servicesOn>['services']
beforeEach(async () => {
  await emptyTables(held.db)
  services = servicesOn(held.db).services
  world = await bodies(held.db)
})

const reason = '年内没有收到申请，没有应当公开的信息。'
const target = () => ({ agencyId: world.district, year: 2021 })
const clerk = () => person(world.district, '花溪经办人')
const superior = () => person(world.city, '示例市经办人')
const declare = (by = clerk(), changes = {}) => declareNil(services, by, { ...target(), reason, ...changes })
const says = (answer: NilAnswer) =>
  !answer.ok && answer.code === 'refused' ? `${answer.refusal.says}${answer.refusal.article}` : answer

/** What the trail of the district as a body says. */
async function trail() {
  const rows = await held.db
    .selectFrom('trail_entry')
    .select(['kind', 'person', 'details'])
    .where('agency_id', '=', world.district)
    .where('report_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, person: who, details }) => [kind, who, details])
}

describe('Declaring nothing to report', () => {
  test('is done by the body, with its reason, and told in its trail', async () => {
    expect(await declare(clerk(), { reason: ` ${reason} ` })).toEqual({ ok: true })
    expect(await findNilReturn(held.db, target())).toMatchObject({ year: 2021, reason, person: '花溪经办人' })
    expect(await trail()).toEqual([['nil-declared', '花溪经办人', { year: 2021, reason }]])
  })

  test('is done by a body above it too, and by nobody else', async () => {
    expect(await declare(person(world.elsewhere, '别处'))).toEqual({ ok: false, code: 'unknown' })
    expect(await declare(clerk(), { agencyId: world.city })).toEqual({ ok: false, code: 'unknown' })
    expect(await declare(clerk(), { agencyId: 999_999 })).toEqual({ ok: false, code: 'unknown' })
    expect(await declare(superior())).toEqual({ ok: true })
  })

  test.each([
    ['without a reason', { reason: ' \n' }, /请写明.*理由.*条例第四十九条/],
    ['with a reason nobody sees', { reason: '\u200b' }, /请写明.*理由/],
    ['with a reason that reads the other way round', { reason: '\u202e有没' }, /看不见的控制字符/],
    ['with a reason nobody would read', { reason: '无'.repeat(501) }, /最多 500 个字，现在有 501 个字/],
    ['for a year that is not over', { year: 2026 }, /2026年还没有结束.*次年/],
    ['for a year before the forms', { year: 1999 }, /1999年没有年度报告格式/],
  ])('%s is refused', async (_, changes, sentence) => {
    expect(says(await declare(clerk(), changes))).toMatch(sentence)
    expect(await trail()).toEqual([])
  })

  test('is refused where a report is there, with what to do instead', async () => {
    await bring(services, world.district)
    expect(says(await declare())).toMatch(/已有年度报告（待核验）.*先弃用报告，再申报/)
    expect(await findNilReturn(held.db, target())).toBeUndefined()
  })

  test('twice is refused, and changes nothing', async () => {
    await declare()
    expect(says(await declare(superior(), { reason: '别的理由' }))).toContain('已经申报过零报告')
    expect(await findNilReturn(held.db, target())).toMatchObject({ reason })
  })

  test('by two at the same time is done once', async () => {
    const answers = await Promise.all([declare(clerk()), declare(superior())])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await trail()).toHaveLength(1)
  })
})

describe('A nil return ends', () => {
  test('when it is withdrawn, which is told, and cannot be done twice', async () => {
    await declare()
    expect(await withdrawNil(services, person(world.elsewhere, '别处'), target())).toEqual({
      ok: false,
      code: 'unknown',
    })
    expect(await withdrawNil(services, superior(), target())).toEqual({ ok: true })
    expect(await findNilReturn(held.db, target())).toBeUndefined()
    expect((await trail()).map(([kind, who]) => [kind, who])).toEqual([
      ['nil-declared', '花溪经办人'],
      ['nil-withdrawn', '示例市经办人'],
    ])
    expect(says(await withdrawNil(services, clerk(), target()))).toContain('不用再撤回')
  })

  test('when a report is submitted, not yet when one is drafted', async () => {
    await declare()
    await bring(services, world.district)
    expect(await findNilReturn(held.db, target())).toBeDefined()
    const { version } = await storedOf(held.db, world.district)
    const moved = await actOnReport(services, clerk(), { ...target(), version }, { action: 'submit', reason: '' })
    expect(moved.ok).toBe(true)
    expect(await findNilReturn(held.db, target())).toBeUndefined()
    expect((await trail()).at(-1)).toEqual(['nil-withdrawn', '花溪经办人', { year: 2021 }])
  })

  test('when a published report is collected', async () => {
    await declare()
    await bring(services, world.district, undefined, 'published')
    expect(await findNilReturn(held.db, target())).toBeUndefined()
  })
})
