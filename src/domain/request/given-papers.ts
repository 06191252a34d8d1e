import type { Dossier } from './dossier.ts'
import { isLetterKind, letterKinds } from './letters/kinds.ts'
import type { LetterPaper } from './letters/paper.ts'

/** Ids of the letters that are for the applicant. */
export const lettersForApplicant = ({ entries }: Pick<Dossier, 'entries'>): readonly number[] =>
  entries.flatMap(({ fact }) =>
    fact.happened === 'letter-issued' && isLetterKind(fact.kind) && letterKinds[fact.kind].to === 'applicant'
      ? [fact.letterId]
      : [],
  )

/** Whether a letter was sent over the site, where reading it is its delivery. */
const isOnline = ({ entries }: Pick<Dossier, 'entries'>, letterId: number) =>
  entries.some(({ fact }) => fact.happened === 'letter-issued' && fact.letterId === letterId && fact.way === 'online')

const isServed = ({ deliveries }: Pick<Dossier, 'deliveries'>, letterId: number) =>
  deliveries.some((one) => one.letterId === letterId)

type Papers = Pick<Dossier, 'entries' | 'deliveries'>

/** A letter that is delivered by being downloaded for the first time. */
export const isDeliveredByReading = (dossier: Papers, letterId: number): boolean =>
  isOnline(dossier, letterId) && !isServed(dossier, letterId)

/** A file that was given with a reply. */
export interface GivenFile {
  readonly fileId: number
  readonly name: string
  /** The reply that it came with. */
  readonly letterId: number
}

/** Files enclosed in replies that went over the site or have reached the applicant; what was enclosed since waits. */
export function givenFiles(dossier: Papers): readonly GivenFile[] {
  const given: GivenFile[] = []
  let enclosed: Omit<GivenFile, 'letterId'>[] = []
  for (const { fact } of dossier.entries.toSorted((a, b) => a.seq - b.seq)) {
    if (fact.happened === 'file-enclosed') enclosed.push({ fileId: fact.fileId, name: fact.name })
    if (fact.happened !== 'replied') continue
    const { letterId } = fact
    if (letterId !== undefined && (isOnline(dossier, letterId) || isServed(dossier, letterId)))
      given.push(...enclosed.map((file) => ({ ...file, letterId })))
    enclosed = []
  }
  return given
}

/** The paragraphs of a letter that tell how it is contested, as they went out. */
export const remediesIn = ({ blocks }: Pick<LetterPaper, 'blocks'>): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' && /申请行政复议|行政复议申请书/.test(block.text) ? [block.text] : [],
  )
