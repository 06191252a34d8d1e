import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicantsChart } from '../../../src/domain/report/charts/applicants.ts'
import type { Chart } from '../../../src/domain/report/charts/chart.ts'
import { disputesChart } from '../../../src/domain/report/charts/disputes.ts'
import { flowChart } from '../../../src/domain/report/charts/flow.ts'
import { outcomesChart } from '../../../src/domain/report/charts/outcomes.ts'
import { yearsChart } from '../../../src/domain/report/charts/years.ts'
import { drawChart } from '../../../src/formats/charts/draw-chart.ts'
import { chartSize } from '../../../src/formats/charts/picture.ts'
import { shippedForm } from '../sheet-builder.ts'
import { anySheet, demoSheet, huaxi } from './sheets.ts'

const light = { scheme: 'light', width: 'wide' } as const

const years = [
  { year: 2019, ...demoSheet('yufang-2019', '2019') },
  { year: 2021, ...huaxi() },
]
const charts: readonly Chart[] = [
  flowChart(huaxi({ 'received/total': 130 })),
  outcomesChart(huaxi()),
  applicantsChart(huaxi()),
  disputesChart(huaxi()),
  yearsChart(years),
  flowChart(demoSheet('yufang-2019', '2019')),
]

/** The parsed picture; throws where it is no well-formed XML. */
function parsed(svg: string) {
  const complain = (message: string) => {
    throw new Error(message)
  }
  const errorHandler = { warning: complain, error: complain, fatalError: complain }
  return new DOMParser({ errorHandler }).parseFromString(svg, 'image/svg+xml')
}

/** All words of the picture, in order, without its title and description. */
function wordsOf(svg: string): string {
  return Array.from(parsed(svg).getElementsByTagName('text'), (text) => text.textContent).join('')
}

describe('a drawn chart', () => {
  test.each(charts)('is well-formed in both schemes and both widths: $title', (chart) => {
    for (const scheme of ['light', 'dark'] as const)
      for (const width of ['wide', 'narrow'] as const) {
        const svg = drawChart(chart, { scheme, width })
        const root = parsed(svg).documentElement
        expect(root.getElementsByTagName('title')[0]?.textContent).toContain(chart.title)
        expect(root.getElementsByTagName('desc')[0]?.textContent).toBe(chart.gist)
        expect(root.getAttribute('width')).toBe(String(chartSize(chart, width).width))
        expect(root.getAttribute('height')).toBe(String(chartSize(chart, width).height))
        expect(svg).not.toMatch(/NaN|undefined|<script|<style|<animate|href=|ecmeta|zr\d/)
      }
  })

  test('names every end of the flow with its number', () => {
    for (const width of ['wide', 'narrow'] as const) {
      const words = wordsOf(drawChart(charts[0] as Chart, { scheme: 'light', width })).replace(/\s/g, '')
      // Right-aligned words stand in the file from right to left.
      expect(words).toMatch(/本年新收130|130本年新收/)
      for (const word of ['应办理130', '（四）无法提供75', '不平：无去向5']) expect(words).toContain(word)
    }
  })

  test('writes over the gap that a year has no report', () => {
    expect(wordsOf(drawChart(yearsChart(years), light))).toContain('无报告')
  })

  test('draws a figure that is not told as words, not as a number', () => {
    const words = wordsOf(drawChart(applicantsChart(huaxi({ 'received/research': undefined })), light))
    expect(words).toContain('未能识别')
  })

  test('has the sentence in place of a picture where there is nothing to draw', () => {
    const flow = flowChart(demoSheet('yufang-2019', '2019'))
    expect(wordsOf(drawChart(flow, light))).toContain('本年度没有收到')
  })

  test('has the same bytes each time, whatever was drawn before', () => {
    const before = charts.map((chart) => drawChart(chart, light))
    const after = [...charts].reverse().map((chart) => drawChart(chart, light))
    expect(after.reverse()).toEqual(before)
  })

  test('escapes what labels, title and gist say', () => {
    const evil = '</text></svg><script>alert("1")</script>&\u0000\u000b\ud800'
    const chart = applicantsChart(huaxi())
    const panels = chart.panels.map((panel) => ({ ...panel, bars: panel.bars.map((bar) => ({ ...bar, label: evil })) }))
    const svg = drawChart({ ...chart, title: evil, gist: evil, panels }, light)
    expect(svg).not.toContain('<script')
    expect(wordsOf(svg)).toContain('</text></svg><script>alert("1")</script>&')
    expect(parsed(svg).getElementsByTagName('script')).toHaveLength(0)
  })

  test('of nothing is a sentence whose lines stand apart on a telephone', () => {
    const [chart] = charts
    const empty = { ...(chart as Chart), empty: '2025年没有办结的申请，没有可画的内容。' }
    const svg = drawChart(empty, { scheme: 'light', width: 'narrow' })
    const lines = Array.from(parsed(svg).getElementsByTagName('text'), (line) => Number(line.getAttribute('y')))
    expect(lines).toHaveLength(2)
    expect(Math.abs((lines[1] ?? 0) - (lines[0] ?? 0))).toBeGreaterThanOrEqual(20)
  })

  test('can be made of any sheet', () => {
    fc.assert(
      fc.property(anySheet(shippedForm('2021')), (sheet) => {
        const all = [
          flowChart(sheet),
          outcomesChart(sheet),
          disputesChart(sheet),
          yearsChart([{ year: 2021, ...sheet }]),
        ]
        for (const chart of all)
          expect(() => parsed(drawChart(chart, { scheme: 'dark', width: 'narrow' }))).not.toThrow()
      }),
      { numRuns: 8 },
    )
  })
})

test.each(charts)('how long it takes: $title', (chart) => {
  const runs = 10
  const start = performance.now()
  let bytes = 0
  for (let run = 0; run < runs; run++) bytes = drawChart(chart, light).length
  process.stdout.write(`${chart.title}: ${((performance.now() - start) / runs).toFixed(1)} ms, ${bytes} bytes\n`)
  expect(bytes).toBeLessThan(60_000)
})
