import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'kysely'
import { importCalendar } from '../src/app/import-calendar.ts'
import { type Sweep, sweepRequests } from '../src/app/sweep-requests.ts'
import { addDays, dayInChina } from '../src/domain/calendar/plain-date.ts'
import { createWorkCalendar } from '../src/domain/calendar/work-calendar.ts'
import { foldDossier } from '../src/domain/request/dossier.ts'
import type { Look } from '../src/domain/request/look.ts'
import { loadCalendarFiles } from '../src/store/calendar-files.ts'
import { loadClockRules } from '../src/store/clock-rules.ts'
import { noticeOf2027 } from '../test/calendar/notice-2027.ts'
import { type FilledRequests, fillRequests } from './filled-requests.ts'
import { quantile, type Section } from './measure.ts'
import { patternsOf } from './request-patterns.ts'
import { servicesOn } from './services.ts'

/** How dossiers look so many days from today. */
async function lookOn(root: string, days: number): Promise<Look> {
  const { years, regional } = await loadCalendarFiles(join(root, 'data'))
  const rules = await loadClockRules(join(root, 'data/clock.json'))
  return { calendar: createWorkCalendar(years, regional), today: addDays(dayInChina(new Date()), days), rules }
}

const microseconds = (value: number) => `${value.toFixed(1)} µs`

/** Folds of one dossier that are timed together, since one is too short for the clock. */
const atOnce = 50

function foldingRow(name: string, kind: Parameters<typeof patternsOf>[0], look: Look): readonly string[] {
  const patterns = patternsOf(kind, 200, look)
  const fold = ({ entries }: (typeof patterns)[number]) => {
    const started = performance.now()
    for (let left = atOnce; left > 0; left -= 1) foldDossier(entries, look)
    return ((performance.now() - started) * 1000) / atOnce
  }
  for (const pattern of patterns) fold(pattern)
  const times = patterns.map(fold)
  const facts = patterns.reduce((sum, { entries }) => sum + entries.length, 0) / patterns.length
  return [name, facts.toFixed(1), microseconds(quantile(times, 0.5)), microseconds(quantile(times, 0.95)), '≤ 20 µs']
}

/** Folds dossiers without a database. */
export async function measureFolding(root: string): Promise<Section> {
  const look = await lookOn(root, 0)
  return {
    title: 'Folding a dossier: status, deadline, lamp',
    columns: ['dossier', 'facts', 'median', 'p95', 'goal'],
    rows: [
      foldingRow('answered', 'answered', look),
      foldingRow('open', 'open', look),
      foldingRow('with clarification, opinions, fee and extension', 'long', look),
    ],
    notes: ['200 dossiers of each kind over years of the calendar, each folded 50 times at once.'],
  }
}

/** Calendar days since the rows were last brought up to date: more than a weekend, so that the sweep has work. */
const sinceLast = 3

/** Fills a database with requests as they stood some days ago. */
export const openRequests = async (root: string, count: number): Promise<FilledRequests> =>
  fillRequests(root, count, await lookOn(root, -sinceLast))

interface Measured<T> {
  readonly result: T
  readonly seconds: number
  /** Of this process, in megabytes. */
  readonly memory: number
  /** Longest time for which nothing else had its turn, in milliseconds. */
  readonly held: number
}

async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let memory = 0
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 50)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  try {
    const result = await work()
    const seconds = (performance.now() - started) / 1000
    return { result, seconds, memory: memory / 1024 / 1024, held: delay.max / 1e6 }
  } finally {
    delay.disable()
    clearInterval(watch)
  }
}

function rowOf(
  name: string,
  goal: string,
  seen: number,
  written: number,
  { seconds, memory, held }: Measured<unknown>,
) {
  const figures = [seen, written].map((count) => count.toLocaleString('en'))
  return [name, ...figures, `${seconds.toFixed(1)} s`, goal, `${memory.toFixed(0)} MB`, `${held.toFixed(0)} ms`]
}

function sweptRow(name: string, sweep: Measured<Sweep | undefined>) {
  const { result } = sweep
  if (!result || result.failed > 0) throw new Error(`A sweep did not end well: ${JSON.stringify(result)}`)
  return rowOf(name, '≤ 30 s', result.seen, result.changed, sweep)
}

/** The night's sweep on a database of many requests, and what a new calendar notice asks for. */
export async function measureSweeping(root: string, open: () => Promise<FilledRequests>): Promise<Section> {
  const { db, requests, bodies } = await open()
  const services = await servicesOn(root, db)
  const sweep = () => measured(() => sweepRequests(services))
  const first = sweptRow(`sweep: after ${sinceLast} days`, await sweep())
  const again = sweptRow('sweep: nothing to do', await sweep())
  await sql`update request set state = 'ended' where is_open`.execute(db)
  const all = sweptRow('sweep: every row is wrong', await sweep())
  const notice = await measured(() => importCalendar(services, { json: noticeOf2027, person: '示例' }))
  if (!notice.result.ok) throw new Error('The notice was not imported')
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from request where is_open or due_on >= '2026-12-01'`.execute(db)
  const moved = rowOf('a new notice', '≤ 60 s', rows[0]?.count ?? 0, notice.result.moved.length, notice)
  return {
    title: `The sweep of ${requests.toLocaleString('en')} requests over ${bodies.length} bodies`,
    columns: ['work', 'looked at', 'changed', 'time', 'goal', 'memory', 'longest hold'],
    rows: [first, again, all, moved],
    notes: [
      'One in twenty requests is open, with six facts or so; a tenth of all is with one body. Memory is that of the process, the database not counted; the hold is how long a page of the same process would have waited. The new notice counts due dates that moved, the sweeps rows that were written.',
    ],
  }
}
