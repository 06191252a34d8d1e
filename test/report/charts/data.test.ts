import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicantsChart } from '../../../src/domain/report/charts/applicants.ts'
import type { BarsChart, FlowChart } from '../../../src/domain/report/charts/chart.ts'
import { disputesChart } from '../../../src/domain/report/charts/disputes.ts'
import { rounded } from '../../../src/domain/report/charts/figures.ts'
import { flowChart } from '../../../src/domain/report/charts/flow.ts'
import { outcomesChart } from '../../../src/domain/report/charts/outcomes.ts'
import { yearsChart } from '../../../src/domain/report/charts/years.ts'
import { formCells } from '../../../src/domain/report/form.ts'
import { balancedSheet, shippedForm, shippedForms } from '../sheet-builder.ts'
import { anySheet, demoSheet, huaxi, wholeRow } from './sheets.ts'

const nodesOf = (chart: FlowChart) => Object.fromEntries(chart.nodes.map(({ key, value }) => [key, value]))
const barsOf = (chart: BarsChart) =>
  chart.panels.flatMap(({ bars }) => bars.map(({ label, figure }) => [label, figure.value] as const))

describe('the flow of requests', () => {
  test('leads from what came through each outcome of the form to what is left', () => {
    const chart = flowChart(huaxi())
    expect(nodesOf(chart)).toEqual({
      received: 125,
      handled: 125,
      granted: 16,
      'partly-granted': 18,
      refused: 7,
      unavailable: 75,
      'not-processed': 2,
      otherwise: 7,
    })
    expect(chart.gist).toBe(
      '本年新收125件、上年结转0件的申请中，予以公开16件、部分公开18件、不予公开7件、无法提供75件、不予处理2件、其他处理7件。',
    )
    expect([...chart.missing, ...chart.imbalances]).toEqual([])
  })

  test('shows as a stretch of its own what came in and went nowhere, and says by how much', () => {
    const chart = flowChart(huaxi({ 'received/total': 130 }))
    expect(nodesOf(chart)).toMatchObject({ handled: 130, 'difference-out': 5 })
    expect(chart.imbalances).toEqual(['新收与上年结转共130件，办理结果与结转下年度共125件，相差5件。'])
  })

  test('does not call the sum of what was settled the sum of what came, where more went than came', () => {
    const chart = flowChart(huaxi({ 'carried-out/total': 9 }))
    expect(nodesOf(chart)).toMatchObject({ handled: 134, 'difference-in': 9, 'carried-out': 9 })
    expect(chart.nodes.find(({ side }) => side === 'middle')?.label).toBe('办结与结转共')
  })

  test('says that the printed total of outcomes is not their sum', () => {
    expect(flowChart(huaxi({ 'settled/total': 124 })).imbalances).toEqual([
      '（七）总计填124件，各项办理结果之和为125件，相差1件。',
    ])
  })

  test('leaves open, and does not call wrong, what a lost row may explain', () => {
    const { form } = huaxi()
    const chart = flowChart(huaxi(wholeRow(form, 'unavailable.not-held', undefined)))
    expect(nodesOf(chart)).toMatchObject({ unavailable: 3, 'untold-out': 72 })
    expect(chart.nodes.find(({ key }) => key === 'unavailable')?.atLeast).toBe(true)
    expect(chart.imbalances).toEqual([])
    expect(chart.missing).toEqual(['（四）无法提供1.本机关不掌握相关政府信息·总计：未能从报告中识别，图中没有计入。'])
  })

  test('adds up the applicants where only the total is blank, and says so', () => {
    const chart = flowChart(huaxi({ 'granted/total': null }))
    expect(nodesOf(chart).granted).toBe(16)
    expect(chart.missing).toEqual(['（一）予以公开·总计：报告中没有总计数，图中按各类申请人相加。'])
  })

  test('takes no sum of applicants for a total when one of them is blank as well', () => {
    const chart = flowChart(huaxi({ 'granted/total': null, 'granted/enterprise': null }))
    expect(nodesOf(chart)).not.toHaveProperty('granted')
    expect(chart.gist).toContain('予以公开空白')
  })

  test('draws nothing and says why when all is 0, when all is blank, when nothing was read', () => {
    const { form } = huaxi()
    const blank = Object.fromEntries(formCells(form).map(({ key }) => [key, null]))
    expect(flowChart(demoSheet('yufang-2019', '2019')).empty).toBe('本年度没有收到，也没有结转政府信息公开申请。')
    expect(flowChart({ form, cells: blank }).empty).toContain('全部为空白')
    expect(flowChart({ form, cells: {} }).empty).toContain('没有从报告中读到')
    expect(flowChart({ form, cells: {} }).missing[0]).toContain('等 ')
  })

  test('does not draw a negative count', () => {
    const chart = flowChart(huaxi({ 'granted/total': -16 }))
    expect(nodesOf(chart)).not.toHaveProperty('granted')
    expect(chart.missing).toEqual(['（一）予以公开·总计：报告中填的是负数，图中没有画出。'])
  })

  test.each(shippedForms())('has equally high sides whatever a report of form $id holds', (form) => {
    fc.assert(
      fc.property(anySheet(form), (sheet) => {
        const { nodes, links } = flowChart(sheet)
        const sum = (side: string) =>
          rounded(nodes.filter((node) => node.side === side).reduce((all, { value }) => all + value, 0))
        expect(sum('in')).toBe(sum('middle'))
        expect(sum('out')).toBe(sum('middle'))
        expect([...nodes, ...links].every(({ value }) => value > 0)).toBe(true)
        const names = new Set(nodes.map(({ key }) => key))
        expect(names.size).toBe(nodes.length)
        expect(links.every(({ from, to }) => names.has(from) && names.has(to))).toBe(true)
      }),
    )
  })

  test.each(shippedForms())('has no open stretch where a report of form $id adds up', (form) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(40_000)), (figures) => {
        const chart = flowChart({ form, cells: balancedSheet(form, () => figures.next().value ?? 0) })
        expect(chart.nodes.filter(({ key }) => /^(difference|untold)/.test(key))).toEqual([])
        expect(chart.imbalances).toEqual([])
      }),
    )
  })
})

test('a sum of nothing but noughts and a blank is unclear, not 0, and nobody is said to have received nothing', () => {
  const { form } = huaxi()
  const chart = flowChart(huaxi(wholeRow(form, 'not-processed.repeat', null)))
  expect(chart.gist).toContain('不予处理不详')
  const nothing = demoSheet('yufang-2019', '2019', wholeRow(form, 'not-processed.repeat', null))
  expect(flowChart(nothing).empty).toBe('读到的数字都是 0，其余的空白或没有读到，没有可画的内容。')
})

describe('the outcomes', () => {
  test('are the groups of the form with those of their rows that are not 0', () => {
    expect(barsOf(outcomesChart(huaxi()))).toEqual([
      ['（一）予以公开', 16],
      ['（二）部分公开', 18],
      ['（三）不予公开', 7],
      ['5.属于三类内部事务信息', 7],
      ['（四）无法提供', 75],
      ['1.本机关不掌握相关政府信息', 72],
      ['2.没有现成信息需要另行制作', 1],
      ['3.补正后申请内容仍不明确', 2],
      ['（五）不予处理', 2],
      ['2.重复申请', 2],
      ['（六）其他处理', 7],
      ['1.申请人无正当理由逾期不补正', 2],
      ['3.其他', 5],
    ])
  })

  test('know the one row of 其他处理 in the form of 2019', () => {
    const labels = barsOf(outcomesChart(demoSheet('guichi-natural-resources-2020', '2019'))).map(([label]) => label)
    expect(labels.at(-1)).toBe('（六）其他处理')
  })

  test('name a row that is blank and one that was not read, and draw neither as 0', () => {
    const { form } = huaxi()
    const blank = wholeRow(form, 'not-processed.repeat', null)
    const lost = wholeRow(form, 'refused.state-secret', undefined)
    const chart = outcomesChart(huaxi({ ...blank, ...lost }))
    expect(barsOf(chart)).toContainEqual(['2.重复申请', null])
    expect(barsOf(chart)).toContainEqual(['1.属于国家秘密', undefined])
    expect(chart.missing).toHaveLength(2)
  })

  test('have a bar for the difference between the printed total and the sum', () => {
    expect(barsOf(outcomesChart(huaxi({ 'settled/total': 130 }))).at(-1)).toEqual(['总计多出', 5])
    expect(barsOf(outcomesChart(huaxi({ 'settled/total': 120 }))).at(-1)).toEqual(['总计少了', 5])
  })

  test('stand in the table with every row of the form and its cells', () => {
    const { table } = outcomesChart(huaxi())
    expect(table.rows.find(({ label }) => label === '4.保护第三方合法权益')?.figures[0]).toMatchObject({
      value: 0,
      cells: ['refused.third-party-rights/total'],
    })
    expect(table.rows.find(({ label }) => label === '（四）无法提供')?.figures[0]?.cells).toHaveLength(3)
  })
})

describe('the applicants', () => {
  test('are natural persons and the five kinds of organisations', () => {
    expect(barsOf(applicantsChart(huaxi()))).toEqual([
      ['自然人', 117],
      ['商业企业', 8],
      ['科研机构', 0],
      ['社会公益组织', 0],
      ['法律服务机构', 0],
      ['其他', 0],
    ])
  })

  test('do not add up: the difference has its own bar', () => {
    const chart = applicantsChart(huaxi({ 'received/enterprise': 6 }))
    expect(barsOf(chart).at(-1)).toEqual(['总计多出', 2])
    expect(chart.imbalances).toEqual(['本年新收的总计填125件，各类申请人之和为123件，相差2件。'])
  })
})

describe('the disputes', () => {
  test('are three panels that are never added up', () => {
    const { panels, gist } = disputesChart(huaxi())
    expect(panels.map(({ label, total }) => [label, total?.value])).toEqual([
      ['行政复议', 5],
      ['未经复议直接起诉', 3],
      ['复议后起诉', 8],
    ])
    expect(gist).not.toContain('16')
  })

  test('say in words that there were none', () => {
    expect(disputesChart(demoSheet('yufang-2019', '2019')).gist).toBe('没有因政府信息公开引起的行政复议和行政诉讼。')
  })
})

test('a form without a table of disputes is not said to have had none', () => {
  const { form, cells } = huaxi()
  const without = { ...form, tables: form.tables.filter(({ key }) => key !== 'disputes') }
  expect(disputesChart({ form: without, cells }).gist).toBe('没有这张表。')
})

describe('the years of one body', () => {
  const first = { year: 2019, ...demoSheet('yufang-2019', '2019') }
  const third = { year: 2021, ...huaxi() }

  test('leave a gap for a year without report, and name it', () => {
    const chart = yearsChart([third, first])
    expect(chart.years).toEqual([2019, 2020, 2021])
    expect(chart.series.map(({ label, figures }) => [label, figures.map(({ value }) => value)])).toEqual([
      ['本年新收', [0, undefined, 125]],
      ['办理结果总计', [0, undefined, 125]],
      ['予以公开和部分公开', [0, undefined, 34]],
      ['结转下年度', [0, undefined, 0]],
    ])
    expect(chart.missing).toEqual(['2020年：没有年度报告，图中留空。'])
  })

  test('tell a blank cell and a lost one from 0', () => {
    const { form } = third
    const holes = huaxi({ ...wholeRow(form, 'carried-out', null), ...wholeRow(form, 'settled', undefined) })
    const chart = yearsChart([{ year: 2021, ...holes }])
    expect(chart.series.find(({ key }) => key === 'carried-out')?.figures[0]?.value).toBeNull()
    expect(chart.series.find(({ key }) => key === 'settled')?.figures[0]?.value).toBeUndefined()
    expect(chart.missing).toEqual([
      '2021年（七）总计·总计：未能从报告中识别，图中没有计入。',
      '2021年四、结转下年度继续办理·总计：报告中为空白，不当作 0。',
    ])
  })

  test('lead every figure to a cell of its own year', () => {
    const { table } = yearsChart([first, third])
    expect(table.rows.at(-1)?.figures.map(({ cells, year }) => [cells[0], year])).toContainEqual([
      'granted/total',
      2021,
    ])
  })

  test('have nothing to draw without reports', () => {
    expect(yearsChart([]).empty).toContain('没有')
  })
})

test('every figure of every chart is the sum of its cells', () => {
  const form = shippedForm('2021')
  fc.assert(
    fc.property(anySheet(form), (sheet) => {
      const charts = [flowChart(sheet), outcomesChart(sheet), applicantsChart(sheet), disputesChart(sheet)]
      const figures = charts.flatMap(({ table }) => table.rows.flatMap((row) => row.figures))
      for (const { value, cells } of figures) {
        const printed = cells.map((key) => sheet.cells[key])
        const counted = printed.filter((one): one is number => typeof one === 'number' && one >= 0)
        if (typeof value === 'number' && cells.length > 1)
          expect(value).toBe(rounded(counted.reduce((sum, one) => sum + one, 0)))
        if (cells.length === 1) expect(value).toBe(printed[0])
        if (value === null) expect(printed.every((one) => one === null)).toBe(true)
      }
    }),
  )
})
