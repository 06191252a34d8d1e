import { redactionGrounds } from '../domain/redaction/grounds.ts'
import type { Mark, Redaction, RedactionPage } from '../domain/redaction/marks.ts'
import { byPage } from '../domain/redaction/marks.ts'
import { suggestionsOn } from '../domain/redaction/suggest.ts'
import type { Refusal } from '../domain/refusal.ts'
import { pageLines } from '../formats/redaction/page-lines.ts'
import { RasterFailed } from '../formats/redaction/raster-failed.ts'
import type { Cover, FlatPage, RasterSource } from '../formats/redaction/raster-messages.ts'
import { sourceKind } from '../formats/redaction/source-kind.ts'
import type { Services } from './services.ts'

/** Something made of a file, or why it could not be. */
export type Made<Thing> = ({ readonly ok: true } & Thing) | { readonly ok: false; readonly refusal: Refusal }

const unfit = (code: string, says: string) => ({ ok: false, refusal: { code, says } }) as const

/** A file as something to draw: PDFs and pictures; for anything else the way there is told. */
export function sourceOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Made<{
  readonly source: RasterSource
}> {
  const kind = sourceKind(bytes)
  if (kind === 'too-large') return unfit('too-large', new RasterFailed('too-large').message)
  if (kind !== undefined) return { ok: true, source: { kind, bytes } }
  return unfit(
    'no-pages',
    `《${name}》不是 PDF、PNG、JPEG 文件，不能直接遮盖。请在 Word、WPS 或 Excel 里导出为 PDF，添加到案卷，再区分处理。`,
  )
}

const refused = (error: unknown): { readonly ok: false; readonly refusal: Refusal } => {
  if (error instanceof RasterFailed) return unfit(error.code, error.message)
  throw error
}

/** The pages of a file, each with the numbers of people that stand on it. */
export async function pagesOf(
  { raster }: Pick<Services, 'raster'>,
  source: RasterSource,
): Promise<Made<{ readonly pages: readonly RedactionPage[] }>> {
  try {
    const [opened] = await raster.ask({ job: 'open' }, source)
    const drawn = await raster.ask({ job: 'read' }, source)
    const pages = (opened?.sizes ?? []).map((size, at) => {
      const page = drawn[at]
      return { ...size, found: page ? suggestionsOn(pageLines(page), at + 1) : [] }
    })
    return { ok: true, pages }
  } catch (error) {
    return refused(error)
  }
}

const coverOf = ({ left, top, width, height, ground }: Mark): Cover => {
  const { label } = redactionGrounds[ground]
  return { left, top, width, height, label }
}

const coversOf = ({ pages, marks }: Redaction) => byPage(pages, marks).map((list) => list.map(coverOf))

/**
 * One page as a PNG, as it is or as the copy will show it.
 *
 * @param page from 1
 */
export async function pagePicture(
  { raster }: Pick<Services, 'raster'>,
  source: RasterSource,
  page: number,
  redaction?: Redaction,
): Promise<Made<{ readonly png: Uint8Array }>> {
  try {
    const covers = redaction ? (coversOf(redaction)[page - 1] ?? []) : []
    const [png] = await raster.ask({ job: 'draw', page, covers }, source)
    return png ? { ok: true, png } : unfit('no-page', '没有这一页。')
  } catch (error) {
    return refused(error)
  }
}

export interface Flattening {
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
  /** Is told how many pages are done. */
  readonly onPage?: ((done: number) => void) | undefined
}

/** All pages of the copy: nothing but pixels, black where something is covered. */
export async function flatPages(
  { raster }: Pick<Services, 'raster'>,
  source: RasterSource,
  redaction: Redaction,
  { signal, onPage }: Flattening = {},
): Promise<Made<{ readonly pages: readonly FlatPage[] }>> {
  try {
    const each = (_: FlatPage, done: number) => onPage?.(done)
    const pages = await raster.ask({ job: 'flatten', covers: coversOf(redaction) }, source, { signal, each })
    return { ok: true, pages }
  } catch (error) {
    return refused(error)
  }
}
