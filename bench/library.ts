import type { Kysely } from 'kysely'
import { measures } from '../src/domain/report/rank/measures.ts'
import type { Database } from '../src/store/schema.ts'
import type { FilledLibrary } from './filled-library.ts'
import { milliseconds, quantile, type Section } from './measure.ts'
import { startProgram } from './program.ts'

/** Addresses of one kind, each of which is asked for once. */
const runs = 100

interface Kind {
  readonly name: string
  readonly paths: readonly string[]
}

interface Body {
  readonly id: number
  readonly name: string
  readonly region: string
}

/** Bodies from all over the library, the same ones in every run. */
const someBodies = (db: Kysely<Database>): Promise<readonly Body[]> =>
  db
    .selectFrom('agency')
    .select(['id', 'name', 'region'])
    .orderBy((on) => on.fn('md5', [on.cast('id', 'text')]))
    .limit(2 * runs)
    .execute()

const query = (given: Readonly<Record<string, string | number>>) =>
  `/reports?${new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]))}`

const times = (make: (at: number) => string) => Array.from({ length: runs }, (_, at) => make(at))

const years = [2020, 2021, 2022]
const kinds = ['government', 'department', 'township']
const measure = (at: number) => measures[at % measures.length]?.id ?? ''
const year = (at: number) => years[at % years.length] ?? 2021

function kindsOf(bodies: readonly Body[]): readonly Kind[] {
  const body = (at: number): Body => bodies[at % bodies.length] ?? { id: 1, name: '', region: '' }
  const province = (at: number) => body(at).region.slice(0, 3)
  const office = (at: number) => body(at).name.replace(body(at).region, '')
  return [
    { name: 'search: whole name', paths: times((at) => query({ q: body(at).name })) },
    {
      name: 'search: two words and a year',
      paths: times((at) => query({ q: `${province(at)} ${office(at)} ${year(at)}` })),
    },
    {
      name: 'search: two characters, far page',
      paths: times((at) => query({ q: body(at).name.slice(0, 2), page: at + 2 })),
    },
    { name: 'search: nothing found', paths: times((at) => query({ q: `没有的名字${at}` })) },
    { name: 'filter: year, far page', paths: times((at) => query({ year: year(at), page: 1 + at * 5 })) },
    { name: 'filter: region and year', paths: times((at) => query({ region: body(at).region, year: year(at) })) },
    { name: 'filter: form, page', paths: times((at) => query({ form: '2019', page: 1 + at * 5 })) },
    {
      name: 'filter: kind and verdict, most requests first',
      paths: times((at) =>
        query({ kind: kinds[at % 3] ?? '', verdict: 'errors', order: 'received', page: 1 + at * 3 }),
      ),
    },
    { name: 'report', paths: times((at) => `/reports/${body(at).id}-${year(at)}`) },
    { name: 'source of a report', paths: times((at) => `/reports/${body(at).id}-${year(at)}/source`) },
    { name: 'body', paths: times((at) => `/bodies/${body(at).id}`) },
    {
      name: 'compare: two years of a body',
      paths: times((at) => `/compare?r=${body(at).id}-2021&r=${body(at).id}-2022`),
    },
    {
      name: 'compare: six bodies',
      paths: times(
        (at) => `/compare?${Array.from({ length: 6 }, (_, more) => `r=${body(at + more).id}-2021`).join('&')}`,
      ),
    },
    {
      name: 'ranking: first page',
      paths: times((at) => `/rankings?year=${year(at)}&measure=${measure(Math.floor(at / 3))}`),
    },
    { name: 'ranking: further pages', paths: times((at) => `/rankings?year=2021&measure=received&page=${2 + at}`) },
  ]
}

async function timeOf(address: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(address)
  await answer.arrayBuffer()
  if (answer.status >= 400) throw new Error(`${address} answers ${answer.status}`)
  return performance.now() - started
}

async function rowOf(site: string, { name, paths }: Kind): Promise<readonly string[]> {
  const times: number[] = []
  for (const path of new Set(paths)) times.push(await timeOf(site + path))
  return [
    name,
    String(times.length),
    ...[quantile(times, 0.5), quantile(times, 0.95), Math.max(...times)].map(milliseconds),
  ]
}

/** Pages of the library through HTTP, each asked for the first time, so that none is kept yet. */
export async function measureLibrary(root: string, open: () => Promise<FilledLibrary>): Promise<Section> {
  const { db, address, reports } = await open()
  const program = await startProgram(root, address)
  try {
    await timeOf(`${program.address}/reports`)
    const rows: (readonly string[])[] = []
    for (const kind of kindsOf(await someBodies(db))) rows.push(await rowOf(program.address, kind))
    return {
      title: `The library with ${reports.toLocaleString('en')} stored reports`,
      columns: ['page', 'addresses', 'median', 'p95', 'longest'],
      rows,
      notes: [
        'One after the other through HTTP, each address once, so that each page is made; the first in a row warms up its queries.',
        'Goal: search and filters p95 ≤ 50 ms, comparison ≤ 50 ms.',
      ],
    }
  } finally {
    await program.stop()
  }
}
