import { type Kysely, sql, type Transaction } from 'kysely'
import { attachmentName, type FilePurpose } from '../domain/request/attachments.ts'
import type { DraftKey } from './public-drafts.ts'
import type { RequestKey } from './requests.ts'
import type { Database } from './schema.ts'
import { storable } from './storable.ts'

/** An attachment of a draft as its writer sees it. */
export interface DraftFile {
  readonly id: number
  readonly name: string
  readonly purpose: FilePurpose
  readonly mediaType: string
  readonly scanned: string
  /** Bytes. */
  readonly size: number
}

export async function appendDraftFile(
  db: Transaction<Database>,
  { agencyId, id }: DraftKey,
  file: Omit<DraftFile, 'id' | 'size'> & { readonly sha256: Uint8Array; readonly bytes: Uint8Array },
): Promise<void> {
  await db
    .insertInto('public_draft_file')
    .values({
      agency_id: agencyId,
      draft_id: id,
      name: storable(file.name),
      purpose: file.purpose,
      media_type: file.mediaType,
      scanned: storable(file.scanned),
      sha256: file.sha256,
      bytes: file.bytes,
    })
    .execute()
}

/** The attachments of a draft, oldest first. */
export async function findDraftFiles(db: Kysely<Database>, { agencyId, id }: DraftKey): Promise<readonly DraftFile[]> {
  const rows = await db
    .selectFrom('public_draft_file')
    .select(['id', 'name', 'purpose', 'media_type', 'scanned'])
    .select(sql<number>`octet_length(bytes)`.as('size'))
    .where('agency_id', '=', agencyId)
    .where('draft_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ media_type, ...rest }) => ({ ...rest, mediaType: media_type }))
}

/** Removes an attachment of this draft, and of no other. */
export async function removeDraftFile(db: Kysely<Database>, { agencyId, id }: DraftKey, fileId: number): Promise<void> {
  await db
    .deleteFrom('public_draft_file')
    .where('agency_id', '=', agencyId)
    .where('draft_id', '=', id)
    .where('id', '=', fileId)
    .execute()
}

/** An attachment as it lies in the dossier. */
export interface FiledFile {
  readonly id: number
  readonly name: string
  readonly sha256: Uint8Array
}

/** Puts the attachments of a draft into the dossier, under names that name nobody; the bytes do not leave the database. */
export async function appendFiledFiles(
  db: Transaction<Database>,
  files: readonly DraftFile[],
  { agencyId, id: requestId }: RequestKey,
  { at, person }: { readonly at: Date; readonly person: string },
): Promise<readonly FiledFile[]> {
  if (files.length === 0) return []
  const names = files.map(({ purpose, mediaType }, index) => attachmentName(index + 1, purpose, mediaType))
  const { rows } = await sql<FiledFile>`
    insert into request_file (agency_id, request_id, name, media_type, size, sha256, bytes, added_at, person, scanned)
    select agency_id, ${requestId}::bigint, named.name, media_type, octet_length(bytes), sha256, bytes, ${at}::timestamptz,
      ${person}::text, scanned
    from unnest(${files.map(({ id }) => id)}::bigint[], ${names}::text[]) with ordinality named (id, name, place)
    join public_draft_file file on file.agency_id = ${agencyId} and file.id = named.id
    order by place
    returning id, name, sha256`.execute(db)
  return rows.toSorted((a, b) => a.id - b.id)
}

/** Copies the attachments of a draft to the one that takes its place. */
export async function appendDraftFilesOf(db: Transaction<Database>, from: DraftKey, to: DraftKey): Promise<void> {
  await sql`
    insert into public_draft_file (agency_id, draft_id, name, purpose, media_type, scanned, sha256, bytes)
    select ${to.agencyId}::bigint, ${to.id}::bigint, name, purpose, media_type, scanned, sha256, bytes
    from public_draft_file where agency_id = ${from.agencyId} and draft_id = ${from.id} order by id`.execute(db)
}
