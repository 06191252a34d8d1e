import { beforeEach, expect, test } from 'vitest'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendLinks } from '../../src/store/trail-links.ts'
import { findLinksAbout } from '../../src/store/trail-of-subject.ts'
import { emptyTables, useDatabase } from '../database.ts'

const held = useDatabase()

beforeEach(() => emptyTables(held.db))

test('The trail of one thing is what concerns it, in order, with its details', async () => {
  const body = { parentId: null, region: '示例省示例市云汐区', kind: 'government', demonstration: false } as const
  const agencyId = await appendAgency(held.db, { ...body, name: '示例市云汐区人民政府', shortName: '云汐区' })
  const otherId = await appendAgency(held.db, { ...body, name: '示例市北岭区人民政府', shortName: '北岭区' })
  const at = new Date('2025-03-05T02:00:00Z')
  const link = (agency: number, subject: string, reason: string) => ({
    agencyId: agency,
    at,
    actor: { accountId: null, name: '示例科员' },
    kind: 'revealed',
    subject,
    details: { reason },
  })
  await held.db
    .transaction()
    .execute((transaction) =>
      appendLinks(transaction, [
        link(agencyId, 'request 2025-0001', '第一次'),
        link(agencyId, 'request 2025-0002', '别的申请'),
        link(otherId, 'request 2025-0001', '别的机关'),
        link(agencyId, 'request 2025-0001', '第二次'),
      ]),
    )
  const links = await findLinksAbout(held.db, { agencyId, subject: 'request 2025-0001' })
  expect(links).toMatchObject([
    { seq: 1, at, person: '示例科员', kind: 'revealed', details: { reason: '第一次' } },
    { seq: 3, details: { reason: '第二次' } },
  ])
})
