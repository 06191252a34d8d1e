import type { TimeLimits } from '../app/reading/thread.ts'
import type { CliIo } from './io.ts'
import { plain } from './report-columns.ts'
import { readJobs } from './report-pool.ts'
import { sarifWriter } from './report-sarif.ts'
import { summaryOf } from './report-summary.ts'
import type { ReadJob } from './report-task.ts'
import { walkReports } from './report-walk.ts'
import { csvWriter, jsonWriter, type ResultWriter, textWriter } from './report-writers.ts'

export type CheckFormat = 'text' | 'json' | 'csv' | 'sarif'

export interface CheckOptions {
  readonly paths: readonly string[]
  readonly format: CheckFormat
  /** Last year's report, where one report is checked. */
  readonly previous?: string
  readonly limits: TimeLimits
}

/** Checks files and folders and prints a result a file. Gives 0, 1 or 2 as the summary says. */
export async function checkMany(io: CliIo, options: CheckOptions): Promise<number> {
  const { paths, format, previous, limits } = options
  const forms = await io.forms()
  const closed = (folder: string) => io.err(`文件夹 ${folder} 打不开，已跳过。\n`)
  const jobs = jobsOf(walkReports(paths, closed), previous)
  const summary = summaryOf()
  const progress = progressOf(io)
  const only = paths.length === 1 ? paths[0] : undefined
  const writer = writerOf(format)
  let files = 0
  io.out(writer.begin())
  await readJobs(io, { forms }, limits, jobs, (job, result) => {
    files += 1
    summary.add(result)
    progress.clear()
    if (result.readable) for (const note of result.notes) io.err(`注意：${plain(note)}\n`)
    io.out((format === 'text' && job.file === only ? textWriter(true) : writer).result(job.file, result))
    progress.show(files)
  })
  progress.clear()
  io.out(writer.end())
  if (files === 0) {
    io.err(`${paths.join('、')} 里没有可核验的文件（html、htm、txt、md、docx、xlsx、pdf、csv、json）。\n`)
    return 2
  }
  if (files > 1) (format === 'text' ? io.out : io.err)(`${format === 'text' ? '\n' : ''}${summary.text()}`)
  return summary.exitStatus()
}

async function* jobsOf(files: AsyncIterable<string>, previous: string | undefined): AsyncGenerator<ReadJob> {
  for await (const file of files) yield { file, detail: 'findings', ...(previous !== undefined && { previous }) }
}

function writerOf(format: CheckFormat): ResultWriter {
  if (format === 'json') return jsonWriter()
  if (format === 'csv') return csvWriter()
  if (format === 'sarif') return sarifWriter()
  return textWriter(false)
}

/** Counts on the terminal while results go elsewhere; silent where nobody watches. */
function progressOf({ isTerminal, err }: CliIo): { show: (files: number) => void; clear: () => void } {
  if (!isTerminal) return { show: () => {}, clear: () => {} }
  let shown = false
  return {
    show(files) {
      if (files % 20 !== 0) return
      err(`\r\u001b[K已核验 ${files} 份…`)
      shown = true
    },
    clear() {
      if (shown) err('\r\u001b[K')
      shown = false
    },
  }
}
