import type { Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import type { Person, Role } from '../domain/agency/person.ts'
import { yearOf } from '../domain/calendar/plain-date.ts'
import { type Dossier, foldDossier } from '../domain/request/dossier.ts'
import type { Fact } from '../domain/request/facts.ts'
import { type KindOfLetter, letterKinds, letterNumber } from '../domain/request/letters/kinds.ts'
import type { LetterPaper } from '../domain/request/letters/paper.ts'
import { writeLetter } from '../domain/request/letters/write-letter.ts'
import type { Look } from '../domain/request/look.ts'
import { typesetLetter } from '../formats/letters/typeset-letter.ts'
import { findPeopleUnder } from '../store/accounts.ts'
import { saveOffice } from '../store/disclosure-offices.ts'
import { appendLetter } from '../store/letters.ts'
import { cachedRow } from '../store/request-row.ts'
import { findRequest, type NewEntry, type RequestKey, type RequestRow, saveRequest } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'
import { findSections } from '../store/sections.ts'
import { nextSerial } from '../store/serials.ts'
import { inTransaction } from '../store/transaction.ts'
import { actorOf } from './actor.ts'
import { appendFacts, asEntries } from './append-facts.ts'
import { beginDossier } from './begin-dossier.ts'
import { demoOffice } from './demo-office.ts'
import { type NumberedRequest, readPastRequests } from './demo-past.ts'
import type { Earlier, EarlierLetter } from './demo-past-reply.ts'
import { asksOf, type PastScene, type PastStep, replyLetter, stepsOf } from './demo-past-steps.ts'
import { letterSubject } from './letter-subject.ts'
import { morningOf } from './load-demo-requests.ts'
import { lookFor } from './look.ts'
import type { Services } from './services.ts'
import { sha256Of } from './sha256.ts'

interface Stage {
  readonly services: Services
  readonly db: Transaction<Database>
  readonly agency: Agency
  readonly look: Look
  readonly people: ReadonlyMap<Role, Person>
  readonly scene: Omit<PastScene, 'earlier'>
}

/** Numbers of letters: by the number of the request and the kind of the letter. */
type Numbers = ReadonlyMap<string, EarlierLetter>

const letterKey = (number: string, kind: string) => `${number} ${kind}`

function personBy({ people }: Stage, role: Role): Person {
  const person = people.get(role)
  if (!person) throw new Error(`The demonstration has nobody who is ${role}`)
  return person
}

/** Letters are numbered in the order of the days on which they went out. */
async function numberLetters({ db, agency, scene }: Stage, stories: readonly NumberedRequest[]): Promise<Numbers> {
  const letters = stories
    .flatMap((story) => stepsOf(story, { ...scene, earlier: {} }).map((step) => ({ story, step })))
    .flatMap(({ story, step: { on, letter } }) => (letter ? [{ number: story.number, on, kind: letter.kind }] : []))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  const numbers = new Map<string, EarlierLetter>()
  for (const { number, on, kind } of letters) {
    const { word = '' }: KindOfLetter = letterKinds[kind]
    const year = yearOf(on)
    const serial = await nextSerial(db, { agencyId: agency.id, kind: `letter ${word}`, year })
    const given = letterNumber(word, { numberWord: demoOffice.numberWord, year, serial })
    numbers.set(letterKey(number, kind), { number: given, on })
  }
  return numbers
}

function earlierOf(story: NumberedRequest, stories: readonly NumberedRequest[], numbers: Numbers): Earlier {
  const repeated = stories.find(({ subject }) => subject === story.more)
  return {
    clarification: numbers.get(letterKey(story.number, 'clarification-notice')),
    reply: repeated && numbers.get(letterKey(repeated.number, `reply.${repeated.outcome}`)),
  }
}

/** What the steps enter, each on its day. */
const entered = (stage: Stage, steps: readonly PastStep[]): readonly NewEntry[] =>
  steps
    .flatMap(({ by, on, facts }) => facts.map((fact) => ({ fact, by, on })))
    .map(({ fact, by, on }, at) => {
      const actor = actorOf(personBy(stage, by))
      return { seq: at + 1, fact, enteredAt: morningOf(on), actor }
    })

/** Begins the dossier as when it was registered. */
async function begin(stage: Stage, story: NumberedRequest, [first]: readonly PastStep[]): Promise<RequestKey> {
  const { services, db, agency, look } = stage
  const { number, submitted: submittedOn, applicant: name } = story
  if (!first) throw new Error(`demonstration: ${number} was not registered`)
  const contact = { phone: '', email: '', address: '示例市示例路1号', postcode: '000000', agent: '' }
  const applicant = { name, identityKind: '示例证件', identityNumber: `EXAMPLE-${name}`, ...contact }
  const beginning = { agencyId: agency.id, submittedOn, asks: asksOf(story), applicant, demonstration: true }
  const when = { look, at: morningOf(first.on), actor: actorOf(personBy(stage, first.by)) }
  const begun = await beginDossier(db, services.seals, { ...beginning, facts: () => first.facts }, when)
  if (begun.number !== number) throw new Error(`demonstration: ${number} was registered as ${begun.number}`)
  return { agencyId: agency.id, id: begun.id }
}

/** A letter that is being set. */
interface LetterBegun {
  readonly paper: LetterPaper
  readonly number: string
  readonly pdf: Promise<Uint8Array>
}

/** A dossier that is registered, and whose letters are being set. */
interface Begun {
  readonly key: RequestKey
  readonly row: RequestRow
  readonly steps: readonly PastStep[]
  readonly letters: ReadonlyMap<PastStep, LetterBegun>
}

/** Writes the letter of a step as it went out on its day, and begins to set it. */
async function beginLetter(stage: Stage, row: RequestRow, dossier: Dossier, step: PastStep, number: string) {
  const { services, db, agency } = stage
  const { on, letter } = step
  if (!letter) throw new Error('demonstration: a number without its letter')
  const { subject } = await letterSubject(services, db, { agency, row, dossier, today: on }, letter.sentBy)
  const written = writeLetter(letter.kind, { ...subject, draft: false, number }, letter.details)
  if (!written.ok) throw new Error(`demonstration: ${row.number}: ${JSON.stringify(written.missing)}`)
  const pdf = typesetLetter(services.typeset, written.paper)
  // It is waited for when the next dossier has begun; a failure is told then.
  pdf.catch(() => undefined)
  return { paper: written.paper, number, pdf }
}

const dossierOf = (stage: Stage, steps: readonly PastStep[]) =>
  foldDossier(asEntries(entered(stage, steps)), stage.look)

async function beginTelling(stage: Stage, story: NumberedRequest, steps: readonly PastStep[], numbers: Numbers) {
  const key = await begin(stage, story, steps)
  const row = await findRequest(stage.db, key)
  if (!row) throw new Error(`demonstration: ${story.number} is gone`)
  const dossier = dossierOf(stage, steps)
  const letters = new Map<PastStep, LetterBegun>()
  for (const step of steps) {
    const number = step.letter && numbers.get(letterKey(row.number, step.letter.kind))?.number
    if (number !== undefined) letters.set(step, await beginLetter(stage, row, dossier, step, number))
  }
  return { key, row, steps, letters }
}

/** Keeps a letter that is set; gives the fact that names it. */
async function issued(stage: Stage, { key, row }: Begun, { on, by }: PastStep, { paper, number, pdf }: LetterBegun) {
  const about = { issuedOn: on, issuedAt: morningOf(on), issuedBy: personBy(stage, by).displayName }
  const bytes = await pdf
  const letter = { request: key, paper, ...about, pdf: bytes, sha256: sha256Of(bytes) }
  const letterId = await appendLetter(stage.db, letter)
  return { happened: 'letter-issued', on, letterId, kind: paper.kind, number, to: row.masked_name } as const
}

const named = (fact: Fact, letterId: number): Fact =>
  'letterId' in fact && fact.letterId === replyLetter ? { ...fact, letterId } : fact

/** The steps with the letters that went out with them. */
async function withLetters(stage: Stage, begun: Begun): Promise<readonly PastStep[]> {
  const told: PastStep[] = []
  let newest = replyLetter
  for (const step of begun.steps) {
    const set = begun.letters.get(step)
    const letter = set && (await issued(stage, begun, step, set))
    newest = letter?.letterId ?? newest
    told.push({ ...step, facts: [...step.facts.map((fact) => named(fact, newest)), ...(letter ? [letter] : [])] })
  }
  return told
}

async function endTelling(stage: Stage, begun: Begun): Promise<void> {
  const { db, look } = stage
  const { key, row, steps } = begun
  const told = await withLetters(stage, begun)
  await appendFacts(db, key, row.number, entered(stage, told).slice(steps[0]?.facts.length))
  const at = morningOf(steps.at(-1)?.on ?? look.today)
  const last = cachedRow(dossierOf(stage, told), { number: row.number, today: look.today })
  await saveRequest(db, key, last, { version: steps.length, at })
}

async function stageOf(services: Services, db: Transaction<Database>, agency: Agency, look: Look): Promise<Stage> {
  const { people } = await findPeopleUnder(db, agency.id, { size: 100, number: 1 })
  const handler = people.find(({ role, agencyId }) => role === 'handler' && agencyId === agency.id)
  const section = (await findSections(db, agency.id)).find(({ id }) => id === handler?.sectionId)
  if (!section) throw new Error('The demonstration has no handler in a section')
  await saveOffice(db, agency.id, demoOffice, services.now())
  const { calendar } = look
  const { reconsiderationOrgan: organ, court } = demoOffice
  const resultOf: PastScene['resultOf'] = (ruling) => services.disputeRules.columns[ruling]
  const own = people.filter(({ agencyId }) => agencyId === agency.id)
  return {
    services,
    db,
    agency,
    look,
    people: new Map(own.map((person) => [person.role, person])),
    scene: { calendar, section, organ, court, resultOf },
  }
}

/** Enters the requests of years gone by with all that was done about them, each on its day. */
export async function loadDemoPast(services: Services, agency: Agency, file: string): Promise<number> {
  const stories = await readPastRequests(services.root, file)
  const look = await lookFor(services, agency)
  await inTransaction(services.db, async (db) => {
    const stage = await stageOf(services, db, agency, look)
    const numbers = await numberLetters(stage, stories)
    let before: Begun | undefined
    for (const story of stories) {
      const steps = stepsOf(story, { ...stage.scene, earlier: earlierOf(story, stories, numbers) })
      const begun = await beginTelling(stage, story, steps, numbers)
      if (before) await endTelling(stage, before)
      before = begun
    }
    if (before) await endTelling(stage, before)
  })
  return stories.length
}
