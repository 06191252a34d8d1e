import type { Kysely } from 'kysely'
import { actOnReport } from '../../src/app/act-on-report.ts'
import { correctCell } from '../../src/app/decide-on-report.ts'
import { loadDemo } from '../../src/app/load-demo.ts'
import type { Services } from '../../src/app/services.ts'
import { findAgencyByName } from '../../src/store/agencies.ts'
import { findReport } from '../../src/store/reports.ts'
import type { Database } from '../../src/store/schema.ts'
import { person } from '../app/draft.ts'
import { emptyTables } from '../database.ts'
import { servicesOn, visit } from './site.ts'

/** What people changed in the report of 花溪区 for 2021: another figure, a blank, a figure that cannot be told. */
export const corrections = {
  'received/natural-person': 118,
  'received/research': null,
  'granted/enterprise': 'absent',
} as const

export interface ReportAsked {
  readonly agencyId: number
  readonly year: number
}

async function stored(db: Kysely<Database>, asked: ReportAsked) {
  const report = await findReport(db, { ...asked, publishedOnly: false })
  if (!report) throw new Error('The report is gone')
  return report
}

/** Takes a published report back, changes cells and shows it again. */
async function correct(services: Services, asked: ReportAsked): Promise<void> {
  const who = person(asked.agencyId, '核对人')
  const target = async () => ({ ...asked, version: (await stored(services.db, asked)).version })
  const must = ({ ok }: { ok: boolean }) => {
    if (!ok) throw new Error('The report of the test cannot be corrected')
  }
  must(await actOnReport(services, who, await target(), { action: 'withdraw', reason: '核对数字' }))
  for (const [cell, to] of Object.entries(corrections))
    must(await correctCell(services, who, await target(), { cell, to, reason: '按原件' }))
  must(await actOnReport(services, who, await target(), { action: 'confirm', reason: '' }))
}

/** The demonstration, in which reports are in every status and one was corrected, with the site that shows it. */
export async function openSite(db: Kysely<Database>, options: Parameters<typeof visit>[1] = { demo: true }) {
  await emptyTables(db)
  const { services, lines, clock } = servicesOn(db)
  await loadDemo(services)
  const huaxi = (await findAgencyByName(db, '贵阳市花溪区人民政府'))?.id ?? 0
  await correct(services, { agencyId: huaxi, year: 2021 })
  const rows = await db.selectFrom('report').select(['agency_id', 'year', 'title', 'status']).execute()
  const reports = rows.map(({ agency_id, ...report }) => ({ ...report, agencyId: agency_id }))
  return {
    services,
    lines,
    clock,
    huaxi,
    site: visit(services, options),
    shown: reports.filter(({ status }) => status === 'published'),
    hidden: reports.filter(({ status }) => status !== 'published'),
    stored: (asked: ReportAsked) => stored(db, asked),
  }
}
