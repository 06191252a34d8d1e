import { describe, expect, test } from 'vitest'
import { loadDemoRequests } from '../../src/app/load-demo-requests.ts'
import { lookFor } from '../../src/app/look.ts'
import { foldDossier } from '../../src/domain/request/dossier.ts'
import { findAgency } from '../../src/store/agencies.ts'
import { findEntries } from '../../src/store/requests.ts'
import { useDatabase } from '../database.ts'
import { officeWorld } from './request-world.ts'

const held = useDatabase()

describe('the demonstration’s requests', () => {
  test.each(['2026-11-23', '2026-02-24', '2027-01-04', '2025-10-09'])(
    'come to where the demonstration shows them, on %s as on any day',
    async (day) => {
      const world = await officeWorld(held.db, day, `示例${day}`)
      const agency = await findAgency(held.db, world.agencyId)
      if (!agency) throw new Error('The office is gone')
      const count = await loadDemoRequests(world.services, agency, 'requests.json')
      const rows = await held.db.selectFrom('request').selectAll().where('agency_id', '=', agency.id).execute()
      expect(rows).toHaveLength(count)
      expect(new Set(rows.map(({ status }) => status))).toEqual(
        new Set([
          'closed',
          'withdrawn',
          'reviewed',
          'handling',
          'consulting',
          'awaiting-clarification',
          'awaiting-confirmation',
          'awaiting-payment',
          'drafted',
          'searching',
          'replied',
        ]),
      )
      const look = await lookFor(world.services, agency)
      for (const row of rows) {
        const dossier = foldDossier(await findEntries(held.db, { agencyId: agency.id, id: row.id }), look)
        expect(dossier.reading.faults).toEqual([])
        expect(dossier.status).toBe(row.status)
      }
    },
    60_000,
  )
})
