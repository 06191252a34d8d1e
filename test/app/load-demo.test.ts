import { beforeAll, describe, expect, test } from 'vitest'
import { type DemoAccount, loadDemo } from '../../src/app/load-demo.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { findNilReturn } from '../../src/store/nil-returns.ts'
import { findReport } from '../../src/store/reports.ts'
import { findTrail } from '../../src/store/trail.ts'
import { emptyTables, useDatabase } from '../database.ts'
import { servicesOn } from '../web/site.ts'

const held = useDatabase()
let accounts: readonly DemoAccount[]

beforeAll(async () => {
  await emptyTables(held.db)
  accounts = (await loadDemo(servicesOn(held.db).services)).accounts
})

async function reportOf(name: string) {
  const agency = await findAgencyByName(held.db, name)
  const report = agency && (await findReport(held.db, { agencyId: agency.id, year: 2021, publishedOnly: false }))
  if (!report) throw new Error(`${name} has no report`)
  const trail = await findTrail(held.db, { agencyId: report.agency.id, reportId: report.id })
  return { report, events: trail.map(({ event }) => ('action' in event ? event.action : event.kind)), trail }
}

describe('The demonstration', () => {
  test('has a district whose bodies stand below its government', async () => {
    const government = await findAgencyByName(held.db, '示例市云汐区人民政府')
    const town = await findAgencyByName(held.db, '示例市云汐区青石镇人民政府')
    expect(town?.parentId).toBe(government?.id)
  })

  test('shows every state of a report, with the way on which it came there', async () => {
    const returned = await reportOf('示例市云汐区青石镇人民政府')
    expect([returned.report.status, returned.events]).toEqual(['returned', ['imported', 'submit', 'return']])
    expect(returned.trail.at(-1)?.event).toMatchObject({ reason: expect.stringMatching(/.{10}/) })
    const accepted = await reportOf('示例市云汐区自然资源局')
    expect([accepted.report.status, accepted.events]).toEqual(['accepted', ['imported', 'submit', 'accept']])
    expect(accepted.report.publishedAt).toBeNull()
    const published = await reportOf('示例市云汐区教育局')
    expect([published.report.status, published.events]).toEqual([
      'published',
      ['imported', 'submit', 'accept', 'publish'],
    ])
    expect(published.trail.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(Array(4).fill('2022-01-19'))
    const draft = await reportOf('示例市云汐区人民政府')
    expect([draft.report.status, draft.events]).toEqual(['draft', ['imported']])
  })

  test('marks what is invented, and what is not', async () => {
    expect((await reportOf('示例市云汐区自然资源局')).report.invented).toBe(true)
    expect((await reportOf('贵阳市花溪区人民政府')).report.invented).toBe(false)
  })

  test('has a body that declared nothing to report', async () => {
    const agency = await findAgencyByName(held.db, '示例市云汐区数据资源管理局')
    expect(await findNilReturn(held.db, { agencyId: agency?.id ?? 0, year: 2021 })).toMatchObject({
      person: '演示内容',
    })
  })

  test('has a person of every role in the district and an officer of a township, and makes them once', async () => {
    expect(accounts.map(({ login, role }) => [login, role])).toEqual([
      ['demo', 'administrator'],
      ['demo-clerk', 'officer'],
      ['demo-handler', 'handler'],
      ['demo-contact', 'section-contact'],
      ['demo-reviewer', 'reviewer'],
      ['demo-leader', 'leader'],
      ['demo-head', 'head'],
      ['demo-supervisor', 'supervisor'],
      ['demo-auditor', 'auditor'],
      ['demo-officer', 'officer'],
    ])
    expect((await loadDemo(servicesOn(held.db).services)).accounts).toEqual([])
  })
})
