import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Person, Role } from '../domain/agency/person.ts'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { channels } from '../domain/request/channels.ts'
import type { Fact } from '../domain/request/facts.ts'
import type { Look } from '../domain/request/look.ts'
import { findPeopleUnder } from '../store/accounts.ts'
import { saveOffice } from '../store/disclosure-offices.ts'
import { findLetters } from '../store/letters.ts'
import { findRequest, type RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { appendSection, findSections } from '../store/sections.ts'
import { inTransaction } from '../store/transaction.ts'
import { demoOffice } from './demo-office.ts'
import { type DemoStep, type DemoStory, filledIn, readDemoRequests, workdaysFrom } from './demo-requests.ts'
import { actWithLetters, type LetterIssued } from './issue-letter.ts'
import { lookFor } from './look.ts'
import { registerRequest } from './register-request.ts'
import type { Services } from './services.ts'

interface Inside extends Services {
  readonly db: Transaction<Database>
}

interface Stage {
  readonly inside: Inside
  readonly agency: Agency
  readonly look: Look
  readonly people: ReadonlyMap<Role, Person>
  readonly sections: ReadonlyMap<string, number>
}

/** Ten in the morning of a day in China. */
export const morningOf = (on: PlainDate) => new Date(`${on}T10:00:00+08:00`)

const dayAt = ({ look }: Stage, workdays: number) => workdaysFrom(look.calendar, look.today, workdays)

function personBy({ people }: Stage, role: Role): Person {
  const person = people.get(role)
  if (!person) throw new Error(`The demonstration has nobody who is ${role}`)
  return person
}

/** Sections by their names; those missing are made. */
async function sectionsOf(inside: Inside, agency: Agency, stories: readonly DemoStory[]) {
  const there = new Map((await findSections(inside.db, agency.id)).map(({ name, id }) => [name, id]))
  const named = stories.flatMap(({ steps }) => steps.flatMap(({ facts }) => facts.map(({ section }) => section)))
  for (const name of new Set(named.filter((section) => typeof section === 'string')))
    if (!there.has(name))
      there.set(name, await appendSection(inside.db, { agencyId: agency.id, name, at: inside.now() }))
  return there
}

async function register(stage: Stage, story: DemoStory): Promise<RequestKey> {
  const { channel, kind, applicantType, subject, content, medium, delivery, name, identityNumber } = story
  const submittedOn = dayAt(stage, story.submitted)
  const receivedOn = story.received === null ? undefined : dayAt(stage, story.received)
  const on = receivedOn ?? submittedOn
  const contact = { phone: '', email: '', address: '示例市示例路1号', postcode: '000000', agent: '' }
  const applicant = { name, identityKind: '示例证件', identityNumber, ...contact }
  const asks = { kind, applicantType, subject, content, medium, delivery }
  const services = { ...stage.inside, now: () => morningOf(on) }
  const hasDay = receivedOn !== undefined && channels[channel].basis !== 'submission'
  const entered = { channel, submittedOn, ...(hasDay && { receivedOn }), asks, applicant, demonstration: true }
  const registered = await registerRequest(services, personBy(stage, 'officer'), entered)
  if (!registered.ok) throw new Error(`demonstration: ${subject}: ${JSON.stringify(registered.refusals)}`)
  return registered
}

/** The facts of a step, with the sections, letters and days that they name. */
function factsOf(stage: Stage, step: DemoStep, issued: readonly LetterIssued[], newest: number | undefined) {
  const on = dayAt(stage, step.on)
  return step.facts.map((fact): Fact => {
    const { section } = fact
    const sectionId = typeof section === 'string' ? stage.sections.get(section) : undefined
    const assigned = fact.happened === 'assigned' ? { accountId: null, handler: '' } : {}
    const letterId = fact.happened === 'replied' ? issued[0]?.id : fact.happened === 'served' ? newest : undefined
    const more = { ...(sectionId !== undefined && { sectionId }), ...(letterId !== undefined && { letterId }) }
    return { ...fact, ...assigned, ...more, on } as unknown as Fact
  })
}

async function take(stage: Stage, key: RequestKey, given: DemoStep): Promise<void> {
  const { inside, look } = stage
  const row = await findRequest(inside.db, key)
  const due = row?.due_on ?? look.today
  const step = filledIn(given, (word) => {
    if (word === 'head') return personBy(stage, 'head').displayName
    const [, more] = /^due\+?(\d*)$/.exec(word) ?? []
    return more === undefined ? dayAt(stage, Number(word)) : look.calendar.addWorkdays(due, Number(more))
  })
  const services = { ...inside, now: () => morningOf(dayAt(stage, step.on)) }
  const newest = (await findLetters(inside.db, key)).at(-1)?.id
  const target = { ...key, version: row?.version ?? 0 }
  const acted = await actWithLetters(services, personBy(stage, step.by), target, step.action, {
    letters: step.letters,
    facts: (issued) => factsOf(stage, step, issued, newest),
  })
  if (!acted.ok) throw new Error(`demonstration: ${step.action}: ${JSON.stringify(acted)}`)
}

/** Tells the stories of the demonstration's requests, as people would have acted on each day, in one transaction. */
export async function loadDemoRequests(services: Services, agency: Agency, file: string): Promise<number> {
  const stories = await readDemoRequests(services.root, file)
  const look = await lookFor(services, agency)
  await inTransaction(services.db, async (db) => {
    const inside = { ...services, db }
    const { people } = await findPeopleUnder(db, agency.id, { size: 100, number: 1 })
    const sections = await sectionsOf(inside, agency, stories)
    await saveOffice(db, agency.id, demoOffice, services.now())
    const byRole = new Map(people.map((person) => [person.role, person] as const))
    const stage: Stage = { inside, agency, look, people: byRole, sections }
    for (const story of stories) {
      const key = await register(stage, story)
      for (const step of story.steps) await take(stage, key, step)
    }
  })
  return stories.length
}
