import { articles } from '../articles.ts'
import type { ActsAs } from './read-petitioner.ts'

/** What a file is handed in for. */
export const filePurposes = {
  authorisation: '授权委托书',
  guardianship: '监护关系证明',
  identity: '身份证明',
  evidence: '证据材料',
  other: '其他材料',
} as const satisfies Record<string, string>

export type FilePurpose = keyof typeof filePurposes

export const isFilePurpose = (word: string | undefined): word is FilePurpose =>
  word !== undefined && Object.hasOwn(filePurposes, word)

/** Kinds of files that are taken, told by their bytes. */
export const attachmentKinds = {
  pdf: { says: 'PDF', mediaType: 'application/pdf', ending: 'pdf' },
  png: { says: 'PNG 图片', mediaType: 'image/png', ending: 'png' },
  jpeg: { says: 'JPG 图片', mediaType: 'image/jpeg', ending: 'jpg' },
  docx: {
    says: 'Word（DOCX）',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  xlsx: {
    says: 'Excel（XLSX）',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  ofd: { says: 'OFD', mediaType: 'application/ofd', ending: 'ofd' },
  text: { says: '纯文本（TXT）', mediaType: 'text/plain', ending: 'txt' },
} as const satisfies Record<string, { readonly says: string; readonly mediaType: string; readonly ending: string }>

export type AttachmentKind = keyof typeof attachmentKinds

/** The kind of a media type that was told by the bytes. */
export const kindOfMedia = (mediaType: string) =>
  Object.values(attachmentKinds).find((kind) => kind.mediaType === mediaType)

/** Files of one request. */
export const mostAttachments = 5

/** Bytes of one file. */
export const largestAttachment = 10 * 1024 * 1024

/** Art. 29: whoever acts for somebody shows that they may; says what is lacking. */
export function lackingAttachment(
  actsAs: ActsAs | string | undefined,
  has: readonly FilePurpose[],
): string | undefined {
  if (actsAs === 'agent' && !has.includes('authorisation'))
    return `委托代理人申请的，请附授权委托书（${articles.art29.cite}第二款第一项）。`
  if (actsAs === 'guardian' && !has.includes('guardianship'))
    return '监护人代为申请的，请附监护关系证明，如户口簿、出生医学证明（民法典第二十三条）。'
  return undefined
}

/** What the dossier calls a file: facts are kept for good, and the applicant's own name for it may name people. */
export const attachmentName = (place: number, purpose: FilePurpose, mediaType: string): string =>
  `申请附件${place}（${filePurposes[purpose]}）.${kindOfMedia(mediaType)?.ending ?? 'bin'}`
