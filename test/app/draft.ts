import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Services } from '../../src/app/services.ts'
import type { Person } from '../../src/domain/agency/person.ts'
import type { ReportStatus } from '../../src/domain/report/status.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { findReport } from '../../src/store/reports.ts'
import type { Database } from '../../src/store/schema.ts'
import { findTrail } from '../../src/store/trail.ts'
import { bringReport } from '../bring-report.ts'
import { root } from '../database.ts'

const bytesOf = (html: string) => new TextEncoder().encode(html)
const right = await readFile(join(root, 'demo/reports/huaxi-2021.html'), 'utf8')

/** The file of 花溪区 for 2021, as it is and with one wrong total: 部分公开 17 + 1 is printed as 19. */
export const files = { right: bytesOf(right), wrong: bytesOf(right.replace('>18<o:p>', '>19<o:p>')) }

const invented = { kind: 'government', demonstration: false } as const

/** A city, a district below it and a district elsewhere. */
export async function bodies(db: Kysely<Database>) {
  const city = await appendAgency(db, {
    ...invented,
    parentId: null,
    name: '示例市人民政府',
    shortName: '示例市',
    region: '示例省示例市',
  })
  const district = await appendAgency(db, {
    ...invented,
    parentId: city,
    name: '贵阳市花溪区人民政府',
    shortName: '花溪区',
    region: '贵州省贵阳市花溪区',
  })
  const elsewhere = await appendAgency(db, {
    ...invented,
    parentId: null,
    name: '别处市人民政府',
    shortName: '别处市',
    region: '别处省别处市',
  })
  return { city, district, elsewhere }
}

export const person = (agencyId: number, displayName: string): Person => ({
  accountId: agencyId,
  agencyId,
  login: displayName,
  displayName,
  role: 'officer',
  sectionId: null,
})

/** Brings a file of 花溪区 in as a report of the body. */
export async function bring(services: Services, agencyId: number, bytes = files.wrong, status: ReportStatus = 'draft') {
  const about = {
    fileName: 'huaxi-2021.html',
    actor: { accountId: null, name: '收件人' },
    demonstration: false,
  } as const
  await bringReport(services, { agencyId, bytes, status, ...about })
}

export async function storedOf(db: Kysely<Database>, agencyId: number, year = 2021) {
  const report = await findReport(db, { agencyId, year, publishedOnly: false })
  if (!report) throw new Error('The report is gone')
  return report
}

export async function eventsOf(db: Kysely<Database>, agencyId: number) {
  const { id } = await storedOf(db, agencyId)
  return (await findTrail(db, { agencyId, reportId: id })).map(({ event }) => event)
}
