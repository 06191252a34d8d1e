import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Acted, actOnReport } from '../../src/app/act-on-report.ts'
import { addBody } from '../../src/app/add-body.ts'
import { changeBody } from '../../src/app/change-body.ts'
import { correctCell, judgeFinding, undoCorrection, undoJudgement } from '../../src/app/decide-on-report.ts'
import { declareNil } from '../../src/app/declare-nil.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import type { ReportAction } from '../../src/domain/report/status.ts'
import type { Verdict } from '../../src/domain/report/trail.ts'
import { bodies, bring, files, person, storedOf } from '../app/draft.ts'
import { emptyTables } from '../database.ts'
import { useProcesses } from './processes.ts'
import { seen } from './site.ts'

const held = useProcesses()
const cell = 'received/natural-person'
let district: number
let superior: Person

beforeEach(async () => {
  await emptyTables(held.db)
  const made = await bodies(held.db)
  district = made.district
  superior = person(made.city, '甲')
  await bring(held.without.services, district, files.wrong, 'published')
})

const path = () => `/reports/${district}-2021`
const pages = () => [
  '/',
  '/reports?year=2021',
  path(),
  `${path()}/source`,
  `/bodies/${district}`,
  `/compare?r=${district}-2020&r=${district}-2021`,
  '/rankings?year=2021',
  '/data',
]

/** Does one thing with the report as it is now; what is not possible now changes nothing. */
async function doNow(act: (target: { agencyId: number; year: number; version: number }) => Promise<Acted>) {
  const { version } = await storedOf(held.db, district)
  const acted = await act({ agencyId: district, year: 2021, version })
  if (!acted.ok && acted.code !== 'refused') throw new Error(`unexpected: ${acted.code}`)
  return acted.ok
}

const services = () => held.without.services
const move = (action: ReportAction, reason = '测试') =>
  doNow((target) => actOnReport(services(), superior, target, { action, reason }))
const correct = (to: number | null) =>
  doNow((target) => correctCell(services(), superior, target, { cell, to, reason: '原文如此' }))
const undo = () => doNow((target) => undoCorrection(services(), superior, target, cell))
const firstFinding = async () => (await storedOf(held.db, district)).findings[0]?.stableId ?? ''
const judge = async (verdict: Verdict) => {
  const finding = await firstFinding()
  return doNow((target) => judgeFinding(services(), superior, target, { finding, verdict, reason: '已核对' }))
}
const undoJudge = async () => {
  const finding = await firstFinding()
  return doNow((target) => undoJudgement(services(), superior, target, finding))
}

async function changeTree(at: number) {
  const words = { shortName: `花溪${at}`, region: `贵州省贵阳市花溪${at}区`, kind: 'government' }
  const changed = await changeBody(services(), superior, district, { ...words, superiorId: superior.agencyId })
  expect(changed.ok).toBe(true)
}

async function addBelow(at: number) {
  const words = { name: `花溪区第${at}局`, shortName: '', region: '贵州省贵阳市花溪区', kind: 'department' }
  const added = await addBody(services(), superior, { ...words, superiorId: district })
  if (!added.ok) throw new Error(JSON.stringify(added.problems))
  await bring(services(), added.id, files.right, at % 2 ? 'draft' : 'published')
}

const deeds = {
  'corrects a figure': (at: number) => correct(7000 + at),
  'corrects a figure to blank': () => correct(null),
  'takes the correction back': undo,
  'dismisses a finding': () => judge('dismissed'),
  'explains a finding': () => judge('explained'),
  'takes the judgement back': undoJudge,
  'withdraws the report': () => move('withdraw'),
  'publishes the report': () => move('confirm'),
  'changes the words of the body': changeTree,
  'adds a body below with a draft or a report': addBelow,
  'declares that there is nothing to report': (at: number) =>
    declareNil(services(), superior, { agencyId: district, year: 2008 + (at % 12), reason: '没有' }),
} as const

type Deed = keyof typeof deeds

/** Pages of errors bear the number of their request. */
const withoutNumber = (html: string) => html.replace(/请求编号 [0-9a-f]+/, '')

async function comparePage(page: string) {
  const [truth, ...told] = await Promise.all([held.without, ...held.both].map((process) => process.get(page)))
  for (const answer of told) {
    expect(answer.status, page).toBe(truth?.status)
    expect(withoutNumber(answer.body.toString()), page).toBe(withoutNumber(`${truth?.body}`))
  }
}

/** All pages of both processes as they are, and as they would be if no page were kept. */
const compare = () => Promise.all(pages().map(comparePage))

const aStep = fc.record({
  deed: fc.constantFrom(...(Object.keys(deeds) as Deed[])),
  /** Requests under way while it is done: which page, by whom, how long before its end in milliseconds. */
  meanwhile: fc.array(fc.tuple(fc.nat(7), fc.nat(1), fc.nat(6)), { maxLength: 8 }),
})

async function take({ deed, meanwhile }: { deed: Deed; meanwhile: [number, number, number][] }, at: number) {
  const under = meanwhile.map(async ([page, process, wait]) => {
    await pause(wait)
    const answer = await held.both[process as 0 | 1].get(pages()[page] ?? '/')
    expect([200, 404]).toContain(answer.status)
  })
  await deeds[deed](at)
  await compare()
  await Promise.all(under)
  await compare()
}

describe('What one process commits', () => {
  test('shows with the very next request to any process, whatever was asked before and meanwhile', async () => {
    let at = 0
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const deed of [() => move('confirm'), undo, undoJudge]) await deed()
        for (const step of steps) {
          at += 1
          await take(step, at)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('is never unsaid by a later answer, while many read and one corrects', async () => {
    const known = { confirmed: 7000, isOver: false }
    const read = async (process: (typeof held.both)[number]) => {
      let answers = 0
      for (; !known.isOver; answers += 1) {
        const atLeast = known.confirmed
        const [, shown] = /id="c-received_natural-person"[\s\S]*?\b(7\d\d\d)\b/.exec(await process.page(path())) ?? []
        expect(Number(shown)).toBeGreaterThanOrEqual(atLeast)
      }
      return answers
    }
    await correct(known.confirmed)
    const readers = [...held.both, ...held.both, ...held.both].map(read)
    for (let to = 7001; to <= 7030; to += 1) {
      await correct(to)
      known.confirmed = to
      await pause(to % 5)
    }
    known.isOver = true
    for (const answers of await Promise.all(readers)) expect(answers).toBeGreaterThan(10)
  })

  test('shows as figures and words that a reader understands', async () => {
    const [one, other] = held.both
    expect(seen(await one.page(path()))).not.toContain('7042')
    await correct(7042)
    expect(seen(await one.page(path()))).toContain('7042')
    expect(seen(await other.page(path()))).toContain('7042')
  })
})

describe('A report that is withdrawn', () => {
  test('is gone from every page of every process, even for those who have it already', async () => {
    const [one, other] = held.both
    const tags = await Promise.all([one, other].map(async ({ get }) => (await get(path())).headers.etag ?? ''))
    const again = await one.get(path(), { headers: { 'if-none-match': tags[0] ?? '' } })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect(await one.page('/reports')).toContain(`href="${path()}"`)
    expect(await move('withdraw')).toBe(true)
    for (const [index, { get, page }] of [one, other].entries()) {
      for (const gone of [path(), `${path()}/source`])
        expect((await get(gone, { headers: { 'if-none-match': tags[index] ?? '' } })).status).toBe(404)
      for (const list of ['/', '/reports']) expect(await page(list)).not.toContain(path())
    }
    expect(await move('confirm')).toBe(true)
    for (const { get } of [other, one]) expect((await get(path())).status).toBe(200)
  })
})

describe('While the database is away', () => {
  test('every page says so and asks to come back, and none is shown from memory', async () => {
    const [one] = held.both
    expect((await one.get(path())).status).toBe(200)
    await held.stopDatabase()
    try {
      for (const page of [path(), '/reports?year=2020', '/desk']) {
        const answer = await one.get(page)
        expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
        expect(seen(answer.body.toString())).toContain('数据库暂时没有应答')
      }
      expect((await one.get('/healthz')).status).toBe(200)
      expect((await one.get('/readyz')).status).toBe(503)
    } finally {
      await held.startDatabase()
    }
    expect(seen(await one.page(path()))).toContain('2021年政府信息公开工作年度报告')
  })
})
