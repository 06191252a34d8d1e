import type { Refusal } from '../refusal.ts'
import { type Person, type Role, roles } from './person.ts'
import { type DeskAction, type Reach, type Right, rights } from './rights.ts'

/** What an action is done to. What is not told counts as out of reach. */
export interface Thing {
  readonly agencyId: number
  /** The agency stands below the person's own body in the tree. */
  readonly isBelow?: boolean
  /** Section that a dossier is assigned to, or that a search request was put to; null where none is. */
  readonly sectionId?: number | null
  /** Sections that were asked to search for a dossier. */
  readonly askedSectionIds?: readonly number[]
}

const table: Readonly<Record<DeskAction, Right>> = rights

/** How far a role reaches with an action, for lists that show what is within reach; undefined where it may not at all. */
export const reachOf = ({ role }: Pick<Person, 'role'>, action: DeskAction): Reach | undefined => table[action].by[role]

/** Whether a person may do it; else who may, said so that one knows whom to ask. */
export function may(person: Person, action: DeskAction, thing: Thing): true | Refusal {
  const reach = reachOf(person, action)
  const { label, article } = table[action]
  const basis = article === undefined ? {} : { article }
  const by = `“${label}”限${performers(action)}`
  if (reach === undefined) return { code: 'not-your-role', says: `${by}，您的角色是${roles[person.role]}。`, ...basis }
  if (thing.agencyId !== person.agencyId && !(reach === 'subtree' && thing.isBelow === true))
    return { code: 'not-your-body', says: `${by}，这件事不属于您所在的机关。`, ...basis }
  if (reach === 'body' || reach === 'subtree' || isOfSection(person, reach, thing)) return true
  const why = person.sectionId === null ? '您还没有编入科室，请联系管理员' : '这件事没有分到您的科室'
  return { code: 'not-your-section', says: `${by}，${why}。`, ...basis }
}

function isOfSection({ sectionId }: Person, reach: Reach, thing: Thing): boolean {
  if (sectionId === null) return false
  return thing.sectionId === sectionId || (reach === 'asked' && thing.askedSectionIds?.includes(sectionId) === true)
}

const whose = {
  section: '承办科室的',
  asked: '所涉科室的',
  body: '',
  subtree: '本机关或上级机关的',
} as const satisfies Record<Reach, string>

/** Who may, in the order of the table, as 经办人、公开工作机构负责人或承办科室的承办人. */
function performers(action: DeskAction): string {
  const entries = Object.entries(table[action].by) as [Role, Reach][]
  const groups = new Map<Reach, string[]>()
  for (const [role, reach] of entries) groups.set(reach, [...(groups.get(reach) ?? []), roles[role]])
  return [...groups].map(([reach, names]) => `${whose[reach]}${names.join('、')}`).join('或')
}
