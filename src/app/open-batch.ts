import type { Person } from '../domain/agency/person.ts'
import { type BatchKey, expectFiles, openBatch as openStored, plainForm } from '../store/import-batches.ts'
import { actorOf } from './actor.ts'
import type { Services } from './services.ts'

export interface BatchAsked {
  /** Made by the page that sends the files; absent where it made none. */
  readonly key: string | undefined
  /** Files that were chosen, as far as is known. */
  readonly expected: number | null
}

/** The batch of a key, made with its first file; a key that another body uses counts as none. */
export async function openBatch(services: Services, person: Person, { key, expected }: BatchAsked): Promise<BatchKey> {
  const { db, now, randomBytes } = services
  const made = `${plainForm}${Buffer.from(randomBytes(16)).toString('hex')}`
  const about = { agencyId: person.agencyId, actor: actorOf(person), at: now(), expected }
  const batch =
    (await openStored(db, { ...about, key: key ?? made })) ?? (await openStored(db, { ...about, key: made }))
  if (!batch) throw new Error('A new key of a batch was taken')
  if (expected !== null) await expectFiles(db, batch, expected)
  return batch
}

/** Notes that at least so many files were chosen, though not all of them came. */
export async function expectMore({ db }: Pick<Services, 'db'>, batch: BatchKey, files: number): Promise<void> {
  await expectFiles(db, batch, files)
}
