import { type Kysely, sql } from 'kysely'
import { literally } from './like.ts'
import type { Database } from './schema.ts'
import { termsOf } from './search-terms.ts'

/** Something public that may be what somebody is about to ask for. */
export type Suggestion = {
  readonly agencyId: number
  readonly agencyName: string
  readonly title: string
} & (
  | { readonly kind: 'answer'; readonly id: number; readonly repliedOn: string }
  | { readonly kind: 'report'; readonly year: number }
)

/** What somebody types who asks. */
export interface Asking {
  readonly agencyId: number
  readonly title: string
  readonly documentNumber: string
  readonly features: string
}

export const mostSuggested = 5

/** Longer texts are looked for by their beginning. */
const longest = 120
/** Rows that are looked at closely. */
const candidates = 30
/** From here on a text is taken to be about the same: share of the pairs of the shorter one. */
const alike = 0.5
const fewestPairs = 3

const isPair = (term: string) => [...term].length > 1

const pairsIn = (text: string) => termsOf(text.slice(0, longest)).filter(isPair)

/** Share of the pairs of the shorter text that stand in the other. */
function shared(typed: ReadonlySet<string>, title: readonly string[]): number {
  const common = title.filter((pair) => typed.has(pair)).length
  if (common < Math.min(fewestPairs, title.length)) return 0
  return common / Math.max(1, Math.min(typed.size, title.length))
}

interface AnswerRow {
  readonly agencyId: number
  readonly agencyName: string
  readonly id: number
  readonly title: string
  readonly repliedOn: string
}

/** Published answers whose title is about what is typed; those of the body first. */
async function findAnswers(db: Kysely<Database>, { agencyId, ...texts }: Asking): Promise<readonly Suggestion[]> {
  const typed = [texts.title, texts.documentNumber, texts.features].map(pairsIn).filter((pairs) => pairs.length > 0)
  const all = [...new Set(typed.flat())]
  if (all.length === 0) return []
  const { rows } = await sql<AnswerRow>`
    select answer.agency_id as "agencyId", agency.name as "agencyName", answer.id, title, replied_on as "repliedOn"
    from published_answer answer join agency on agency.id = answer.agency_id
    where withdrawn_at is null and terms && ${all}::text[]
    order by (select count(*) from unnest(terms) term where term = any(${all}::text[])) desc, published_at desc
    limit ${candidates}`.execute(db)
  const sets = typed.map((pairs) => new Set(pairs))
  return rows
    .map((row) => ({ row, likeness: Math.max(...sets.map((set) => shared(set, pairsIn(row.title)))) }))
    .filter(({ likeness }) => likeness >= alike)
    .toSorted(
      (a, b) => Number(b.row.agencyId === agencyId) - Number(a.row.agencyId === agencyId) || b.likeness - a.likeness,
    )
    .map(({ row }) => ({ kind: 'answer', ...row }) as const)
}

/** What is looked for word by word in reports: shorter words stand in all of them. */
const shortestPhrase = 4

const phrasesIn = ({ title, documentNumber }: Asking) =>
  [title, documentNumber]
    .map((text) => text.trim())
    .filter((text) => text.length >= shortestPhrase && text.length <= 60)

const asksForReport = /年度报告|年报|公开工作报告/

/** Published annual reports of the body: those whose prose holds the name or number, or which are asked for themselves. */
async function findReports(db: Kysely<Database>, asking: Asking): Promise<readonly Suggestion[]> {
  const text = `${asking.title} ${asking.documentNumber} ${asking.features}`
  const patterns = phrasesIn(asking).map((phrase) => `%${literally(JSON.stringify(phrase).slice(1, -1))}%`)
  const years = [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].map(([, year]) => Number(year))
  const byName = asksForReport.test(text)
  if (!byName && patterns.length === 0) return []
  const rows = await db
    .selectFrom('report')
    .innerJoin('agency', 'agency.id', 'report.agency_id')
    .innerJoin('report_content as content', (join) =>
      join.onRef('content.agency_id', '=', 'report.agency_id').onRef('content.report_id', '=', 'report.id'),
    )
    .select(['report.agency_id as agencyId', 'agency.name as agencyName', 'report.year', 'report.title'])
    .where('report.agency_id', '=', asking.agencyId)
    .where('published_at', 'is not', null)
    .where((where) =>
      where.or([
        ...(byName ? [years.length > 0 ? where('report.year', 'in', years) : where.lit(true)] : []),
        ...patterns.map((pattern) => sql<boolean>`reading::text like ${pattern}`),
      ]),
    )
    .orderBy('report.year', 'desc')
    .limit(mostSuggested)
    .execute()
  return rows.map((row) => ({ kind: 'report', ...row }) as const)
}

/** What is public already and may be what somebody asks for, the likeliest first. */
export async function findSuggestions(db: Kysely<Database>, asking: Asking): Promise<readonly Suggestion[]> {
  const [answers, reports] = await Promise.all([findAnswers(db, asking), findReports(db, asking)])
  return [...answers, ...reports].slice(0, mostSuggested)
}
