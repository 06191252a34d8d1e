import { readdirSync, readFileSync } from 'node:fs'
import { readReport } from '../../../src/app/read-report.ts'
import type { ReportToRender } from '../../../src/domain/report/render/render-report.ts'
import { forms } from '../specimens/forms.ts'

const folder = new URL('../../../demo/reports/', import.meta.url)

async function demoReport(file: string): Promise<ReportToRender> {
  const outcome = await readReport(readFileSync(new URL(file, folder)), forms)
  if (!outcome.ok) throw new Error(`${file}: ${outcome.unreadable.message}`)
  const { reading, form } = outcome.report
  const { title, agency, year } = reading
  if (!title || !agency || !year) throw new Error(`${file} does not say whose report it is.`)
  return { title, agency, year, reading, form, demonstration: true }
}

/** The reports of the demonstration by file name, as they are read. */
export const demoReports: readonly (readonly [string, ReportToRender])[] = await Promise.all(
  readdirSync(folder).map(async (file) => [file, await demoReport(file)] as const),
)
