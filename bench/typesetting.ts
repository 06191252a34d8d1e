import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReport } from '../src/app/read-report.ts'
import type { ReportDocument } from '../src/domain/report/render/document.ts'
import { renderReport } from '../src/domain/report/render/render-report.ts'
import { startTypesettingProcess } from '../src/formats/typeset/start-process.ts'
import { createTypesetter } from '../src/formats/typeset/typesetter.ts'
import { writeReportPdf } from '../src/formats/typeset/write-report-pdf.ts'
import { forms } from '../test/report/specimens/forms.ts'
import { milliseconds, quantile, residentMemory, type Section, timesOf } from './measure.ts'

/** Documents in a row, after which the memory of the process is read. */
const runs = 200

async function demoReport(root: string): Promise<ReportDocument> {
  const outcome = await readReport(new Uint8Array(readFileSync(join(root, 'demo/reports/huaxi-2021.html'))), forms)
  if (!outcome.ok) throw new Error(outcome.unreadable.message)
  const { reading, form } = outcome.report
  const { title, agency, year } = reading
  if (!title || !agency || !year) throw new Error('the demonstration report does not say whose it is')
  return renderReport({ title, agency, year, reading, form, demonstration: true })
}

/** The same report as another document each time, so that nothing is remembered of it. */
function variants(document: ReportDocument): () => ReportDocument {
  let number = 0
  return () => {
    number += 1
    const words = (text: string) => `${text}（第${number}份）`
    const blocks = document.blocks.map((block) =>
      block.kind === 'paragraph' ? { ...block, text: words(block.text) } : block,
    )
    return { ...document, title: words(document.title), blocks }
  }
}

/** An annual report of five pages as PDF, one after the other: the first with the start of the process, then warm. */
export async function measureTypesetting(root: string): Promise<Section> {
  let pid = 0
  const typesetter = createTypesetter({
    start: () => {
      const child = startTypesettingProcess({ root })
      pid = child.pid ?? 0
      return child
    },
  })
  try {
    const next = variants(await demoReport(root))
    const started = performance.now()
    const { length } = await writeReportPdf(typesetter, next())
    const first = performance.now() - started
    const memoryAtFirst = residentMemory(pid)
    const times = await timesOf(runs, () => writeReportPdf(typesetter, next()))
    return {
      title: 'Setting an annual report as PDF',
      columns: [
        'first, start included',
        'median',
        'p95',
        'PDF',
        'memory after the first',
        `after ${runs + runs / 10 + 1}`,
      ],
      rows: [
        [
          milliseconds(first),
          milliseconds(quantile(times, 0.5)),
          milliseconds(quantile(times, 0.95)),
          `${(length / 1000).toFixed(0)} kB`,
          `${memoryAtFirst.toFixed(0)} MB`,
          `${residentMemory(pid).toFixed(0)} MB`,
        ],
      ],
      notes: [
        'Five pages with the three statutory tables, another text each time; one process sets one document at a time.',
        'Memory is that of the process of its own, which ends after five minutes without work.',
      ],
    }
  } finally {
    await typesetter.close()
  }
}
