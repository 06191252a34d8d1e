import { type Agency, isAgencyKind } from '../domain/agency/agency.ts'
import { plainName } from '../domain/agency/match-body.ts'
import type { Person } from '../domain/agency/person.ts'
import { holdsControls } from '../domain/unseen.ts'
import { appendAgency, findAgency, findAgencyByName, lockAgencies } from '../store/agencies.ts'
import { storable } from '../store/storable.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'
import { standingOf } from './standing.ts'

export interface BodyAsked {
  readonly name: string
  /** As the name where it is empty. */
  readonly shortName: string
  readonly region: string
  /** Key of a kind. */
  readonly kind: string
  readonly superiorId: number
}

/** What is wrong, by the name of the field. */
export type BodyProblems = { -readonly [field in keyof BodyAsked]?: string }

export type BodyAdded =
  | { readonly ok: true; readonly id: number }
  | { readonly ok: false; readonly problems: BodyProblems }

const longest = 100

function textProblem(what: string, value: string): string | undefined {
  if (value === '') return `请填写${what}。`
  if (holdsControls(value)) return `${what}里有看不见的控制字符，请重新输入。`
  return value.length > longest ? `${what}最多 ${longest} 个字，现在有 ${value.length} 个。` : undefined
}

/** What is wrong with the words of a body, all at once. */
export function problemsOf({ name, shortName, region, kind }: BodyAsked): BodyProblems {
  const problems: Record<string, string | undefined> = {
    name: textProblem('机关全称', name),
    shortName: textProblem('简称', shortName),
    region: textProblem('所在地区', region),
    kind: isAgencyKind(kind) ? undefined : '请选择机关类别。',
  }
  return Object.fromEntries(Object.entries(problems).filter(([, says]) => says !== undefined))
}

/** Words about a body as they are stored. */
export const clean = (words: string): string => storable(plainName(words))

/** Adds a body below the person's own or one below that; tells all that is wrong at once. */
export async function addBody(services: Services, person: Person, given: BodyAsked): Promise<BodyAdded> {
  const name = clean(given.name)
  const asked = { ...given, name, shortName: clean(given.shortName) || name, region: clean(given.region) }
  const problems = problemsOf(asked)
  return inTransaction(services.db, async (transaction): Promise<BodyAdded> => {
    await lockAgencies(transaction)
    const superior = await findAgency(transaction, asked.superiorId)
    if (!superior || !(await standingOf(transaction, person, superior)))
      problems.superiorId = '上级机关要在本机关及下属机关里选择。'
    if (name !== '' && (await findAgencyByName(transaction, name)))
      problems.name = `已经有“${name}”了。同一个机关请直接选用；不同的机关请写全称以便区分。`
    const { shortName, region, kind } = asked
    if (!superior || !isAgencyKind(kind) || Object.keys(problems).length > 0) return { ok: false, problems }
    const agency: Omit<Agency, 'id'> = { parentId: superior.id, name, shortName, region, kind, demonstration: false }
    const id = await appendAgency(transaction, agency)
    const about = { agencyId: id, at: services.now(), actor: actorOf(person), subject: `body ${id}` }
    await appendLinks(transaction, [{ ...about, kind: 'body-added', details: agency }])
    return { ok: true, id }
  })
}
