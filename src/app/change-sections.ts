import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { plainName } from '../domain/agency/match-body.ts'
import type { Person } from '../domain/agency/person.ts'
import type { DeskAction } from '../domain/agency/rights.ts'
import { longestSectionName } from '../domain/agency/section.ts'
import type { Refusal } from '../domain/refusal.ts'
import { holdsControls } from '../domain/unseen.ts'
import { findAgency, lockBodies } from '../store/agencies.ts'
import type { Database } from '../store/schema.ts'
import { isSecondStepRequired, saveSecondStepRequired } from '../store/second-steps.ts'
import { appendSection, countOpenDossiers, findSections, type SectionLine, saveSection } from '../store/sections.ts'
import { storable } from '../store/storable.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'
import { mayTo, standingOf } from './standing.ts'

export type SectionAnswer =
  | { readonly ok: true }
  /** There is no such body or section for this person. */
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'refused'; readonly refusal: Refusal }
  /** What is wrong with the name. */
  | { readonly ok: false; readonly code: 'problem'; readonly says: string }

const refuse = (code: string, says: string): SectionAnswer => ({ ok: false, code: 'refused', refusal: { code, says } })
const unknown: SectionAnswer = { ok: false, code: 'unknown' }

interface Held {
  readonly transaction: Transaction<Database>
  readonly agency: Agency
  readonly sections: readonly SectionLine[]
  readonly at: Date
  readonly note: (kind: string, subject: string, details: object) => Promise<void>
}

/** Holds a body whose sections and rules a person may change. */
async function withBody(
  { db, now }: Services,
  person: Person,
  { agencyId, action }: { readonly agencyId: number; readonly action: DeskAction },
  act: (held: Held) => Promise<SectionAnswer>,
): Promise<SectionAnswer> {
  return inTransaction(db, async (transaction) => {
    const agency = await findAgency(transaction, agencyId)
    const standing = agency && (await standingOf(transaction, person, agency))
    if (!standing) return unknown
    const allowed = mayTo(person, action, { agency, standing })
    if (allowed !== true) return { ok: false, code: 'refused', refusal: allowed }
    await lockBodies(transaction, [agencyId])
    const at = now()
    const note = (kind: string, subject: string, details: object) =>
      appendLinks(transaction, [{ agencyId, at, actor: actorOf(person), kind, subject, details }])
    return act({ transaction, agency, sections: await findSections(transaction, agencyId), at, note })
  })
}

function nameProblem(name: string, others: readonly SectionLine[]): string | undefined {
  if (name === '') return '请填写科室名称。'
  if (holdsControls(name)) return '科室名称里有看不见的控制字符，请重新输入。'
  if (name.length > longestSectionName) return `科室名称最多 ${longestSectionName} 个字，现在有 ${name.length} 个。`
  if (others.some((other) => !other.isClosed && other.name === name)) return `已经有“${name}”了，请换一个名称。`
  return undefined
}

const clean = (name: string): string => storable(plainName(name))

/** Adds a section to a body. */
export async function addSection(
  services: Services,
  person: Person,
  { agencyId, name: given }: { readonly agencyId: number; readonly name: string },
): Promise<SectionAnswer> {
  const about = { agencyId, action: 'manage-sections' } as const
  return withBody(services, person, about, async ({ transaction, sections, at, note }): Promise<SectionAnswer> => {
    const name = clean(given)
    const says = nameProblem(name, sections)
    if (says !== undefined) return { ok: false, code: 'problem', says }
    const id = await appendSection(transaction, { agencyId, name, at })
    await note('section-added', `section ${id}`, { name })
    return { ok: true }
  })
}

export interface SectionChange {
  readonly agencyId: number
  readonly id: number
  readonly change: { readonly rename: string } | 'close' | 'reopen'
}

/** Renames, closes or opens a section again. One that has open dossiers or people is not closed. */
export async function changeSection(
  services: Services,
  person: Person,
  { agencyId, id, change }: SectionChange,
): Promise<SectionAnswer> {
  const about = { agencyId, action: 'manage-sections' } as const
  return withBody(services, person, about, async (held) => {
    const section = held.sections.find((one) => one.id === id)
    if (!section) return unknown
    if (change === 'close') return close(held, section)
    return change === 'reopen' ? reopen(held, section) : rename(held, section, clean(change.rename))
  })
}

async function rename(
  { transaction, sections, note }: Held,
  section: SectionLine,
  name: string,
): Promise<SectionAnswer> {
  const others = sections.filter(({ id }) => id !== section.id)
  const says = nameProblem(name, others)
  if (says !== undefined) return { ok: false, code: 'problem', says }
  if (name === section.name) return { ok: true }
  await saveSection(transaction, section, { name })
  await note('section-renamed', `section ${section.id}`, { from: section.name, to: name })
  return { ok: true }
}

async function close({ transaction, at, note }: Held, section: SectionLine): Promise<SectionAnswer> {
  const { name, people, isClosed } = section
  if (isClosed) return refuse('closed-already', `“${name}”已经停用，不用再停用。`)
  const dossiers = await countOpenDossiers(transaction, section)
  const ways = [
    ...(dossiers > 0 ? [`还有 ${dossiers} 件没有办结的申请，请先改分别的科室或者办结`] : []),
    ...(people > 0 ? [`还有 ${people} 个人，请先调到别的科室`] : []),
  ]
  if (ways.length > 0) return refuse('section-in-use', `“${name}”不能停用：${ways.join('；')}。`)
  await saveSection(transaction, section, { closedAt: at })
  await note('section-closed', `section ${section.id}`, { name })
  return { ok: true }
}

async function reopen({ transaction, sections, note }: Held, section: SectionLine): Promise<SectionAnswer> {
  const { name, isClosed } = section
  if (!isClosed) return refuse('open-already', `“${name}”没有停用，不用恢复。`)
  if (sections.some((other) => !other.isClosed && other.name === name))
    return refuse('name-taken', `已经有另一个“${name}”在用，请先给它改名。`)
  await saveSection(transaction, section, { closedAt: null })
  await note('section-reopened', `section ${section.id}`, { name })
  return { ok: true }
}

/** Asks everybody who works for a body for the second step of signing in, or leaves it to them. */
export async function requireSecondStep(
  services: Services,
  person: Person,
  { agencyId, isRequired }: { readonly agencyId: number; readonly isRequired: boolean },
): Promise<SectionAnswer> {
  const about = { agencyId, action: 'manage-people' } as const
  return withBody(services, person, about, async ({ transaction, note }): Promise<SectionAnswer> => {
    if ((await isSecondStepRequired(transaction, agencyId)) === isRequired) return { ok: true }
    await saveSecondStepRequired(transaction, agencyId, isRequired)
    await note(isRequired ? 'second-step-required' : 'second-step-voluntary', 'people', {})
    return { ok: true }
  })
}
