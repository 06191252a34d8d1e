import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CompiledYear, compileYear } from '../../src/domain/report/compile/compile-year.ts'
import { countsOf, differencesOf } from '../../src/domain/report/compile/counts.ts'
import type { CountingRules } from '../../src/domain/report/compile/ledger.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendClosedYear } from '../../src/store/closed-years.ts'
import { findLedger } from '../../src/store/counted-requests.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { at, bodies, firstToClose, stages, years } from '../report/compile/histories.ts'
import { close, type Known, ledgerOf, noClosings, rulesOf } from '../report/compile/ledgers.ts'
import { agency } from './builders.ts'
import { storeRow } from './request-world.ts'

const held = useDatabase()

const columnsOf = ({ applicantType, receivedOn, settledOn, settledAs, disputes }: Known) => ({
  applicant_type: applicantType,
  received_on: receivedOn,
  settled_on: settledOn,
  settled_as: settledAs,
  disputes: JSON.stringify(disputes),
})

const submittedOn = '2018-01-01'

/** A body with requests as they are known first; their ids are their places from 1. */
async function store(known: readonly Known[]): Promise<number> {
  await emptyTables(held.db)
  const agencyId = await appendAgency(held.db, { ...agency, parentId: null })
  for (const [index, one] of known.entries())
    await storeRow(held.db, agencyId, `2018-${index + 1}`, { submitted_on: submittedOn, ...columnsOf(one) } as never)
  return agencyId
}

async function learn(known: readonly Known[]): Promise<void> {
  for (const [index, one] of known.entries())
    await held.db
      .updateTable('request')
      .set(columnsOf(one))
      .where('id', '=', index + 1)
      .execute()
}

/** Closes a year with what the database tells. */
async function closeStored(agencyId: number, year: number, rules: CountingRules): Promise<void> {
  const ledger = await findLedger(held.db, { agencyId, year })
  const { cells } = compileYear(ledger, { year, isOver: true }, rules)
  const actor = { accountId: null, name: '示例负责人' }
  const about = { form: rules.form.id, cells, counted: '', hash: new Uint8Array(32), closedAt: new Date(0), remark: '' }
  await held.db
    .transaction()
    .execute((transaction) =>
      appendClosedYear(transaction, { agencyId, year, ...about, actor, counts: countsOf(ledger, year, rules) }),
    )
}

/** Each figure with what it counts. */
const opened = ({ cells, counts }: CompiledYear) =>
  Object.keys(cells).flatMap((cell) => {
    const ids = counts(cell).map(({ requestId, item }) => `${requestId} ${item ?? ''}`)
    return ids.length === 0 ? [] : [`${cell}: ${ids.sort().join('、')}`]
  })

const sorted = (differences: ReturnType<typeof differencesOf>) => differences.map((one) => JSON.stringify(one)).sort()

const same = fc.asyncProperty(bodies, async ({ requests, closings: counts, from, form, countedIn }) => {
  const rules = rulesOf(form, countedIn)
  const agencyId = await store(at(requests, 0))
  let closings = noClosings
  for (const [stage, count] of counts.entries()) {
    const known = at(requests, stage)
    await learn(known)
    for (let more = count; more > 0; more -= 1) {
      const year = (closings.closings.at(-1)?.year ?? firstToClose(known, from) - 1) + 1
      await closeStored(agencyId, year, rules)
      closings = close(known, closings, year, rules)
    }
  }
  const ledger = ledgerOf(at(requests, stages - 1), closings)
  const closed = closings.closings.map(({ year }) => year)
  for (const year of years) {
    const stored = await findLedger(held.db, { agencyId, year })
    const about = { year, isOver: true }
    expect(opened(compileYear(stored, about, rules))).toEqual(opened(compileYear(ledger, about, rules)))
    if (closed.includes(year))
      expect(sorted(differencesOf(stored, year, rules))).toEqual(sorted(differencesOf(ledger, year, rules)))
  }
})

test('The rows tell of every year what the folded facts tell, whatever was closed and learned in between', async () => {
  await fc.assert(same, { numRuns: 15 })
}, 60_000)

test('Requests for correction (art. 41) and those not received yet (art. 31) are not counted, nor disputes of the former', async () => {
  const dispute = { kind: 'reconsideration', number: '1号', before: '示例市人民政府', filedOn: '2021-05-06' } as const
  const asked = { submitted_on: '2021-03-04', received_on: '2021-03-04', disputes: JSON.stringify([dispute]) }
  await emptyTables(held.db)
  const agencyId = await appendAgency(held.db, { ...agency, parentId: null })
  const row = (number: string, more: object) => storeRow(held.db, agencyId, number, { ...asked, ...more } as never)
  await row('2021-0001', { kind: 'record-correction' })
  await row('2021-0002', { received_on: null })
  await row('2021-0003', { disputes: '[]' })
  const ledger = await findLedger(held.db, { agencyId, year: 2021 })
  expect(opened(compileYear(ledger, { year: 2021, isOver: true }, rulesOf('2021')))).toEqual([
    'received/natural-person: 3 ',
    'received/total: 3 ',
    'carried-out/natural-person: 3 ',
    'carried-out/total: 3 ',
    'reconsideration/pending: 2 reconsideration 1号',
    'reconsideration/total: 2 reconsideration 1号',
  ])
})
