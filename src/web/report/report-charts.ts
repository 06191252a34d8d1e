import { applicantsChart } from '../../domain/report/charts/applicants.ts'
import type { Chart } from '../../domain/report/charts/chart.ts'
import { disputesChart } from '../../domain/report/charts/disputes.ts'
import type { ChartSheet } from '../../domain/report/charts/figures.ts'
import { flowChart } from '../../domain/report/charts/flow.ts'
import { outcomesChart } from '../../domain/report/charts/outcomes.ts'
import { type YearSheet, yearsChart } from '../../domain/report/charts/years.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import type { PublicSheet } from '../../store/public-sheets.ts'
import { paths } from '../paths.ts'
import type { ChartAddress } from './chart.tsx'

const ofOneReport = {
  flow: flowChart,
  outcomes: outcomesChart,
  applicants: applicantsChart,
  disputes: disputesChart,
} as const satisfies Record<string, (sheet: ChartSheet) => Chart>

/** Charts of one report, in the order in which its page shows them. */
export const chartsOfReport = Object.keys(ofOneReport) as (keyof typeof ofOneReport)[]

export type ChartName = keyof typeof ofOneReport | 'years'

/** Sheets of a body's reports, for its chart over the years. */
export function yearSheets(sheets: readonly PublicSheet[], forms: readonly ReportForm[]): readonly YearSheet[] {
  return sheets.flatMap(({ year, cells, form: id }) => {
    const form = forms.find((one) => one.id === id)
    return form ? [{ year, cells, form }] : []
  })
}

/** The chart of this name; `years` is asked for only where it is drawn. */
export function makeChart(name: ChartName, sheet: ChartSheet, years: readonly YearSheet[]): Chart {
  return name === 'years' ? yearsChart(years) : ofOneReport[name](sheet)
}

const picture = /^(flow|outcomes|applicants|disputes|years)-(light|dark)-(wide|narrow)$/

/** Which picture a file's name asks for. */
export function readPictureName(name: string) {
  const [, chart, scheme, width] = picture.exec(name) ?? []
  return chart === undefined
    ? undefined
    : { chart: chart as ChartName, scheme: scheme as 'light' | 'dark', width: width as 'wide' | 'narrow' }
}

/** Where the pictures of a report's chart are, and the cells of its figures. */
export function chartAddress(
  agencyId: number,
  year: number,
  name: ChartName,
  cell: (key: string, year: number) => string,
): ChartAddress {
  return {
    image: (scheme, width) => paths.chart(agencyId, year, `${name}-${scheme}-${width}`),
    cell: (key, of) => cell(key, of ?? year),
  }
}

/** A sentence on years of a chart whose figures are made up for the demonstration; undefined where none are. */
export function inventedYears(sheets: readonly PublicSheet[]): string | undefined {
  const years = sheets.filter(({ invented }) => invented).map(({ year }) => `${year}年`)
  return years.length > 0 ? `${years.join('、')}的数字为演示编造，不是该机关的数据。` : undefined
}
