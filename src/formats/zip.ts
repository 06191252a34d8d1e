import { inflateRawSync } from 'node:zlib'
import { zipEntryLimit, zipInflatedLimit, zipRatioLimit } from './limits.ts'
import { Refused } from './refusal.ts'

/** One line of a package's table of contents. */
export interface ZipEntry {
  readonly name: string
  readonly encrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly storedSize: number
  /** As declared; `unpack` does not trust it. */
  readonly size: number
  readonly offset: number
}

const endSize = 22
const entrySize = 46
const localSize = 30

function findEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - endSize - 0xffff)
  for (let at = view.byteLength - endSize; at >= earliest; at--) if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Refused('package-damaged')
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (at + entrySize > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new Refused('package-damaged')
  const nameEnd = at + entrySize + view.getUint16(at + 28, true)
  const entry = {
    name: new TextDecoder().decode(bytes.subarray(at + entrySize, nameEnd)).replaceAll('\\', '/'),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    storedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
  return { entry, next: nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true) }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Reads the table of contents of a package, nothing else.
 *
 * @throws Refused where the table is damaged or declares more than a document needs
 */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes)
  const end = findEnd(view)
  const entryCount = view.getUint16(end + 10, true)
  if (entryCount > zipEntryLimit) throw new Refused('zip-bomb')
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < entryCount; index++) {
    const { entry, next } = readEntry(bytes, view, at)
    entries.push(entry)
    at = next
  }
  const inflated = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (inflated > zipInflatedLimit || inflated > bytes.length * zipRatioLimit) throw new Refused('zip-bomb')
  return entries
}

/**
 * Inflates one entry, to no more than `limit` bytes whatever the entry declares.
 *
 * @throws Refused where the entry is damaged, of an unknown method, or larger
 */
export function unpack(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array {
  const view = viewOf(bytes)
  if (entry.offset + localSize > bytes.length) throw new Refused('package-damaged')
  const start =
    entry.offset + localSize + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const stored = bytes.subarray(start, start + entry.storedSize)
  if (entry.method === 0) {
    if (stored.length > limit) throw new Refused('zip-bomb')
    return stored
  }
  if (entry.method !== 8) throw new Refused('package-damaged')
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(limit, 1) })
  } catch (error) {
    throw new Refused((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip-bomb' : 'package-damaged')
  }
}

/** Packs parts without compression: what a library may open without any risk. */
export function packStored(parts: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const chunks: Buffer[] = []
  const contents: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of parts) {
    const nameBytes = Buffer.from(name)
    const local = Buffer.alloc(localSize)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    const central = Buffer.alloc(entrySize)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    local.copy(central, 20, 18, 26)
    central.writeUInt16LE(nameBytes.length, 28)
    central.writeUInt32LE(offset, 42)
    chunks.push(local, nameBytes, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    contents.push(central, nameBytes)
    offset += localSize + nameBytes.length + bytes.length
  }
  const table = Buffer.concat(contents)
  const end = Buffer.alloc(endSize)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, table, end])
}
