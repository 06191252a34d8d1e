import type { AttachmentKind } from '../domain/request/attachments.ts'
import { Refused } from './refusal.ts'
import { listZip, type ZipEntry } from './zip.ts'

/** The kind of a file told by its bytes, or a sentence that says why it is not taken. */
export type SniffedAttachment =
  | { readonly ok: true; readonly kind: AttachmentKind }
  | { readonly ok: false; readonly says: string }

const taken = '可以提交 PDF、PNG、JPG、DOCX、XLSX、OFD 和纯文本。'
const refused = (says: string): SniffedAttachment => ({ ok: false, says })

interface Signature {
  readonly kind: AttachmentKind
  readonly begins: string
  /** Stands in every whole file of the kind. Cameras write things of their own behind it. */
  readonly ends: string
}

/** In latin 1. */
const signatures: readonly Signature[] = [
  { kind: 'pdf', begins: '%PDF-', ends: '%%EOF' },
  { kind: 'png', begins: '\x89PNG\r\n\x1a\n', ends: 'IEND\xaeB`\x82' },
  { kind: 'jpeg', begins: '\xff\xd8\xff', ends: '\xff\xd9' },
]

const parts: readonly (readonly [RegExp, AttachmentKind])[] = [
  [/^word\/document\d*\.xml$/, 'docx'],
  [/^xl\/workbook\.xml$/, 'xlsx'],
  [/^OFD\.xml$/, 'ofd'],
]

/** Parts that run: macros, embedded programs and objects. */
const running = /(?:^|\/)(?:vbaProject\.bin|activeX\/|embeddings\/.*\.bin$)/i

const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** Another format within the file: a package may stand at the end of any file, a page or a PDF near its beginning. */
const holdsAnother = (bytes: Uint8Array) =>
  latin(bytes.subarray(-65_557)).includes('PK\x05\x06', 0, 'latin1') ||
  /%PDF-|<(?:script|html|svg|\?php)/i.test(latin(bytes.subarray(1, 1025)).toString('latin1'))

function entriesOf(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  try {
    return listZip(bytes)
  } catch (error) {
    if (error instanceof Refused) return undefined
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function sniffPackage(bytes: Uint8Array): SniffedAttachment {
  const entries = entriesOf(bytes)
  if (!entries) return refused('文件已经损坏，打不开，请另存一份再传。')
  if (entries.some(({ encrypted }) => encrypted)) return refused('文件加了密码，请先解除密码再传。')
  const kind = parts.find(([part]) => entries.some(({ name }) => part.test(name)))?.[1]
  if (!kind) return refused(`压缩包不能提交，请解压后逐个上传。${taken}`)
  if (entries.some(({ name }) => running.test(name)))
    return refused('文件里有宏或者嵌入的程序，请另存为不含宏的文档或者 PDF 再传。')
  return { ok: true, kind }
}

/** Control characters that no text has; a text that begins like a page or a program is none. */
function isPlainText(bytes: Uint8Array): boolean {
  for (const label of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes)
      return (
        !/[\p{Cc}\p{Bidi_Control}\uFFFD]/u.test(text.replace(/[\t\r\n\f]/g, '')) && !/^\s*(?:<|#!|\{\\rtf)/.test(text)
      )
    } catch {
      // Then it is not of this encoding.
    }
  return false
}

/** Tells the kind of an attachment by its bytes, never by its name; a file that is of two kinds at once is of none. */
export function sniffAttachment(bytes: Uint8Array): SniffedAttachment {
  if (bytes.length === 0) return refused('文件是空的，请重新选择。')
  const head = latin(bytes.subarray(0, 16)).toString('latin1')
  if (head.startsWith('PK\x03\x04')) return sniffPackage(bytes)
  const signature = signatures.find(({ begins }) => head.startsWith(begins))
  if (!signature)
    return isPlainText(bytes)
      ? { ok: true, kind: 'text' }
      : refused(`看不出这是什么文件，或者是不能提交的类型。${taken}`)
  if (holdsAnother(bytes)) return refused('文件里夹带了别的文件，请另存一份再传。')
  if (!latin(bytes).includes(signature.ends, 0, 'latin1')) return refused('文件不完整，请另存一份再传。')
  return { ok: true, kind: signature.kind }
}
