import { basename } from 'node:path'
import { sql, type Transaction } from 'kysely'
import type { Agency } from '../domain/agency/agency.ts'
import { type BodyIndex, indexBodies, plainName, regionInName } from '../domain/agency/match-body.ts'
import { kindByName } from '../domain/agency/propose-body.ts'
import type { Finding } from '../domain/report/finding.ts'
import { appendAgency, findAgencyByName, findTopAgencies } from '../store/agencies.ts'
import { findAllAgencies } from '../store/agency-names.ts'
import type { Database } from '../store/schema.ts'
import { storable } from '../store/storable.ts'
import type { Actor } from '../store/trail.ts'
import { appendLinks } from '../store/trail-links.ts'
import { inTransaction } from '../store/transaction.ts'
import { storedYear, type Whose, whoseReport } from './import-file.ts'
import { type Placed, placeReports } from './place-report.ts'
import type { ReportRead } from './read-report.ts'
import { type FileRead, readMany } from './reading/read-many.ts'
import type { Services } from './services.ts'
import type { ReportBrought } from './store-report.ts'

export interface ManyAsked {
  readonly status: 'draft' | 'published'
  /** All reports are this body's, whatever they say. */
  readonly body?: Agency
  /** A body that is not there is added, named as its report names it. */
  readonly addBodies: boolean
  readonly actor: Actor
}

export type ManyResult = { readonly path: string } & (
  | {
      readonly state: 'stored'
      readonly agency: string
      readonly agencyId: number
      readonly year: number
      readonly findings: readonly Finding[]
    }
  /** Not stored; the message says why. */
  | { readonly state: 'duplicate' | 'taken' | 'unmatched' | 'unreadable' | 'failed'; readonly message: string }
)

/** One transaction stores so many reports, or the reports of so many bytes. */
const group = { files: 25, bytes: 16 * 1024 * 1024 }

/**
 * Brings files straight into the library and tells of each, in their order, what became of it. One that fails takes no
 * other along. Memory holds two groups of files, whatever their number: one is stored while the next is read.
 *
 * @throws where the database is lost; what was told is stored
 */
export async function* importMany(
  services: Services,
  asked: ManyAsked,
  paths: AsyncIterable<string>,
): AsyncGenerator<ManyResult> {
  const importer = { services, asked, bodies: indexBodies(await findAllAgencies(services.db)) }
  let storing: Promise<readonly ManyResult[]> = Promise.resolve([])
  for await (const files of groups(readMany(services.readers, paths))) {
    const results = await storing
    storing = storeGroup(importer, files)
    // Awaited when the next group is read; a failure until then must not end the process.
    storing.catch(() => undefined)
    yield* results
  }
  yield* await storing
}

async function* groups(files: AsyncIterable<FileRead>): AsyncGenerator<readonly FileRead[]> {
  let some: FileRead[] = []
  let bytes = 0
  for await (const file of files) {
    some.push(file)
    bytes += file.bytes?.length ?? 0
    if (some.length < group.files && bytes < group.bytes) continue
    yield some
    some = []
    bytes = 0
  }
  if (some.length > 0) yield some
}

interface Importer {
  readonly services: Services
  readonly asked: ManyAsked
  readonly bodies: BodyIndex
}

/** In one transaction; where that fails, each file in one of its own. */
async function storeGroup(importer: Importer, files: readonly FileRead[]): Promise<readonly ManyResult[]> {
  try {
    return await storeTogether(importer, files)
  } catch {
    const results: ManyResult[] = []
    for (const file of files) results.push(...(await storeTogether(importer, [file]).catch(failed(importer, file))))
    return results
  }
}

const failed =
  ({ services: { db, log } }: Importer, { path }: FileRead) =>
  async (error: Error): Promise<readonly ManyResult[]> => {
    // Throws where it is the database that is lost, and not the file that is bad.
    await sql`select 1`.execute(db)
    log.error({ file: path, err: error }, 'a report was not stored')
    return [{ path, state: 'failed', message: `没有存成（${error.message}），请把这份文件交给维护人员。` }]
  }

interface Inside extends Importer {
  readonly transaction: Transaction<Database>
  /** Bodies added in this transaction: others hear of them when it has ended well. */
  readonly added: Agency[]
}

async function storeTogether(importer: Importer, files: readonly FileRead[]): Promise<readonly ManyResult[]> {
  const added: Agency[] = []
  const results = await inTransaction(importer.services.db, async (transaction) => {
    const sorted: (ManyResult | ReportBrought)[] = []
    for (const file of files) sorted.push(await sort({ ...importer, transaction, added }, file))
    const brought = sorted.filter((one) => 'read' in one)
    const placed = await placeReports(transaction, importer.services, brought)
    return sorted.map((one, at) =>
      'read' in one ? resultOf(files[at]?.path ?? '', one, placed[brought.indexOf(one)] as Placed) : one,
    )
  })
  for (const agency of added) importer.bodies.add(agency)
  return results
}

/** A report with its body and year, or why the file is none. */
async function sort(inside: Inside, { path, bytes, outcome }: FileRead): Promise<ManyResult | ReportBrought> {
  if (!outcome.ok && outcome.unreadable.code === 'closed') throw new Error(outcome.unreadable.message)
  if (!outcome.ok) return { path, state: 'unreadable', message: outcome.unreadable.message }
  if (!bytes) throw new Error('A report was read from no bytes')
  const whose = await whoseAmongAll(inside, outcome.report)
  if (!whose.ok) return { path, state: 'unmatched', message: whose.says }
  const { agency, year } = whose
  const { actor, status } = inside.asked
  return { agency, year, read: outcome.report, bytes, fileName: basename(path), actor, status }
}

function resultOf(path: string, { agency, year }: ReportBrought, placed: Placed): ManyResult {
  if (placed.state !== 'draft') return { path, state: placed.state, message: placed.message }
  return { path, state: 'stored', agency: agency.name, agencyId: agency.id, year, findings: placed.findings }
}

async function whoseAmongAll(inside: Inside, { reading }: ReportRead): Promise<Whose> {
  const { asked, bodies, added } = inside
  const year = storedYear(reading)
  if (asked.body && year === undefined) return { ok: false, says: '看不出是哪一年的报告，请在网站上导入并填写年度。' }
  if (asked.body && year !== undefined) return { ok: true, agency: asked.body, year }
  const find: BodyIndex['find'] = (named) => {
    const known = bodies.find(named)
    return known.kind === 'none' ? indexBodies(added).find(named) : known
  }
  const whose = whoseReport(reading, find)
  const named = plainName(reading.agency ?? '')
  if (whose.ok || !asked.addBodies || named === '' || find(named).kind !== 'none') return whose
  added.push(await addNamed(inside, storable(named)))
  return whoseReport(reading, find)
}

/** Adds a body below the only top one; at the top where there is none or are several. */
async function addNamed({ transaction, services, asked }: Inside, name: string): Promise<Agency> {
  const there = await findAgencyByName(transaction, name)
  if (there) return there
  const [top, ...others] = await findTopAgencies(transaction)
  const parentId = top && others.length === 0 ? top.id : null
  const region = regionInName(name)
  const agency = { parentId, name, shortName: name, region, kind: kindByName(name), demonstration: false }
  const id = await appendAgency(transaction, agency)
  const about = { agencyId: id, at: services.now(), actor: asked.actor, subject: `body ${id}` }
  await appendLinks(transaction, [{ ...about, kind: 'body-added', details: agency }])
  return { ...agency, id }
}
