import type { Finding } from '../../../domain/report/finding.ts'
import type { CellKey } from '../../../domain/report/form.ts'
import type { Reading } from '../../../domain/report/reading.ts'
import { numeral } from '../../../domain/report/render/numeral.ts'
import type { RollUp } from '../../../domain/report/rollup/roll-up.ts'
import { anchors } from '../../paths.ts'
import type { SheetView } from '../../report/sheet-view.ts'
import { StatutoryTable } from '../../report/tables.tsx'
import { rollUpPath } from './query.ts'
import type { Region } from './region.ts'

/** What stands beside a sum that is not the sum of all. */
function remarksOf({ incomplete, partlyBlank }: RollUp): Readonly<Record<CellKey, string>> {
  return Object.fromEntries([
    ...[...partlyBlank].map((cell) => [cell, '有空白'] as const),
    ...[...incomplete].map((cell) => [cell, '不全'] as const),
  ])
}

function readingOf(rollUp: RollUp): Reading {
  const { form, year, cells } = rollUp
  return {
    title: null,
    agency: null,
    year,
    form: form.id,
    period: null,
    contact: {},
    cells,
    sources: {},
    remarks: remarksOf(rollUp),
    chosen: [],
    units: {},
    preamble: [],
    sections: [],
    problems: [],
  }
}

/** The tables of the form with the sums in them; each figure leads to the bodies behind it. */
export function SummedTables({ region, findings }: { readonly region: Region; readonly findings: readonly Finding[] }) {
  const { rollUp, agency, year } = region
  const cellsOf = (severity: string) =>
    findings.filter((one) => one.severity === severity).flatMap(({ cells }) => cells)
  const view: SheetView = {
    form: rollUp.form,
    reading: readingOf(rollUp),
    bad: new Set(cellsOf('error')),
    unsure: new Set([...cellsOf('warning'), ...rollUp.incomplete]),
    hrefOf: (cell) => rollUpPath({ agency: agency.id, year, cell }),
  }
  const sections = rollUp.form.sections.filter(({ kind }) => kind === 'tables')
  return (
    <>
      {sections.map((section) => (
        <section class="panel" id={anchors.section(section.key)}>
          <h2>
            {numeral(section.number)}、{section.title}
          </h2>
          {rollUp.form.tables
            .filter((table) => table.section === section.number)
            .map((table) => (
              <StatutoryTable view={view} table={table} title={section.title} />
            ))}
        </section>
      ))}
    </>
  )
}
