import { beforeAll, describe, expect, test } from 'vitest'
import { compileYear } from '../../src/app/compile-year.ts'
import { loadDemo } from '../../src/app/load-demo.ts'
import { lookFor } from '../../src/app/look.ts'
import { rebuildRequests } from '../../src/app/rebuild-requests.ts'
import type { Agency } from '../../src/domain/agency/agency.ts'
import { requestActions } from '../../src/domain/request/actions.ts'
import { checkDecision } from '../../src/domain/request/check-decision.ts'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import type { Entry } from '../../src/domain/request/facts.ts'
import { impossibleFacts, refusalOf } from '../../src/domain/request/guards.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { findLetters } from '../../src/store/letters.ts'
import { findEntries, type RequestRow } from '../../src/store/requests.ts'
import { readText, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'

const held = useDatabase()
let agency: Agency
let rows: readonly RequestRow[]

beforeAll(async () => {
  await loadDemo(servicesOn(held.db).services)
  const found = await findAgencyByName(held.db, '示例市云汐区人民政府')
  if (!found) throw new Error('The district is gone')
  agency = found
  rows = await held.db
    .selectFrom('request')
    .selectAll()
    .where('agency_id', '=', agency.id)
    .where('year', 'in', [2020, 2021])
    .orderBy('id')
    .execute()
}, 120_000)

async function compiledYear(year: number) {
  const answer = await compileYear(servicesOn(held.db).services, { agencyId: agency.id, year })
  if (!answer.ok) throw new Error(answer.refusal.says)
  return answer.compiled
}

const entriesOf = ({ id }: RequestRow) => findEntries(held.db, { agencyId: agency.id, id })

/** What is entered with the request itself. */
const withEntry: readonly string[] = ['signed-for', 'receipt-confirmed', 'registered']

/** Each entry with those before it. */
function stepsOf(entries: readonly Entry[]): readonly (readonly [before: readonly Entry[], entry: Entry])[] {
  return entries.map((entry, at) => [entries.slice(0, at), entry])
}

describe('The demonstration’s requests of 2020 and 2021', () => {
  test('are numbered without gaps, and every one of them is over', () => {
    const numbers = (year: number) => rows.filter((row) => row.year === year).map(({ number }) => number)
    const expected = (year: number, count: number) =>
      Array.from({ length: count }, (_, at) => `${year}-${String(at + 1).padStart(4, '0')}`)
    expect(numbers(2020)).toEqual(expected(2020, 12))
    expect(numbers(2021)).toEqual(expected(2021, 125))
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['closed', 'withdrawn']))
    expect(rows.every(({ demonstration }) => demonstration)).toBe(true)
  })

  test('are what their facts say: folding all of them again changes nothing', async () => {
    const rebuilt = await rebuildRequests(servicesOn(held.db).services, { agencyId: agency.id })
    const mended = rebuilt?.mended.filter(({ number }) => rows.some((row) => row.number === number))
    expect([rebuilt?.failed, mended]).toEqual([0, []])
  })

  test('could have been dealt with at the desk as they were, each step on its day (arts. 29 to 45)', async () => {
    const { services } = servicesOn(held.db)
    const today = await lookFor(services, agency)
    const refused: unknown[] = []
    for (const row of rows) {
      for (const [before, { fact, accountId }] of stepsOf(await entriesOf(row))) {
        const look = { ...today, today: fact.on }
        const dossier = foldDossier(before, look)
        if (fact.happened === 'entry-corrected') throw new Error('Nothing was corrected')
        const action = (Object.keys(requestActions) as (keyof typeof requestActions)[]).find((id) =>
          (requestActions[id].adds as readonly string[]).includes(fact.happened),
        )
        const refusal =
          action && before.length > 0 && !withEntry.includes(fact.happened)
            ? refusalOf(action, dossier, look, { accountId: accountId ?? 0 })
            : undefined
        const impossible = before.length > 0 ? impossibleFacts(dossier, [fact], look) : []
        const wrong = fact.happened === 'drafted' ? checkDecision(fact, { ...dossier, today: fact.on }) : []
        for (const one of [...(refusal ? [refusal] : []), ...impossible, ...wrong])
          refused.push([row.number, fact.happened, one.says])
      }
    }
    expect(refused).toEqual([])
  })

  test('answer in writing, with letters numbered by day and kept with their PDF (art. 36)', async () => {
    const letters = (await Promise.all(rows.map(({ id }) => findLetters(held.db, { agencyId: agency.id, id })))).flat()
    const answered = rows.filter(({ status }) => status === 'closed')
    const replies = letters.filter(({ kind }) => kind.startsWith('reply.'))
    expect(replies).toHaveLength(answered.length)
    const of2021 = replies.filter(({ number }) => number?.includes('〔2021〕'))
    const serial = (number: string | null) => Number(/〕(\d+)号/.exec(number ?? '')?.[1])
    const inOrder = of2021.toSorted((a, b) => serial(a.number) - serial(b.number))
    expect(inOrder.map(({ number }) => serial(number))).toEqual(of2021.map((_, at) => at + 1))
    const days = inOrder.map(({ issuedOn }) => issuedOn)
    expect(days).toEqual(days.toSorted())
  })

  test('were late only where the reconsideration found so (art. 33)', () => {
    const late = rows.filter(({ overdue_by }) => overdue_by !== null)
    expect(late).toHaveLength(2)
    for (const { disputes } of late) expect(disputes).toMatchObject([{ kind: 'reconsideration', ruling: 'unlawful' }])
  })

  test('give, compiled for 2021, sections three and four that 花溪区 published for that year, cell by cell', async () => {
    const compiled = await compiledYear(2021)
    const published: Readonly<Record<string, number>> = JSON.parse(await readText('demo/expected/huaxi-2021.json'))
    const counted = Object.keys(compiled.cells)
    expect(counted).toHaveLength(25 * 7 + 15)
    expect(compiled.cells).toEqual(Object.fromEntries(counted.map((cell) => [cell, published[cell]])))
    expect(compiled.findings).toEqual([])
  })

  test('are behind each figure as many as it says', async () => {
    for (const year of [2020, 2021]) {
      const compiled = await compiledYear(year)
      const opened = Object.keys(compiled.cells).map((cell) => [cell, compiled.counts(cell).length])
      expect(Object.fromEntries(opened)).toEqual(compiled.cells)
    }
  })

  test('all end in the year in which they came, so that nothing is carried over', async () => {
    const figures = (await compiledYear(2020)).cells
    expect([figures['received/total'], figures['settled/total']]).toEqual([12, 12])
    expect([figures['carried-in/total'], figures['carried-out/total']]).toEqual([0, 0])
    expect(figures['litigation-after-reconsideration/pending']).toBe(1)
  })
})
