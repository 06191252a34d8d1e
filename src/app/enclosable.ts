import type { Kysely } from 'kysely'
import { hiddenContent } from '../formats/redaction/hidden-content.ts'
import { pageLines } from '../formats/redaction/page-lines.ts'
import { RasterFailed } from '../formats/redaction/raster-failed.ts'
import type { PagePart, RasterSource, Traces } from '../formats/redaction/raster-messages.ts'
import type { Rasteriser } from '../formats/redaction/rasteriser.ts'
import { sourceKind } from '../formats/redaction/source-kind.ts'
import { findRequestFileBytes } from '../store/request-files.ts'
import type { RequestKey } from '../store/requests.ts'
import type { Database } from '../store/schema.ts'

/** Why a file is not given out as it is. */
export interface NotEnclosable {
  readonly says: string
  /** Somebody who has looked may give it out all the same. */
  readonly mayStay: boolean
}

interface Named {
  readonly name: string
  readonly bytes: Uint8Array
}

const remedy = '请在 Word、Excel 或 WPS 里把要提供的部分导出为 PDF，添加到案卷，经区分处理后附入。'

/** Things that are named one by one; of more only the number is told. */
const mostNamed = 8

function inOffice({ name, bytes }: Named): NotEnclosable | undefined {
  const hidden = hiddenContent(bytes)
  if (hidden === 'unknown')
    return { says: `无法检查《${name}》里有没有隐藏的内容，不能直接附入。${remedy}`, mayStay: false }
  if (hidden.length === 0) return undefined
  const things = hidden.slice(0, mostNamed).map(({ where, what }) => `${where}${what}`)
  const more = hidden.length > mostNamed ? `等 ${hidden.length} 处` : ''
  return { says: `《${name}》里有看不见的内容，不能直接附入：${things.join('；')}${more}。${remedy}`, mayStay: false }
}

/** Properties that tell of people, by their names in a PDF. */
const telling: Readonly<Record<string, string>> = {
  Author: '作者',
  Subject: '主题',
  Keywords: '关键词',
  Custom: '自定义属性',
}

function traceWords({ attachments, properties, annotations, hiddenLayers }: Traces): readonly string[] {
  const told = properties.flatMap((name) => telling[name] ?? [])
  return [
    ...(attachments.length > 0 ? [`附件 ${attachments.slice(0, 3).join('、')}`] : []),
    ...(told.length > 0 ? [`属性（${told.join('、')}）`] : []),
    ...(annotations > 0 ? [`批注 ${annotations} 处`] : []),
    ...(hiddenLayers > 0 ? [`不显示的图层 ${hiddenLayers} 个`] : []),
  ]
}

/** Signs below which what is not to be seen is no words. */
const leastUnseen = 3

/** A box within the sign, where its ink must be. */
const inked = ({
  left,
  right,
  top,
  bottom,
}: {
  left: number
  right: number
  top: number
  bottom: number
}): PagePart => ({
  left,
  width: right - left,
  top: top + (bottom - top) * 0.1,
  height: (bottom - top) * 0.75,
})

/** Words that can be copied and not be seen: under black bars, white on white. */
async function unseenWords(raster: Rasteriser, source: RasterSource): Promise<string | undefined> {
  const drawn = await raster.ask({ job: 'read' }, source)
  const boxes = drawn.map((page) =>
    pageLines(page).flatMap(({ signs }) => signs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).map(inked)),
  )
  const blank = await raster.ask({ job: 'blank', boxes }, source)
  const counts = blank.map((page) => page.filter(Boolean).length)
  const count = counts.reduce((sum, one) => sum + one, 0)
  if (count < leastUnseen) return undefined
  const pages = counts.flatMap((one, at) => (one > 0 ? [at + 1] : []))
  return `看不见、却能复制的文字 ${count} 字（第 ${pages.slice(0, 8).join('、')} 页），例如用色块盖住的`
}

async function inPdf(raster: Rasteriser, { name, bytes }: Named): Promise<NotEnclosable | undefined> {
  const source = { kind: 'pdf', bytes } as const
  const remedy = '请用“区分处理”制作副本（可以一处也不遮盖），再附入副本；确认可以原样提供的，请选择“原样提供”。'
  try {
    const [opened] = await raster.ask({ job: 'open' }, source)
    const unseen = await unseenWords(raster, source)
    const found = [...(unseen === undefined ? [] : [unseen]), ...(opened ? traceWords(opened.traces) : [])]
    if (found.length === 0) return undefined
    return { says: `《${name}》里除了页面上看得见的，还有：${found.join('；')}。${remedy}`, mayStay: true }
  } catch (error) {
    if (!(error instanceof RasterFailed)) throw error
    return { says: `没有能检查《${name}》：${error.message}确认可以原样提供的，请选择“原样提供”。`, mayStay: true }
  }
}

/** What a file of a dossier would give away without anybody seeing it (art. 37); undefined where it can be enclosed. */
export async function whyNotEnclose(
  { db, raster }: { readonly db: Kysely<Database>; readonly raster: Rasteriser },
  key: RequestKey,
  fileId: number,
): Promise<NotEnclosable | undefined> {
  const file = await findRequestFileBytes(db, key, fileId)
  if (!file) return undefined
  return sourceKind(file.bytes) === 'pdf' ? inPdf(raster, file) : inOffice(file)
}
