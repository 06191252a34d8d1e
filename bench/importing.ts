import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendAgency } from '../src/store/agencies.ts'
import { ensureOwnDatabase, openDatabase, openPool } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startPostgres } from '../src/store/postgres/server.ts'
import type { Specimen } from '../test/report/specimens/specimen.ts'
import { type Run, runProgram, writeReports } from './batch.ts'
import { type Section, sharedOutMemory } from './measure.ts'

const letters = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

/** 云溪区甲甲甲乙局: six reports in a row, of six years, are one body's. */
function bodyOf(number: number): string {
  const digits = String(Math.floor(number / 6)).padStart(5, '0')
  return `云溪区${[...digits].map((digit) => letters[Number(digit)]).join('')}局`
}

function ofOwnBody(specimen: Specimen, number: number): Specimen {
  const agency = bodyOf(number)
  const parts = specimen.parts.map((part) =>
    part.kind === 'text' ? { ...part, text: part.text.replaceAll(specimen.agency, agency) } : part,
  )
  return { ...specimen, agency, parts }
}

/** A library with one body, as an operator has it before the first import. */
async function foundLibrary(root: string, data: string): Promise<void> {
  mkdirSync(data)
  const server = await startPostgres(data)
  await ensureOwnDatabase(server.socket)
  const pool = openPool(server.socket, () => undefined)
  await migrate(pool, join(root, 'migrations'))
  const region = '示例省示例市云溪区'
  const name = '云溪区人民政府'
  const body = { parentId: null, name, shortName: name, region, kind: 'government', demonstration: false } as const
  await appendAgency(openDatabase(pool), body)
  await pool.end()
  await server.stop()
}

const resultsOf = (run: Run) =>
  JSON.parse(run.output) as readonly { readonly state?: string; readonly readable?: boolean }[]

const row = (what: string, count: number, run: Run, there: number) => [
  what,
  String(count),
  run.seconds.toFixed(1),
  (count / run.seconds).toFixed(0),
  `${run.memory.toFixed(0)} MB`,
  String(there),
  String(run.status),
]

/** A folder of generated reports brought into a new database, beside the same folder read and not stored. */
export async function measureImporting(root: string, count: number): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'))
  try {
    const reports = join(folder, 'reports')
    const data = join(folder, 'data')
    await writeReports(reports, count, ofOwnBody)
    await foundLibrary(root, data)
    const env = { ...process.env, GONGKAI_DATA: data, DATABASE_URL: '', LOG_LEVEL: 'warn' }
    // To share out the pages of all processes takes 15 ms, which would else be taken from the two cores.
    const watched = { env, memoryOf: sharedOutMemory, every: 500 }
    const importing = ['report', 'import', reports, '--create-bodies', '--json']
    const read = await runProgram(root, ['report', 'check', reports, '--json'], watched)
    const stored = await runProgram(root, importing, watched)
    const again = await runProgram(root, importing, watched)
    const states = (run: Run, state: string) => resultsOf(run).filter((one) => one.state === state).length
    return {
      title: `Importing a folder of ${count.toLocaleString('en')} reports into a new database`,
      columns: ['command', 'reports', 'seconds', 'reports/s', 'peak memory', 'read, stored, known', 'exit status'],
      rows: [
        row('`report check`: read, not stored', count, read, resultsOf(read).filter(({ readable }) => readable).length),
        row('`report import`', count, stored, states(stored, 'stored')),
        row('`report import` once more', count, again, states(again, 'duplicate')),
      ],
      notes: [
        '`bin/gongkai report import DIR --create-bodies --json`, start of program and database included. Six reports a body,',
        'each checked against the years beside it. Goal: 10,000 reports in less than 90 s and 700 MB. Memory is that of all',
        'processes, PostgreSQL included, summed twice a second; what its processes have in common counts once.',
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
