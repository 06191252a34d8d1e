import { deflateRawSync } from 'node:zlib'

/** A part of a package; what it declares may be a lie. */
export interface ZipPart {
  readonly name: string
  readonly text?: string
  readonly packed?: Uint8Array
  readonly declaredSize?: number
}

/** A zip file made byte by byte, so that a test can make a bad one. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = []
  const contents: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const text = Buffer.from(part.text ?? '')
    const packed = Buffer.from(part.packed ?? deflateRawSync(text))
    const name = Buffer.from(part.name)
    const sizes = Buffer.alloc(10)
    sizes.writeUInt32LE(packed.length, 0)
    sizes.writeUInt32LE(part.declaredSize ?? text.length, 4)
    sizes.writeUInt16LE(name.length, 8)
    const head = Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), head, sizes, Buffer.alloc(2), name, packed])
    const place = Buffer.alloc(16)
    place.writeUInt32LE(offset, 12)
    contents.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, sizes, place, name]))
    bodies.push(body)
    offset += body.length
  }
  const table = Buffer.concat(contents)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, table, end]))
}
