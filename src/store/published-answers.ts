import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { type OutcomeId, type outcomeGroups, outcomeIds, outcomes } from '../domain/request/outcomes.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { searchTerms, termsOf } from './search-terms.ts'
import { storable } from './storable.ts'

/** An answer as a body writes it for everybody. */
export interface NewAnswer {
  readonly title: string
  readonly asked: string
  readonly answer: string
  readonly outcome: OutcomeId
  readonly repliedOn: PlainDate
  readonly publishedAt: Date
  readonly publisher: string
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

/** Makes an answer public; gives its id. */
export async function appendAnswer(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
  { title, asked, answer, file, ...about }: NewAnswer,
): Promise<number> {
  const texts = [title, asked, answer].map(storable) as [string, string, string]
  const made = await db
    .insertInto('published_answer')
    .values({
      agency_id: agencyId,
      request_id: id,
      title: texts[0],
      asked: texts[1],
      answer: texts[2],
      outcome: about.outcome,
      replied_on: about.repliedOn,
      published_at: about.publishedAt,
      publisher: storable(about.publisher),
      terms: [...new Set(texts.flatMap((text) => searchTerms(text)))],
      file_name: file ? storable(file.name) : null,
      file_bytes: file?.bytes ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Takes an answer down: it stays, and nobody outside reads it any more. */
export async function withdrawAnswer(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
  { at, why }: { readonly at: Date; readonly why: string },
): Promise<void> {
  await db
    .updateTable('published_answer')
    .set({ withdrawn_at: at, withdrawn_why: storable(why) })
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** A public answer as a list shows it. */
export interface AnswerLine {
  readonly agencyId: number
  readonly id: number
  readonly agencyName: string
  readonly title: string
  readonly outcome: OutcomeId
  readonly repliedOn: PlainDate
  readonly publishedAt: Date
  /** The body and its requests are made up. */
  readonly demonstration: boolean
}

export interface PublicAnswer extends AnswerLine {
  readonly asked: string
  readonly answer: string
  readonly fileName: string | null
}

const line = [
  'published_answer.agency_id as agencyId',
  'published_answer.id',
  'agency.name as agencyName',
  'title',
  'outcome',
  'replied_on as repliedOn',
  'published_at as publishedAt',
  'agency.demonstration',
] as const

const shown = (db: Kysely<Database>) =>
  db
    .selectFrom('published_answer')
    .innerJoin('agency', 'agency.id', 'published_answer.agency_id')
    .where('withdrawn_at', 'is', null)

export type OutcomeGroup = keyof typeof outcomeGroups

export interface AnswerFilter {
  /** Words that title, question or answer must hold, all of them. */
  readonly words?: readonly string[]
  readonly agencyId?: number
  /** Year of the reply. */
  readonly year?: number
  readonly group?: OutcomeGroup
}

/** The index finds those that hold all pairs of the word, the comparison those that hold them in a row. */
const holds = (word: string) =>
  sql<SqlBool>`(published_answer.terms @> ${termsOf(storable(word))}::text[]
    and strpos(lower(title || ' ' || asked || ' ' || answer), ${storable(word).toLowerCase()}) > 0)`

const ofGroup = (group: OutcomeGroup): readonly OutcomeId[] => outcomeIds.filter((id) => outcomes[id].group === group)

function filtered(db: Kysely<Database>, { words = [], agencyId, year, group }: AnswerFilter) {
  let asked = shown(db)
  for (const word of words) asked = asked.where(holds(word))
  if (agencyId !== undefined) asked = asked.where('published_answer.agency_id', '=', agencyId)
  if (year !== undefined)
    asked = asked.where(sql<SqlBool>`replied_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`)
  return group === undefined ? asked : asked.where('outcome', 'in', ofGroup(group))
}

/** A page of what is public, newest first, and how many there are in all. */
export async function findAnswers(
  db: Kysely<Database>,
  filter: AnswerFilter,
  { size, number }: { readonly size: number; readonly number: number },
): Promise<{ readonly answers: readonly AnswerLine[]; readonly total: number }> {
  const asked = filtered(db, filter)
  const [answers, { total }] = await Promise.all([
    asked
      .select(line)
      .orderBy('published_at', 'desc')
      .orderBy('published_answer.agency_id')
      .orderBy('published_answer.id')
      .limit(size)
      .offset((number - 1) * size)
      .execute(),
    asked.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow(),
  ])
  return { answers, total }
}

/** An answer that is public now. */
export async function findAnswer(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<PublicAnswer | undefined> {
  return shown(db)
    .select([...line, 'asked', 'answer', 'file_name as fileName'])
    .where('published_answer.agency_id', '=', agencyId)
    .where('published_answer.id', '=', id)
    .executeTakeFirst()
}

/** The file beside an answer that is public now. */
export async function findAnswerFile(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  const row = await shown(db)
    .select(['file_name', 'file_bytes'])
    .where('published_answer.agency_id', '=', agencyId)
    .where('published_answer.id', '=', id)
    .executeTakeFirst()
  return row?.file_name && row.file_bytes ? { name: row.file_name, bytes: row.file_bytes } : undefined
}

/** Bodies and years of which something is public, to choose from. */
export interface AnswerFacets {
  readonly bodies: readonly { readonly id: number; readonly name: string; readonly count: number }[]
  readonly years: readonly number[]
}

export async function findAnswerFacets(db: Kysely<Database>): Promise<AnswerFacets> {
  const [bodies, years] = await Promise.all([
    shown(db)
      .select(['agency.id', 'agency.name', sql<number>`count(*)::int`.as('count')])
      .groupBy(['agency.id', 'agency.name'])
      .orderBy('agency.name')
      .execute(),
    shown(db)
      .select(sql<number>`extract(year from replied_on)::int`.as('year'))
      .distinct()
      .orderBy('year', 'desc')
      .execute(),
  ])
  return { bodies, years: years.map(({ year }) => year) }
}
