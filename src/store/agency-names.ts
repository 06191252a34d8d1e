import { type Kysely, sql } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { coreName, plainName } from '../domain/agency/match-body.ts'
import { subtree, toAgency } from './agencies.ts'
import { holding, literally } from './like.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

const agencies = (db: Kysely<Database>) =>
  db.selectFrom('agency').select(['id', 'parent_id', 'name', 'short_name', 'region', 'kind', 'demonstration'])

const ending = (name: string) => literally(storable([...name].slice(-2).join('')))

/** Every body that `indexBodies` could find for the name, and some more, among a body and those below it. */
export async function findNamedAlike(db: Kysely<Database>, under: number, named: string): Promise<readonly Agency[]> {
  const core = ending(coreName(named))
  const ends = [ending(plainName(named)), core, `${core}政府`, `${core}人民政府`].map((end) => `%${end}`)
  const like = (column: 'name' | 'short_name' | 'region') =>
    sql`regexp_replace(normalize(${sql.ref(column)}, NFKC), '\\s', '', 'g') like any(${ends}::text[])`
  const rows = await agencies(db)
    .where('id', 'in', subtree(under))
    .where(sql<boolean>`(${like('name')} or ${like('short_name')} or ${like('region')})`)
    .execute()
  return rows.map(toAgency)
}

/** Bodies, a body itself and those below it, whose name, short name or region holds all the words; shortest first. */
export async function searchAgencies(
  db: Kysely<Database>,
  under: number,
  words: readonly string[],
  most: number,
): Promise<readonly Agency[]> {
  const holds = (word: string) =>
    sql<boolean>`name || ' ' || short_name || ' ' || region ilike ${holding(storable(word))}`
  const rows = await agencies(db)
    .where('id', 'in', subtree(under))
    .where((on) => on.and(words.map(holds)))
    .orderBy(sql`char_length(name)`)
    .orderBy('name')
    .limit(most)
    .execute()
  return rows.map(toAgency)
}

/** Every body there is. */
export async function findAllAgencies(db: Kysely<Database>): Promise<readonly Agency[]> {
  return (await agencies(db).orderBy('id').execute()).map(toAgency)
}
