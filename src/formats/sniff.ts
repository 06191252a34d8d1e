import type { RefusalCode } from './refusal.ts'

export type FileKind = 'pdf' | 'zip' | 'text' | { readonly refused: RefusalCode }

const signatures: readonly (readonly [string, FileKind])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['{\\rtf', { refused: 'rtf' }],
  ['\x89PNG', { refused: 'image' }],
  ['\xff\xd8\xff', { refused: 'image' }],
  ['GIF8', { refused: 'image' }],
  ['BM', { refused: 'image' }],
  ['II*\0', { refused: 'image' }],
  ['MM\0*', { refused: 'image' }],
  ['RIFF', { refused: 'image' }],
  ['7z\xbc\xaf\x27\x1c', { refused: 'archive' }],
  ['Rar!', { refused: 'archive' }],
  ['\x1f\x8b', { refused: 'archive' }],
  ['MZ', { refused: 'program' }],
  ['\x7fELF', { refused: 'program' }],
]

/** Signatures of two letters could open a text as well; a zero byte nearby tells. */
const isShort = (signature: string) => /^[A-Z]{2,4}$/.test(signature)

function latin(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString('latin1')
}

const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

/** A DOCX with a password is wrapped in a compound file with a stream of this name. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** Tells the kind of a file from its first bytes, never from its name. */
export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { refused: 'empty' }
  const head = latin(bytes, 1024)
  if (head.startsWith(compoundFile)) return { refused: isEncrypted(bytes) ? 'docx-encrypted' : 'old-office' }
  for (const [signature, kind] of signatures) {
    if (head.startsWith(signature) && (!isShort(signature) || head.slice(0, 64).includes('\0'))) return kind
  }
  const pdf = head.indexOf('%PDF-')
  if (pdf >= 0 && !/[<\w]/.test(head.slice(0, pdf).replace(/^\xef\xbb\xbf/, ''))) return 'pdf'
  if (/^(From|MIME-Version|Subject|Content-Type):/i.test(head) && /multipart\/related/i.test(head)) {
    return { refused: 'mhtml' }
  }
  return 'text'
}
