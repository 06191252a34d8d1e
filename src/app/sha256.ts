import { createHash } from 'node:crypto'

/** By which a file is known again, whatever its name. */
export const sha256Of = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
