import { articles } from '../articles.ts'
import type { Refusal } from '../refusal.ts'
import { type RedactionGroundId, redactionGrounds } from './grounds.ts'
import { onPage, type Region } from './regions.ts'
import type { Suggestion } from './suggest.ts'

/** A region that is covered, and why (art. 37). */
export interface Mark extends Region {
  /** Unlike all others of the redaction, also of those that were taken away. */
  readonly id: number
  readonly ground: RedactionGroundId
  readonly article: string
}

/** Width and height of a page in points. */
export interface PageSize {
  readonly width: number
  readonly height: number
}

/** A page of the file, with the numbers of people that were found on it. */
export interface RedactionPage extends PageSize {
  readonly found: readonly Suggestion[]
}

/** A copy of a file in the making, or issued. */
export interface Redaction {
  readonly id: number
  readonly fileId: number
  readonly pages: readonly RedactionPage[]
  readonly marks: readonly Mark[]
  /** Grows with every change. */
  readonly version: number
  readonly changedAt: Date
  readonly person: string
  /** The flattened copy, once it is issued. */
  readonly issuedFileId: number | null
  readonly issuedAt: Date | null
}

/** Marks that one redaction may have. */
export const mostMarks = 2000

/** Art. 37: the refused part is explained, so every mark has its ground and the article. */
export function withMarks(
  marks: readonly Mark[],
  regions: readonly Region[],
  ground: RedactionGroundId,
): readonly Mark[] {
  const last = marks.reduce((most, { id }) => Math.max(most, id), 0)
  const { article } = redactionGrounds[ground]
  return [...marks, ...regions.map((region, at) => ({ id: last + at + 1, ...onPage(region), ground, article }))]
}

/** Marks of each page, in their order; a list for every page. */
export const byPage = (pages: readonly PageSize[], marks: readonly Mark[]): readonly (readonly Mark[])[] =>
  pages.map((_, at) => marks.filter(({ page }) => page === at + 1))

/** An issued copy is what the applicant was given: it stays. */
export function refusalOfChange({ issuedFileId }: Pick<Redaction, 'issuedFileId'>): Refusal | undefined {
  if (issuedFileId === null) return undefined
  const says = '这份遮盖副本已经制成，不能再改。要遮盖得不同，请对原文件重新区分处理。'
  return { code: 'issued-already', says, article: articles.art37.cite }
}

/** What the copy of a file is called. */
export function redactedName(name: string): string {
  const stem = name.replace(/\.(?:pdf|png|jpe?g)$/i, '').replace(/（遮盖副本）$/, '')
  return `${stem}（遮盖副本）.pdf`
}
