import { importFile } from '../../../app/import-file.ts'
import { expectMore, openBatch } from '../../../app/open-batch.ts'
import type { Services } from '../../../app/services.ts'
import type { Person } from '../../../domain/agency/person.ts'
import type { BatchKey } from '../../../store/import-batches.ts'
import type { ReceivedFile } from '../../multipart.ts'
import { type Received, receiveFiles } from '../../uploads.ts'

/** Thrown while the program stops: the files that come now are not read. */
export class Stopping extends Error {}

export interface Brought {
  readonly received: Received
  /** Undefined where no file came and none was begun. */
  readonly batch: BatchKey | undefined
  /** Ids of the files in the batch, in the order in which they came. */
  readonly files: readonly number[]
}

type Fields = Readonly<Record<string, string>>

/** The key that a page has made. */
const keyIn = ({ batch = '' }: Fields): string | undefined => (/^[\w-]{16,64}$/.test(batch) ? batch : undefined)

const expectedIn = ({ expected = '' }: Fields): number | null =>
  /^[1-9]\d{0,5}$/.test(expected) ? Number(expected) : null

/** The batch of a form's fields. */
const batchFor = (services: Services, person: Person, fields: Fields) =>
  openBatch(services, person, { key: keyIn(fields), expected: expectedIn(fields) })

/**
 * Takes the files of a posted form into their batch, each as it comes. What came whole is in, whatever happens next;
 * the batch then says that there was more.
 *
 * @throws {Stopping}
 */
export async function receiveInto(services: Services, person: Person, request: Request): Promise<Brought> {
  let batch: BatchKey | undefined
  const files: number[] = []
  const take = async ({ name, bytes, fields }: ReceivedFile) => {
    batch ??= await batchFor(services, person, fields)
    const again = fields.again === '1'
    const imported = await importFile(services, person, batch, { fileName: name, bytes, again })
    if (!imported.ok) throw new Stopping(imported.says)
    files.push(imported.id)
  }
  // The one that was cut was chosen too; how many after it, nobody knows.
  const tellMore = async (into: BatchKey) => expectMore(services, into, files.length + 1)
  const received = await receiveFiles(request, { each: take }).catch(async (error) => {
    if (batch) await tellMore(batch)
    throw error
  })
  if (!received.whole) {
    batch ??= await batchFor(services, person, received.fields)
    await tellMore(batch)
  }
  return { received, batch, files }
}
