import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CompiledYear, compileYear } from '../../../src/domain/report/compile/compile-year.ts'
import { differencesOf } from '../../../src/domain/report/compile/counts.ts'
import type { CountingRules } from '../../../src/domain/report/compile/ledger.ts'
import { at, bodies, firstToClose, stages, types, years } from './histories.ts'
import { type Closings, close, type Known, ledgerOf, noClosings, rulesOf } from './ledgers.ts'

interface Closed {
  readonly closings: Closings
  /** As each was compiled when it was closed. */
  readonly frozen: ReadonlyMap<number, CompiledYear['cells']>
}

function closeYears(
  requests: readonly (readonly Known[])[],
  counts: readonly number[],
  from: number,
  rules: CountingRules,
): Closed {
  let closings = noClosings
  const frozen = new Map<number, CompiledYear['cells']>()
  for (const [stage, count] of counts.entries())
    for (let more = count; more > 0; more -= 1) {
      const known = at(requests, stage)
      const year = (closings.closings.at(-1)?.year ?? firstToClose(known, from) - 1) + 1
      frozen.set(year, compileYear(ledgerOf(known, closings), { year, isOver: true }, rules).cells)
      closings = close(known, closings, year, rules)
    }
  return { closings, frozen }
}

const held = fc.property(bodies, ({ requests, closings: counts, from, form, countedIn }) => {
  const rules = rulesOf(form, countedIn)
  const { closings, frozen } = closeYears(requests, counts, from, rules)
  const ledger = ledgerOf(at(requests, stages - 1), closings)
  const compiled = years.map((year) => compileYear(ledger, { year, isOver: true }, rules))
  const received = new Map<number, number>()
  const settled = new Map<number, number>()
  for (const [index, { year, cells, counts: opens, findings }] of compiled.entries()) {
    const cell = (row: string, type: string) => cells[`${row}/${type}`] ?? Number.NaN
    // T3-1, T3-2, T3-3, T4, as the form writes them; then T3-1 and T3-4 without the form.
    expect(findings).toEqual([])
    const before = compiled[index - 1]
    const unbalanced = types.filter(
      (type) =>
        cell('received', type) + cell('carried-in', type) !== cell('settled', type) + cell('carried-out', type) ||
        (before && cell('carried-in', type) !== before.cells[`carried-out/${type}`]),
    )
    expect(unbalanced).toEqual([])
    expect(Object.entries(cells).filter(([key, value]) => opens(key).length !== value)).toEqual([])
    for (const { requestId } of opens('received/total')) received.set(requestId, (received.get(requestId) ?? 0) + 1)
    for (const { requestId } of opens('settled/total')) settled.set(requestId, (settled.get(requestId) ?? 0) + 1)
    const kept = frozen.get(year)
    if (kept) expect(cells).toEqual(kept)
  }
  expect([...received.values()].every((times) => times === 1)).toBe(true)
  expect([...settled].every(([id, times]) => times === 1 && received.has(id))).toBe(true)
})

test('Whatever happens, and whatever becomes known after years were closed, the figures hold together', () => {
  fc.assert(held, { numRuns: 100 })
})

const untouched = fc.property(bodies, ({ requests, from, form, countedIn }) => {
  const rules = rulesOf(form, countedIn)
  const known = at(requests, stages - 1)
  const first = firstToClose(known, from)
  const closings = close(known, close(known, noClosings, first, rules), first + 1, rules)
  for (const year of [first, first + 1]) expect(differencesOf(ledgerOf(known, closings), year, rules)).toEqual([])
})

test('A closed year of which nothing new is known has nothing to amend', () => {
  fc.assert(untouched, { numRuns: 100 })
})
