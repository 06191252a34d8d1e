import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Measure, type MeasureId, measureOf, measures } from '../../../src/domain/report/rank/measures.ts'
import { type RankedBody, type Ranking, rank } from '../../../src/domain/report/rank/rankings.ts'
import type { Cells } from '../../../src/domain/report/reading.ts'
import { balancedSheet, shippedForm } from '../sheet-builder.ts'

const form = shippedForm('2021')
const old = shippedForm('2019')
const empty = balancedSheet(form)

const measure = (id: MeasureId): Measure => measureOf(id) as Measure
const body = (agencyId: number, cells?: Cells, previous?: Cells): RankedBody => ({
  agencyId,
  name: `丙${agencyId}局`,
  ...(cells && { report: { form, cells } }),
  ...(previous && { previous: { form, cells: previous } }),
})
const received = (value: number | null): Cells => ({ ...empty, 'received/total': value })
const places = ({ ranked }: Ranking) => ranked.map(({ rank, name }) => `${rank} ${name}`)

describe('A ranking', () => {
  it('puts the highest first; who has as many shares the place, and the next place is left out', () => {
    const bodies = [body(1, received(7)), body(2, received(9)), body(3, received(7)), body(4, received(5))]
    expect(places(rank(measure('received'), bodies))).toEqual(['1 丙2局', '2 丙1局', '2 丙3局', '4 丙4局'])
  })

  it('puts the lowest first where fewer is what every office aims at', () => {
    const cells = (carriedOut: number): Cells => ({ ...received(100), 'carried-out/total': carriedOut })
    const ranking = rank(measure('carried-out-share'), [body(1, cells(30)), body(2, cells(5))])
    expect(places(ranking)).toEqual(['1 丙2局', '2 丙1局'])
  })

  it('tells for each line both figures and the cells they come from', () => {
    const cells = { ...empty, 'granted/total': 20, 'partly-granted/total': 10, 'settled/total': 40 }
    const [line] = rank(measure('granted-share'), [body(1, cells)]).ranked
    expect(line).toMatchObject({ rank: 1, value: 75, numerator: 30, denominator: 40 })
    expect(line?.derivation).toEqual({
      numerator: [
        { key: 'granted/total', label: '（一）予以公开·总计', sign: 1, previous: false, value: 20 },
        { key: 'partly-granted/total', label: '（二）部分公开·总计', sign: 1, previous: false, value: 10 },
      ],
      denominator: [{ key: 'settled/total', label: '（七）总计·总计', sign: 1, previous: false, value: 40 }],
    })
  })

  it('takes all rows of a group, those of a later form too', () => {
    const added = { key: 'refused.data-security', label: '9.属于重要数据目录', role: 'outcome' } as const
    const later = {
      ...form,
      tables: form.tables.map((table) => ({
        ...table,
        blocks: table.blocks.map((block) =>
          table.key === 'requests' ? { ...block, rows: [...block.rows, added] } : block,
        ),
      })),
    }
    const cells = { ...empty, 'refused.state-secret/total': 3, 'refused.data-security/total': 4, 'settled/total': 28 }
    const bodies = [{ agencyId: 1, name: '丙1局', report: { form: later, cells } }]
    expect(rank(measure('refused-share'), bodies).ranked).toMatchObject([{ value: 25, numerator: 7 }])
  })

  it('takes （六）其他处理 in one row or in three, and a subtotal not twice', () => {
    const three: Cells = { ...empty, 'otherwise.other/total': 6, 'settled/total': 24 }
    const one = Object.fromEntries(
      Object.entries({ ...three, 'otherwise/total': 6 }).filter(([key]) => !key.startsWith('otherwise.')),
    )
    const both: Cells = { ...three, 'otherwise/total': 6 }
    const ranking = rank(measure('otherwise-share'), [body(1, three), body(2, one), body(3, both)])
    expect(ranking.ranked.map(({ value }) => value)).toEqual([25, 25, 25])
  })
})

describe('A body that cannot be ranked is listed with the reason:', () => {
  const unranked = (id: MeasureId, one: RankedBody) => {
    const { ranked, unranked } = rank(measure(id), [one])
    expect(ranked).toEqual([])
    return unranked[0]
  }

  it('too few cases, with its figures', () => {
    const cells = { ...empty, 'granted/total': 19, 'settled/total': 19 }
    expect(unranked('granted-share', body(1, cells))).toMatchObject({
      code: 'small',
      reason: '基数只有 19 件，不足 20 件，增减一件就会大幅变动，不参加排名',
      value: 100,
      numerator: 19,
      denominator: 19,
    })
    expect(rank(measure('granted-share'), [body(1, { ...cells, 'settled/total': 20 })]).ranked).toHaveLength(1)
  })

  it('nothing to divide by', () => {
    expect(unranked('disputes-per-hundred', body(1, empty))).toMatchObject({
      code: 'small',
      value: null,
      denominator: 0,
    })
    const free: Measure = { ...measure('granted-share'), smallest: 0 }
    expect(rank(free, [body(1, empty)]).unranked).toMatchObject([{ code: 'small', denominator: 0 }])
  })

  it('a blank cell, which is not 0', () => {
    const cells = { ...empty, 'granted/total': null, 'settled/total': 50 }
    expect(unranked('granted-share', body(1, cells))).toMatchObject({
      code: 'blank',
      reason: '“（一）予以公开·总计”空白，空白不等于 0',
      value: null,
    })
    expect(unranked('received', body(1, received(null)))).toMatchObject({ code: 'blank' })
  })

  it('a cell that was not read', () => {
    const whole: Cells = { ...empty, 'settled/total': 50 }
    const { 'refused.state-secret/total': _, ...cells } = whole
    expect(unranked('refused-share', body(1, cells))).toMatchObject({
      code: 'absent',
      reason: '“（三）不予公开1.属于国家秘密·总计”没有读到',
    })
    expect(unranked('received', body(1, {}))?.code).toBe('absent')
  })

  it('a part that exceeds its whole', () => {
    const cells = { ...empty, 'granted/total': 51, 'settled/total': 50 }
    expect(unranked('granted-share', body(1, cells))).toMatchObject({
      code: 'imbalance',
      reason: '部分 51 多于总数 50，报告的数字不平',
    })
  })

  it('no report, or none of the year before', () => {
    expect(unranked('received', body(1))).toMatchObject({ code: 'no-report', reason: '没有本年度的报告' })
    expect(unranked('received-growth', body(1, received(50)))).toMatchObject({
      code: 'no-previous',
      reason: '没有上年度的报告',
    })
  })

  it('figures that its form does not hold', () => {
    const licences: Measure = {
      ...measure('received'),
      numerator: [{ row: 'procurement', column: 'projects', sign: 1, previous: false }],
    }
    expect(rank(licences, [body(1, empty)]).unranked).toMatchObject([{ code: 'not-in-form' }])
  })
})

describe('Growth', () => {
  it('is told from last year’s own report, over the change of forms too', () => {
    const previous = { form: old, cells: { ...balancedSheet(old), 'received/total': 40 } }
    const bodies = [{ ...body(1, received(50)), previous }]
    expect(rank(measure('received-growth'), bodies).ranked).toMatchObject([
      { value: 25, numerator: 10, denominator: 40 },
    ])
  })

  it('may be negative, and is not ranked on a small number of last year', () => {
    const bodies = [body(1, received(20), received(40)), body(2, received(30), received(10))]
    const { ranked, unranked } = rank(measure('received-growth'), bodies)
    expect(ranked).toMatchObject([{ agencyId: 1, value: -50 }])
    expect(unranked).toMatchObject([{ agencyId: 2, code: 'small', value: 200 }])
  })
})

describe('Disputes', () => {
  const cells = {
    ...received(200),
    'reconsideration/upheld': 12,
    'reconsideration/overturned': 3,
    'reconsideration/pending': 9,
    'reconsideration/total': 24,
    'litigation-direct/other-result': 4,
    'litigation-direct/total': 4,
    'litigation-after-reconsideration/overturned': 1,
    'litigation-after-reconsideration/total': 1,
  }

  it('overturned are a share of those decided, reconsideration and both kinds of litigation together', () => {
    expect(rank(measure('overturned-share'), [body(1, cells)]).ranked).toMatchObject([
      { numerator: 4, denominator: 20, value: 20 },
    ])
  })

  it('are told per hundred new requests', () => {
    expect(rank(measure('disputes-per-hundred'), [body(1, cells)]).ranked).toMatchObject([
      { numerator: 29, denominator: 200, value: 14.5 },
    ])
  })
})

describe.each(measures.map((one) => [one.label, one as Measure] as const))('The measure %s', (_, one) => {
  it('has words for everybody and figures that both forms hold', () => {
    expect(one.explanation).toMatch(/[一-龥]{6,}.*。$/)
    expect(one.smallest).toBe(one.kind === 'count' ? 0 : 20)
    for (const of of [form, old]) {
      const cells = balancedSheet(of, () => 30)
      const sheet = { form: of, cells }
      const { ranked, unranked } = rank(one, [{ agencyId: 1, name: '丙局', report: sheet, previous: sheet }])
      expect(unranked).toEqual([])
      expect(ranked).toHaveLength(1)
    }
  })
})

describe('Any bodies', () => {
  const figure = fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, fc.constant(null))
  const cells = fc
    .record({ 'received/total': figure, 'carried-out/total': figure, 'granted/total': figure, 'settled/total': figure })
    .map((told): Cells => ({ ...empty, ...told }))
  const bodies = fc
    .array(fc.tuple(fc.option(cells, { nil: undefined }), fc.option(cells, { nil: undefined })), { maxLength: 12 })
    .map((sheets) => sheets.map(([now, before], at) => body(at + 1, now, before)))
  const one = fc.constantFrom<Measure>(...measures)

  it('stand in the ranking or beside it, each once, in whatever order they are given', () => {
    const shuffled = bodies.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    )
    fc.assert(
      fc.property(one, shuffled, (measured, [all, other]) => {
        const ranking = rank(measured, all)
        const told = [...ranking.ranked, ...ranking.unranked].map(({ agencyId }) => agencyId)
        expect(told.sort((a, b) => a - b)).toEqual(all.map(({ agencyId }) => agencyId))
        expect(rank(measured, other)).toEqual(ranking)
      }),
    )
  })

  it('have as many before them as their rank says, and only better ones', () => {
    fc.assert(
      fc.property(one, bodies, (measured, all) => {
        const { ranked } = rank(measured, all)
        for (const line of ranked) {
          const better = ranked.filter(({ value }) => (measured.higherIsMore ? value > line.value : value < line.value))
          expect(line.rank).toBe(better.length + 1)
          expect(line.denominator ?? measured.smallest).toBeGreaterThanOrEqual(measured.smallest)
        }
      }),
    )
  })

  it('have figures that can be added up again from the cells named', () => {
    fc.assert(
      fc.property(one, bodies, (measured, all) => {
        for (const { numerator, denominator, derivation } of rank(measured, all).ranked) {
          const again = (side: typeof derivation.numerator) =>
            side.reduce((sum, { sign, value }) => sum + sign * (value ?? Number.NaN), 0)
          expect(again(derivation.numerator)).toBe(numerator)
          if (denominator !== null) expect(again(derivation.denominator)).toBe(denominator)
        }
      }),
    )
  })
})
