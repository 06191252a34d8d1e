import type { Kysely } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { may } from '../domain/agency/may.ts'
import type { Person } from '../domain/agency/person.ts'
import type { DeskAction } from '../domain/agency/rights.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Standing } from '../domain/report/status.ts'
import { isBelow } from '../store/agencies.ts'
import type { Database } from '../store/schema.ts'

/** How a person stands to a body; undefined where the body is none of theirs, which then does not exist for them. */
export async function standingOf(
  db: Kysely<Database>,
  person: Pick<Person, 'agencyId'>,
  agency: Pick<Agency, 'id' | 'parentId'>,
): Promise<Standing | undefined> {
  if (person.agencyId === agency.id) return agency.parentId === null ? 'top' : 'own'
  return (await isBelow(db, agency.id, person.agencyId)) ? 'superior' : undefined
}

/** Whether a person may do it to a body that stands so to them; else who may. */
export const mayTo = (
  person: Person,
  action: DeskAction,
  { agency, standing }: { readonly agency: Pick<Agency, 'id'>; readonly standing: Standing },
): true | Refusal => may(person, action, { agencyId: agency.id, isBelow: standing === 'superior' })
