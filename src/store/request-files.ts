import type { Kysely, Transaction } from 'kysely'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

/** A file of a dossier as the desk lists it. */
export interface RequestFile {
  readonly id: number
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly sha256: Uint8Array
  readonly addedAt: Date
  readonly person: string
  /** Told by the bytes; empty where nobody looked. */
  readonly mediaType: string
  /** What the scanner said; empty where none was asked. */
  readonly scanned: string
}

export interface NewRequestFile extends Omit<RequestFile, 'id' | 'size' | 'mediaType' | 'scanned'> {
  readonly bytes: Uint8Array
  /** Told by the bytes; absent where nobody looked. */
  readonly mediaType?: string
  /** What the scanner said; absent where none was asked. */
  readonly scanned?: string
}

/** Keeps a file of a dossier; gives its id. It is never changed. */
export async function appendRequestFile(
  db: Transaction<Database>,
  { agencyId, id }: RequestKey,
  { mediaType, scanned, ...file }: NewRequestFile,
): Promise<number> {
  const { id: fileId } = await db
    .insertInto('request_file')
    .values({
      agency_id: agencyId,
      request_id: id,
      name: storable(file.name),
      size: file.bytes.length,
      sha256: file.sha256,
      bytes: file.bytes,
      added_at: file.addedAt,
      person: storable(file.person),
      ...(mediaType !== undefined && { media_type: mediaType }),
      ...(scanned !== undefined && { scanned: storable(scanned) }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return fileId
}

const line = ['id', 'name', 'size', 'sha256', 'added_at', 'person', 'media_type', 'scanned'] as const

/** The files of a dossier, oldest first. */
export async function findRequestFiles(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
): Promise<readonly RequestFile[]> {
  const rows = await db
    .selectFrom('request_file')
    .select(line)
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ added_at, media_type, ...rest }) => ({ ...rest, addedAt: added_at, mediaType: media_type }))
}

/** Name and bytes of a file of a dossier. */
export async function findRequestFileBytes(
  db: Kysely<Database>,
  { agencyId, id }: RequestKey,
  fileId: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined> {
  return db
    .selectFrom('request_file')
    .select(['name', 'bytes'])
    .where('agency_id', '=', agencyId)
    .where('request_id', '=', id)
    .where('id', '=', fileId)
    .executeTakeFirst()
}
