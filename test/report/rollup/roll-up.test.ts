import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formCells } from '../../../src/domain/report/form.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import { checkRollUp } from '../../../src/domain/report/rollup/check-roll-up.ts'
import type { RollUpBody } from '../../../src/domain/report/rollup/coverage.ts'
import { contributionsOf, rollUp } from '../../../src/domain/report/rollup/roll-up.ts'
import { balancedSheet } from '../sheet-builder.ts'
import { accepted, empty, form, government, old, type Planted, region, rolledUp, withOneRow } from './region.ts'

const licences = (value: number | null): Cells => ({ ...empty, 'licences/decisions': value })
const ids = (bodies: readonly { readonly body: RollUpBody }[]) => bodies.map(({ body }) => body.agencyId)

describe('Whose report is in the sum of a region', () => {
  it('is every body’s that has an accepted or a published one, and what is below it is in it already', () => {
    const sum = rolledUp([
      { id: 2, kind: 'township', has: licences(10) },
      { id: 3, under: 2, has: licences(4) },
      { id: 4, has: { state: 'published', form: '2021', cells: licences(5) } },
    ])
    expect(ids(sum.included)).toEqual([2, 4])
    expect(sum.cells['licences/decisions']).toBe(15)
    expect(sum.missing).toEqual([])
  })

  it('is not that of a body that declared nothing to report, which is not missing either', () => {
    const sum = rolledUp([
      { id: 2, has: { state: 'nil' } },
      { id: 3, under: 2 },
      { id: 4, has: licences(5) },
    ])
    expect(sum.nil.map(({ agencyId }) => agencyId)).toEqual([2])
    expect(sum.missing).toEqual([])
    expect(sum.cells['licences/decisions']).toBe(5)
  })

  it.each(['draft', 'submitted', 'returned', 'none'] as const)(
    'is that of the bodies below one whose own report is %s',
    (state) => {
      const sum = rolledUp([
        { id: 2, has: { state } },
        { id: 3, under: 2, has: licences(4) },
        { id: 4, under: 2, has: licences(3) },
      ])
      expect(sum.summedBelow.map(({ agencyId }) => agencyId)).toEqual([2])
      expect(sum.cells['licences/decisions']).toBe(7)
      expect(sum.missing).toEqual([])
    },
  )

  it('names each body that is missing with how far it has come', () => {
    const sum = rolledUp([
      { id: 2, has: licences(4) },
      { id: 3, has: { state: 'draft' } },
      { id: 4, has: { state: 'submitted' } },
      { id: 5, has: { state: 'returned' } },
      { id: 6 },
      { id: 7, under: 6 },
    ])
    expect(sum.missing.map(({ body, state }) => [body.name, state])).toEqual([
      ['乙3局', 'draft'],
      ['乙4局', 'submitted'],
      ['乙5局', 'returned'],
      ['乙7局', 'none'],
    ])
  })

  it('names reports in another form and leaves them out, with all below them', () => {
    const sum = rolledUp([
      {
        id: 2,
        has: accepted(
          balancedSheet(old, () => 3),
          old,
        ),
      },
      { id: 3, under: 2, has: licences(9) },
      { id: 4, has: licences(1) },
    ])
    expect(ids(sum.otherForm)).toEqual([2])
    expect(sum.cells['licences/decisions']).toBe(1)
  })

  it('does not look at the government’s own report, nor at bodies elsewhere, nor in circles', () => {
    const { bodies, reports } = region([
      { id: government, under: 9, has: licences(100) },
      { id: 2, has: licences(1) },
      { id: 3, under: 8, has: licences(50) },
      { id: 8, under: 3 },
      { id: 9, under: government },
    ])
    const sum = rollUp({ year: 2024, form, government, bodies, reports })
    expect(ids(sum.included)).toEqual([2])
    expect(sum.summedBelow.map(({ agencyId }) => agencyId)).toEqual([9])
  })
})

describe('A cell of the sum', () => {
  const { 'fees/amount': _, ...lacking } = empty
  const sum = rolledUp([
    { id: 2, has: { ...empty, 'fees/amount': 0.1, 'licences/decisions': null, 'rules/issued': null } },
    { id: 3, has: { ...empty, 'fees/amount': 0.2, 'licences/decisions': 7, 'rules/issued': null } },
    { id: 4, has: { ...lacking, 'rules/issued': null } },
  ])

  it('is the sum of what is there, to the last digit', () => {
    expect(sum.cells['fees/amount']).toBe(0.3)
    expect(sum.cells['licences/decisions']).toBe(7)
  })

  it('is blank where everybody left it blank', () => {
    expect(sum.cells['rules/issued']).toBeNull()
    expect([...sum.partlyBlank]).toEqual(['licences/decisions'])
  })

  it('is incomplete where somebody lacks it, and names who', () => {
    expect([...sum.incomplete]).toEqual(['fees/amount'])
    const { valued, blank, absent } = contributionsOf(sum, 'fees/amount')
    expect(valued.map(({ body, value }) => [body.name, value])).toEqual([
      ['乙2局', 0.1],
      ['乙3局', 0.2],
    ])
    expect(absent.map(({ name }) => name)).toEqual(['乙4局'])
    expect(blank).toEqual([])
    expect(contributionsOf(sum, 'licences/decisions').blank.map(({ name }) => name)).toEqual(['乙2局'])
  })

  it('is not there where nobody has it, and nobody stands behind a cell that the form lacks', () => {
    expect(rolledUp([{ id: 2, has: lacking }]).cells).not.toHaveProperty(['fees/amount'])
    expect(rolledUp([{ id: 2 }]).cells).toEqual({})
    expect(contributionsOf(sum, 'rules/made')).toEqual({ valued: [], blank: [], absent: [], otherwisePrinted: [] })
  })

  it('of one row （六） keeps its own row; who prints three rows is not said to lack it', () => {
    const cells = { ...empty, 'otherwise.other/total': 4 }
    const mixed = rolledUp([
      { id: 2, has: cells },
      { id: 3, has: withOneRow({ ...empty, 'otherwise.fee-unpaid/total': 3 }) },
    ])
    expect(mixed.cells).toMatchObject({
      'otherwise.other/total': 4,
      'otherwise.fee-unpaid/total': 0,
      'otherwise/total': 3,
    })
    expect([...mixed.incomplete]).toEqual([])
    expect(contributionsOf(mixed, 'otherwise/total')).toMatchObject({
      valued: [{ body: { agencyId: 3 }, value: 3 }],
      absent: [],
      otherwisePrinted: [{ agencyId: 2 }],
    })
  })

  it('of one row （六） beside its three rows is a subtotal and not counted twice', () => {
    const both = { ...empty, 'otherwise.other/total': 4, 'otherwise/total': 4 }
    expect(rolledUp([{ id: 2, has: both }]).cells).not.toHaveProperty(['otherwise/total'])
  })
})

describe('Any region', () => {
  const keys = formCells(form)
    .filter(({ row }) => !row.replaces)
    .map(({ key }) => key)
  const balanced = fc.array(fc.nat(60), { minLength: 30, maxLength: 30 }).map((seed) => {
    let next = 0
    return balancedSheet(form, () => seed[next++ % seed.length] ?? 0)
  })
  const sheet = fc.tuple(balanced, fc.boolean()).map(([cells, one]): Cells => (one ? withOneRow(cells) : cells))
  const torn = fc
    .tuple(balanced, fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(null, undefined, 7.25)))
    .map(([cells, holes]) => JSON.parse(JSON.stringify({ ...cells, ...holes })) as Cells)
  const flat = (sheets: readonly Cells[]): readonly Planted[] => sheets.map((has, at) => ({ id: at + 2, has }))
  const sums = (planted: readonly Planted[]) => {
    const { cells, incomplete, partlyBlank } = rolledUp(planted)
    return { cells, incomplete: [...incomplete].sort(), partlyBlank: [...partlyBlank].sort() }
  }

  it('of balanced reports has a balanced sum, in whichever shape they print （六）', () => {
    fc.assert(
      fc.property(fc.array(sheet, { minLength: 1, maxLength: 6 }), (sheets) => {
        expect(checkRollUp(rolledUp(flat(sheets))).filter(({ id }) => id !== 'form.complete')).toEqual([])
      }),
    )
  })

  it('has the same sum in whatever order its bodies are given', () => {
    const shuffled = fc
      .array(torn, { maxLength: 6 })
      .map(flat)
      .chain((planted) =>
        fc.tuple(fc.constant(planted), fc.shuffledSubarray([...planted], { minLength: planted.length })),
      )
    fc.assert(
      fc.property(shuffled, ([planted, other]) => {
        expect(rolledUp(other)).toEqual(rolledUp(planted))
      }),
    )
  })

  it('has the same sum in whatever way its bodies stand below others that have no report', () => {
    fc.assert(
      fc.property(
        fc.array(torn, { maxLength: 6 }),
        fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
        (sheets, parts) => {
          const offices = [0, 1, 2, 3].filter((part) => sheets.some((_, at) => parts[at] === part))
          const planted = [
            ...offices.map((part) => ({ id: 100 + part, kind: 'township' as const })),
            ...flat(sheets).map((body, at) => ({ ...body, under: 100 + (parts[at] ?? 0) })),
          ]
          expect(sums(planted)).toEqual(sums(flat(sheets)))
        },
      ),
    )
  })

  it('is the sum of its parts, once these have reported their own sums', () => {
    fc.assert(
      fc.property(fc.array(balanced, { minLength: 1, maxLength: 6 }), fc.nat(6), (sheets, cut) => {
        const halves = [sheets.slice(0, cut), sheets.slice(cut)].filter((half) => half.length > 0)
        const reported = halves.map((half, at) => ({ id: at + 2, has: rolledUp(flat(half)).cells }))
        expect(rolledUp(reported).cells).toEqual(rolledUp(flat(sheets)).cells)
      }),
    )
  })

  it('has in each cell the sum of its contributions, and every body in it once', () => {
    fc.assert(
      fc.property(fc.array(torn, { minLength: 1, maxLength: 5 }), fc.constantFrom(...keys), (sheets, key) => {
        const sum = rolledUp(flat(sheets))
        const { valued, blank, absent, otherwisePrinted } = contributionsOf(sum, key)
        expect(valued.length + blank.length + absent.length + otherwisePrinted.length).toBe(sheets.length)
        const told = valued.reduce((all, { value }) => all + value, 0)
        expect(sum.cells[key]).toEqual(valued.length > 0 ? told : blank.length > 0 ? null : undefined)
        expect(sum.incomplete.has(key)).toBe(absent.length > 0 && absent.length < sheets.length)
      }),
    )
  })
})

describe('A province', () => {
  it('of three thousand reports is summed and checked well under 300 milliseconds', () => {
    const sheets = Array.from({ length: 3000 }, (_, at) => balancedSheet(form, (key) => (at + key.length) % 50))
    const planted = sheets.map((has, at) => ({ id: at + 2, has }))
    const { bodies, reports } = region(planted)
    const times = Array.from({ length: 4 }, () => {
      const start = process.cpuUsage()
      const sum = rollUp({ year: 2024, form, government, bodies, reports })
      expect(checkRollUp(sum)).toEqual([])
      expect(contributionsOf(sum, 'received/total').valued).toHaveLength(3000)
      return process.cpuUsage(start).user / 1000
    })
    expect(Math.min(...times)).toBeLessThan(200)
  })
})
