import { type Kysely, sql } from 'kysely'
import type { DossierStatus } from '../../src/domain/request/dossier.ts'
import { bands } from '../../src/domain/request/similar.ts'
import type { RequestTable } from '../../src/store/request-schema.ts'
import type { Database } from '../../src/store/schema.ts'
import { termsOf } from '../../src/store/search-terms.ts'

type Changes = Partial<Omit<RequestTable, 'agency_id' | 'id' | 'number'>>

/** A row of the worklist as the facts of some dossier would leave it; gives its id. */
export async function storeRow(db: Kysely<Database>, agencyId: number, number: string, changes: Changes = {}) {
  const { subject = '示例大道用地批复', content = `${subject as string}及附图` } = changes as {
    subject?: string
    content?: string
  }
  const status: DossierStatus = (changes.status as DossierStatus | undefined) ?? 'handling'
  const { id } = await db
    .insertInto('request')
    .values({
      agency_id: agencyId,
      number,
      year: Number(number.slice(0, 4)),
      serial: Number(number.slice(5)),
      kind: 'disclosure',
      channel: 'counter',
      applicant_type: 'natural-person',
      masked_name: '示**',
      medium: '纸质',
      delivery: '自行领取',
      is_open: true,
      state: 'running',
      submitted_on: '2025-03-03',
      received_on: '2025-03-03',
      due_on: '2025-03-31',
      paused_since: null,
      provisional: false,
      extended_by: null,
      waiting_for: '',
      waiting_until: null,
      section_id: null,
      handler_id: null,
      handler: '',
      asked_sections: [],
      outcome: null,
      replied_on: null,
      overdue_by: null,
      version: 1,
      changed_at: sql`now()` as unknown as Date,
      demonstration: false,
      ...changes,
      subject,
      content,
      status,
      bands: bands(`${subject} ${content}`),
      search_terms: termsOf(`${number} ${subject} ${content}`),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
