import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { correctCell } from '../src/app/decide-on-report.ts'
import type { Services } from '../src/app/services.ts'
import type { Person } from '../src/domain/agency/person.ts'
import { findReport } from '../src/store/reports.ts'
import type { FilledLibrary } from './filled-library.ts'
import { milliseconds, residentMemory, type Section } from './measure.ts'
import { type Running, startProgram } from './program.ts'
import { servicesOn } from './services.ts'
import { type Load, type LoadOptions, load, missingPrograms, startNginx } from './web-load.ts'

/** Seconds of each turn under load; ours and nginx take turns. */
const turn = 4
const turns = 2

/** What both serve, by the name of nginx's file. */
const pages = { 'report.html': 'report', 'library.html': 'library' } as const

interface Report {
  readonly agencyId: number
  readonly year: number
}

const pathOf = ({ agencyId, year }: Report) => `/reports/${agencyId}-${year}`

/** The report of a body that nobody is above: its own people may correct it while it is shown. */
async function topReport({ db }: FilledLibrary): Promise<Report> {
  return db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .select(['agency_id as agencyId', 'year'])
    .where('parent_id', 'is', null)
    .where('published_at', 'is not', null)
    .orderBy('agency_id')
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function bytesAt(address: string): Promise<Buffer> {
  const answer = await fetch(address, { headers: { 'accept-encoding': 'identity' } })
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const together = (loads: readonly Load[]): Load => ({
  perSecond: mean(loads.map(({ perSecond }) => perSecond)),
  p50: mean(loads.map(({ p50 }) => p50)),
  p99: Math.max(...loads.map(({ p99 }) => p99)),
})

/** Both in turn, so that what else the machine does meets both. */
async function beside(ours: string, theirs: string, options: Omit<LoadOptions, 'seconds'>) {
  const us: Load[] = []
  const them: Load[] = []
  for (let left = turns; left > 0; left -= 1) {
    us.push(await load(ours, { ...options, seconds: turn }))
    them.push(await load(theirs, { ...options, seconds: turn }))
  }
  return [together(us), together(them)] as const
}

const rowOf = (name: string, bytes: number, us: Load, them: Load) => [
  name,
  `${(bytes / 1000).toFixed(1)} kB`,
  us.perSecond.toFixed(0),
  them.perSecond.toFixed(0),
  (us.perSecond / them.perSecond).toFixed(2),
  `${milliseconds(us.p50)} / ${milliseconds(us.p99)}`,
  `${milliseconds(them.p50)} / ${milliseconds(them.p99)}`,
]

/** Commits a correction each second through the verb of the desk, and asks the programs for the page right after. */
function correct(services: Services, report: Report, programs: readonly Running[]) {
  const { agencyId } = report
  const about = { login: 'bench', displayName: '测试', role: 'officer', sectionId: null } as const
  const person: Person = { accountId: 0, agencyId, ...about }
  const once = async (value: number) => {
    const stored = await findReport(services.db, { ...report, publishedOnly: true })
    const asked = { cell: 'received/natural-person', to: value, reason: '测速' }
    const acted = await correctCell(services, person, { ...report, version: stored?.version ?? 0 }, asked)
    if (!acted.ok) throw new Error(`the correction was not taken: ${JSON.stringify(acted)}`)
    const shown = await Promise.all(programs.map(({ address }) => bytesAt(address + pathOf(report))))
    if (shown.some((page) => !page.toString().includes(String(value))))
      throw new Error('a confirmed correction did not show with the next request')
  }
  let isOver = false
  const work = async () => {
    let made = 0
    for (; !isOver; made += 1) {
      await once(7001 + made)
      await wait(1000)
    }
    return made
  }
  const made = work()
  // A fault is told by the end.
  made.catch(() => undefined)
  return {
    /** Ends them and gives how many there were. */
    end: () => {
      isOver = true
      return made
    },
  }
}

interface Measured {
  readonly services: Services
  readonly library: FilledLibrary
  readonly report: Report
  /** The one under load, and another one on the same database. */
  readonly programs: readonly [Running, Running]
}

async function keptPages({ services, report, programs }: Measured): Promise<Section> {
  const [{ address }] = programs
  const paths = { 'report.html': pathOf(report), 'library.html': '/reports' }
  const files = {
    'report.html': await bytesAt(address + paths['report.html']),
    'library.html': await bytesAt(address + paths['library.html']),
  }
  const nginx = await startNginx(files)
  const rows: string[][] = []
  let shown = 0
  try {
    for (const name of ['report.html', 'library.html'] as const) {
      const ours = address + paths[name]
      const theirs = `${nginx.address}/${name}`
      for (const gzip of [false, true]) {
        const bytes = gzip ? gzipSync(files[name]).length : files[name].length
        const [us, them] = await beside(ours, theirs, { gzip })
        rows.push(rowOf(`${pages[name]}${gzip ? ', gzip' : ''}`, bytes, us, them))
      }
      const corrections = correct(services, report, programs)
      try {
        const [us, them] = await beside(ours, theirs, {})
        rows.push(rowOf(`${pages[name]}, while figures are corrected`, files[name].length, us, them))
      } finally {
        shown += await corrections.end()
      }
    }
  } finally {
    await nginx.stop()
  }
  return {
    title: 'Pages under load, beside nginx with the same bytes as files',
    columns: ['page', 'bytes', 'ours/s', 'nginx/s', 'ratio', 'ours p50 / p99', 'nginx p50 / p99'],
    rows,
    notes: [
      `wrk with 50 connections on the same machine, ours (one process) and nginx (Debian's settings: a worker for each core) in turn, ${turns} × ${turn} s each. Both write a log, ours in batches.`,
      `One correction a second was committed in the rows that say so: all ${shown} showed with the next request, to this process and to a second one on the same database.`,
      'Goal: ratio ≥ 0.4.',
    ],
  }
}

/** Addresses that nobody has asked for yet. */
async function freshReports({ db }: FilledLibrary, most: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('report')
    .select(['agency_id as agencyId', 'year'])
    .where('published_at', 'is not', null)
    .orderBy((on) => on.fn('md5', [on.cast('id', 'text')]))
    .limit(most)
    .execute()
  return rows.map(pathOf)
}

async function newPages({ library, programs }: Measured): Promise<Section> {
  const [{ address, pid }] = programs
  const before = residentMemory(pid)
  const paths = await freshReports(library, 20_000)
  const seconds = turn * turns
  const result = await load(address, { seconds, paths })
  return {
    title: 'Report pages that nobody has asked for yet',
    columns: ['pages made/s', 'p50', 'p99', 'memory before', 'memory after', 'pages made'],
    rows: [
      [
        result.perSecond.toFixed(0),
        milliseconds(result.p50),
        milliseconds(result.p99),
        `${before.toFixed(0)} MB`,
        `${residentMemory(pid).toFixed(0)} MB`,
        (result.perSecond * seconds).toFixed(0),
      ],
    ],
    notes: ['Another report each time, 50 connections; read, laid out and kept, of which 128 MB is the most.'],
  }
}

/** Pages of the portal under load: kept ones beside nginx, kept ones under change, new ones. */
export async function measureServing(root: string, open: () => Promise<FilledLibrary>): Promise<readonly Section[]> {
  const missing = missingPrograms()
  if (missing) return [{ title: 'Pages under load', columns: ['page'], rows: [], notes: [missing] }]
  const library = await open()
  const programs = [await startProgram(root, library.address), await startProgram(root, library.address)] as const
  try {
    const services = await servicesOn(root, library.db)
    const measured = { services, library, programs, report: await topReport(library) }
    return [await keptPages(measured), await newPages(measured)]
  } finally {
    for (const program of programs) await program.stop()
  }
}
