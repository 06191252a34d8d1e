import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { applicantsChart } from '../../../src/domain/report/charts/applicants.ts'
import type { Chart as ChartData } from '../../../src/domain/report/charts/chart.ts'
import { flowChart } from '../../../src/domain/report/charts/flow.ts'
import { yearsChart } from '../../../src/domain/report/charts/years.ts'
import { anchors, paths } from '../../../src/web/paths.ts'
import { Chart, type ChartAddress } from '../../../src/web/report/chart.tsx'
import { demoSheet, huaxi } from './sheets.ts'

type Element = DefaultTreeAdapterTypes.Element

const address: ChartAddress = {
  image: (scheme, width) => `/pictures/${scheme}-${width}.svg`,
  cell: (key, year) => `${year === undefined ? '' : paths.report(3, year)}#${anchors.cell(key)}`,
}

const elements = (node: DefaultTreeAdapterTypes.ParentNode): Element[] =>
  node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []))
const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((attr) => attr.name === name)?.value
const textOf = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes.map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : '')).join('')

function shown(chart: ChartData) {
  const all = elements(parseFragment(String(Chart({ chart, address }))))
  const named = (name: string) => all.filter(({ tagName }) => tagName === name)
  const rows = named('tr').map((row) => elements(row).filter(({ tagName }) => tagName === 'th' || tagName === 'td'))
  return { named, rows: rows.map((cells) => cells.map(textOf)) }
}

test('a chart is a picture for each scheme and width, with its gist in words', () => {
  const { named } = shown(flowChart(huaxi()))
  const sources = named('source').map((source) => attribute(source, 'srcset'))
  expect(sources).toEqual(['/pictures/dark-narrow.svg', '/pictures/light-narrow.svg', '/pictures/dark-wide.svg'])
  const [image] = named('img')
  expect(attribute(image, 'src')).toBe('/pictures/light-wide.svg')
  expect(attribute(image, 'alt')).toContain('予以公开16件')
  expect(attribute(image, 'width')).toBe('720')
})

test('the table has each figure of the picture, and each leads to its cell', () => {
  const { named, rows } = shown(applicantsChart(huaxi()))
  expect(rows).toContainEqual(['商业企业', '8'])
  const link = named('a').find((a) => textOf(a) === '117')
  expect(attribute(link, 'href')).toBe('#c-received_natural-person')
})

test('a figure of another year leads to the report of that year', () => {
  const first = { year: 2019, ...demoSheet('yufang-2019', '2019') }
  const { named, rows } = shown(yearsChart([first, { year: 2021, ...huaxi() }]))
  expect(rows).toContainEqual(['2020年', '无报告', '无报告', '无报告', '无报告'])
  const link = named('a').find((a) => textOf(a) === '34')
  expect(attribute(link, 'href')).toBe('/reports/3-2021#c-granted_total')
})

test('what is not told and what does not add up is said under the picture', () => {
  const { named, rows } = shown(applicantsChart(huaxi({ 'received/research': null, 'received/total': 126 })))
  expect(rows).toContainEqual(['科研机构', '空白'])
  expect(named('li').map(textOf)).toEqual(['一、本年新收政府信息公开申请数量·科研机构：报告中为空白，不当作 0。'])
  const off = shown(applicantsChart(huaxi({ 'received/total': 126 })))
  expect(off.named('li').map(textOf)).toEqual(['不平：本年新收的总计填126件，各类申请人之和为125件，相差1件。'])
})
