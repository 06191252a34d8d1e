import { get } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { pathOf } from '../src/domain/report/cell-rows.ts'
import { formCells } from '../src/domain/report/form.ts'
import { loadReportForms } from '../src/store/report-forms.ts'
import type { FilledLibrary } from './filled-library.ts'
import { residentMemory, type Section } from './measure.ts'
import { type Running, startProgram } from './program.ts'

interface Export {
  readonly bytes: number
  readonly seconds: number
  /** Most resident memory of the program meanwhile, in megabytes. */
  readonly memory: number
}

/** Watches the memory of a process until it is told to stop; gives the most. */
function watchMemory(pid: number): () => number {
  let most = residentMemory(pid)
  const watch = setInterval(() => {
    most = Math.max(most, residentMemory(pid))
  }, 50)
  return () => {
    clearInterval(watch)
    return most
  }
}

/** Bytes of an answer as they come over the wire. */
function receive(address: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => {
        if (answer.statusCode === 200 && answer.complete) resolve(bytes)
        else reject(new Error(`${address} answers ${answer.statusCode}`))
      })
      answer.on('error', reject)
    }).on('error', reject)
  })
}

async function fetchAll({ address, pid }: Running, path: string, encoding = 'identity'): Promise<Export> {
  const memory = watchMemory(pid)
  const started = performance.now()
  const bytes = await receive(`${address}${path}`, encoding)
  return { bytes, seconds: (performance.now() - started) / 1000, memory: memory() }
}

/** Counts what the server sends for a COPY. */
class CopyOut extends pg.Query {
  bytes = 0
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.bytes += chunk.length
  }
}

const sameLines = `copy (
    select r.agency_id, body_name, body_region, year, r.form, key, d.row, d.column, d.unit, value #>> '{}',
      case when value = 'null' then 'blank' else 'value' end
    from report r join report_content c on c.agency_id = r.agency_id and c.report_id = r.id
      cross join lateral jsonb_each(cells) join dictionary d on d.form = r.form and d.cell = key
    where published_at is not null
  ) to stdout (format csv)`

/** The same lines, made by the database alone and counted by a program that does nothing else: the floor. */
async function copyAll(root: string, address: string): Promise<Omit<Export, 'memory'>> {
  const forms = await loadReportForms(join(root, 'data/report-forms'))
  const labels = forms.flatMap((form) =>
    formCells(form).map(({ key, row, column }) => ({
      form: form.id,
      cell: key,
      row: pathOf(row.groups, row.label),
      column: pathOf(column.group === undefined ? [] : [column.group], column.label),
      unit: column.unit,
    })),
  )
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    await client.query('create temp table dictionary (form text, cell text, "row" text, "column" text, unit text)')
    await client.query('insert into dictionary select * from jsonb_populate_recordset(null::dictionary, $1)', [
      JSON.stringify(labels),
    ])
    await client.query('analyze dictionary')
    const started = performance.now()
    const copy = new CopyOut(sameLines)
    const end = new Promise((resolve, reject) => copy.on('end', resolve).on('error', reject))
    client.query(copy)
    await end
    return { bytes: copy.bytes, seconds: (performance.now() - started) / 1000 }
  } finally {
    await client.end()
  }
}

const rowOf = (name: string, { bytes, seconds }: Omit<Export, 'memory'>, memory: string, content = bytes) => [
  name,
  (bytes / 1e6).toFixed(0),
  seconds.toFixed(1),
  (content / 1e6 / seconds).toFixed(0),
  memory,
]

/** All cells of all stored reports over HTTP, beside the database's own COPY of the same lines. */
export async function measureExporting(root: string, open: () => Promise<FilledLibrary>): Promise<Section> {
  const library = await open()
  const program = await startProgram(root, library.address)
  try {
    const idle = residentMemory(program.pid)
    const csv = await fetchAll(program, '/api/cells.csv')
    const copy = await copyAll(root, library.address)
    const packed = await fetchAll(program, '/api/cells.csv', 'gzip')
    const ndjson = await fetchAll(program, '/api/cells.ndjson')
    const json = await fetchAll(program, '/api/cells.json')
    const told = ({ memory }: Export) => `${memory.toFixed(0)} MB`
    return {
      title: `Exporting every cell of ${library.reports.toLocaleString('en')} reports`,
      columns: ['what', 'megabytes sent', 'seconds', 'MB/s of content', 'peak memory'],
      rows: [
        rowOf('CSV', csv, told(csv)),
        rowOf('floor: COPY of the same lines', copy, '–'),
        rowOf('CSV, compressed', packed, told(packed), csv.bytes),
        rowOf('NDJSON', ndjson, told(ndjson)),
        rowOf('JSON', json, told(json)),
      ],
      notes: [
        `Over HTTP from the built program to a reader in another process; before, the program used ${idle.toFixed(0)} MB.`,
        'Goal: CSV at 30 MB/s in memory that does not grow with the library. COPY is read by a program that only counts.',
      ],
    }
  } finally {
    await program.stop()
  }
}
