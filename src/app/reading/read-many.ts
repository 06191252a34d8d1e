import { Readable } from 'node:stream'
import type { ReadOutcome } from '../read-report.ts'
import type { Readers } from './readers.ts'

export interface FileRead {
  readonly path: string
  /** Absent where the file itself could not be opened; the outcome then says why. */
  readonly bytes?: Uint8Array
  readonly outcome: ReadOutcome
}

/** Files being read; as many wait to be taken, so that the threads go on while one is stored. */
const atOnce = 4

/**
 * Reads many files and gives them in their order, as fast as they are taken and no faster.
 *
 * Memory holds at most eight files and their readings, whatever their number.
 */
export async function* readMany(
  readers: Pick<Readers, 'readFile'>,
  paths: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<FileRead> {
  const read = async (path: string): Promise<FileRead> => ({ path, ...(await readers.readFile(path)) })
  yield* Readable.from(paths).map(read, { concurrency: atOnce })
}
