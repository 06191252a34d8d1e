import type { Services } from '../../../app/services.ts'
import { findBatch, type ImportBatch } from '../../../store/import-batches.ts'
import type { Ctx } from '../../context.ts'
import { personAt } from '../session.ts'

/** The batch of an address, where it is one of the person's body: others do not exist for them. */
export async function batchAt(
  { db }: Services,
  c: Ctx,
  id = Number(c.req.param('id')),
): Promise<ImportBatch | undefined> {
  return findBatch(db, { agencyId: personAt(c).agencyId, id })
}
