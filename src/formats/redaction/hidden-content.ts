import { xlsxXmlLimit } from '../limits.ts'
import { packageKind } from '../package-kind.ts'
import { Refused } from '../refusal.ts'
import { sniff } from '../sniff.ts'
import { sheetsListed } from '../xlsx/workbook-xml.ts'
import { attribute, hasWholeTags, isTrue, tagsOf } from '../xlsx/xml.ts'
import { listZip, unpack, type ZipEntry } from '../zip.ts'

/** Something that a file carries and does not show. */
export interface HiddenThing {
  /** Sheet or part, as 工作表“附表2”. */
  readonly where: string
  readonly what: string
}

/** What was looked for: things, or nobody can tell. */
export type HiddenContent = readonly HiddenThing[] | 'unknown'

type Parts = ReadonlyMap<string, string>

/** The XML that can hide something, as text. */
function partsOf(bytes: Uint8Array, entries: readonly ZipEntry[]): Parts {
  const parts = new Map<string, string>()
  let room = xlsxXmlLimit
  for (const entry of entries) {
    if (!/^(?:xl|word)\/(?:[^/]+\.xml|worksheets\/(?:_rels\/)?[^/]+|_rels\/[^/]+\.rels)$/.test(entry.name)) continue
    const part = unpack(bytes, entry, room)
    room -= part.length
    const xml = new TextDecoder().decode(part)
    if (!hasWholeTags(xml)) throw new Refused('package-damaged')
    parts.set(entry.name, xml)
  }
  return parts
}

/** Numbers in a row as 3–5、8. */
function ranges(numbers: readonly number[], name: (number: number) => string = String): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const shown = runs.slice(0, 8).map(([from, to]) => (from === to ? name(from) : `${name(from)}–${name(to)}`))
  return shown.join('、') + (runs.length > 8 ? '等' : '')
}

/** A, B … Z, AA: the letters of a column, from 1. */
function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((number - 1) % 26))
}

const mostColumns = 16_384

const isNothing = (tag: string, size: string) =>
  isTrue(attribute(tag, 'hidden')) || Number(attribute(tag, size) ?? 1) === 0

function hiddenRows(xml: string): string | undefined {
  let row = 0
  const rows = tagsOf(xml, 'row').flatMap((tag) => {
    row = Number(attribute(tag, 'r') ?? row + 1)
    return isNothing(tag, 'ht') ? [row] : []
  })
  return rows.length === 0 ? undefined : `隐藏第 ${ranges(rows)} 行`
}

function hiddenColumns(xml: string): string | undefined {
  const columns = tagsOf(xml, 'col').flatMap((tag) => {
    if (!isNothing(tag, 'width')) return []
    const [from, to] = [Number(attribute(tag, 'min')), Math.min(Number(attribute(tag, 'max')), mostColumns)]
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  })
  return columns.length === 0 ? undefined : `隐藏 ${ranges(columns, columnName)} 列`
}

/** Notes of a sheet hang on it by a relation. */
function comments(path: string, parts: Parts): string | undefined {
  const relations = parts.get(path.replace(/([^/]+)$/, '_rels/$1.rels')) ?? ''
  const has = tagsOf(relations, 'Relationship').some((tag) =>
    /\/(?:comments|threadedComment)$/.test(attribute(tag, 'Type') ?? ''),
  )
  return has ? '有批注' : undefined
}

const inWorkbook: readonly (readonly [RegExp, string])[] = [
  [/^xl\/pivotCache\//, '数据透视表的缓存，里面有全部源数据'],
  [/^xl\/externalLinks\//, '指向其他文件的外部链接，里面有那些文件的数据'],
  [/^xl\/(?:connections\.xml|queryTables\/)/, '数据连接'],
  [/^xl\/model\//, '数据模型，里面有全部源数据'],
  [/^xl\/vbaProject/, '宏'],
  [/^xl\/embeddings\//, '嵌入的文件'],
]

const inDocument: readonly (readonly [RegExp, string])[] = [
  [/^word\/vbaProject/, '宏'],
  [/^word\/embeddings\//, '嵌入的文件'],
]

const named = (entries: readonly ZipEntry[], table: typeof inWorkbook, where: string): readonly HiddenThing[] =>
  table.filter(([pattern]) => entries.some(({ name }) => pattern.test(name))).map(([, what]) => ({ where, what }))

function inSheets(parts: Parts): readonly HiddenThing[] {
  const listed = sheetsListed(parts.get('xl/workbook.xml') ?? '', parts.get('xl/_rels/workbook.xml.rels') ?? '')
  return listed.flatMap(({ name, path, hidden }) => {
    const where = `工作表“${name}”`
    if (hidden) return [{ where, what: '整张隐藏' }]
    const xml = path === undefined ? '' : parts.get(path)
    // A sheet that stands where nobody looks could hide anything.
    if (xml === undefined) throw new Refused('package-damaged')
    const found = [hiddenRows(xml), hiddenColumns(xml), path === undefined ? undefined : comments(path, parts)]
    return found.flatMap((what) => (what === undefined ? [] : [{ where, what }]))
  })
}

/** The parts of a Word document that hold its words. */
const wordParts: readonly (readonly [RegExp, string])[] = [
  [/^word\/document\d*\.xml$/, '正文'],
  [/^word\/header\d*\.xml$/, '页眉'],
  [/^word\/footer\d*\.xml$/, '页脚'],
  [/^word\/footnotes\.xml$/, '脚注'],
  [/^word\/endnotes\.xml$/, '尾注'],
]

/** Elements by which a document tells what was changed, and how it was before (ECMA-376 17.13.5). */
const revisions = ['ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'pPrChange', 'tblPrChange', 'sectPrChange']

const run = /<w:r(?=[\s>])[^<>]*>((?:(?!<w:r[\s>]|<\/w:r>)[\s\S])*)<\/w:r>/g
const vanishes = /<w:vanish(?:\s+w:val\s*=\s*["'](?:1|true|on)["'])?\s*\/>/

function inWords(xml: string, where: string): readonly HiddenThing[] {
  const isRevised = revisions.some((name) => tagsOf(xml, name).length > 0)
  const isHidden = [...xml.matchAll(run)].some(
    ([, inner = '']) => vanishes.test(inner) && /<w:(?:t|delText)[\s>]/.test(inner),
  )
  return [
    ...(isRevised ? [{ where, what: '有修订痕迹，能看到改动以前的文字' }] : []),
    ...(isHidden ? [{ where, what: '有隐藏文字' }] : []),
  ]
}

function inWordParts(parts: Parts): readonly HiddenThing[] {
  const texts = wordParts.flatMap(([pattern, where]) =>
    [...parts].filter(([name]) => pattern.test(name)).flatMap(([, xml]) => inWords(xml, where)),
  )
  const said = tagsOf(parts.get('word/comments.xml') ?? '', 'comment').length
  const notes = said > 0 ? [{ where: '批注', what: `${said} 条` }] : []
  const all = [...texts, ...notes]
  return all.filter((one, at) => all.findIndex((other) => other.where === one.where && other.what === one.what) === at)
}

/** Kinds that may hide as much, in which nobody here can look. */
const opaque = ['old-office', 'docx-encrypted', 'xlsb', 'pptx', 'odt']

/** Packages that are no workbooks and no documents of words: archives, layouts like PDF. */
const others = ['zip-archive', 'ofd', 'epub']

function inPackage(bytes: Uint8Array): HiddenContent {
  const entries = listZip(bytes)
  const kind = packageKind(entries)
  const parts = partsOf(bytes, entries)
  if (kind === 'xlsx') return [...inSheets(parts), ...named(entries, inWorkbook, '工作簿')]
  return [...inWordParts(parts), ...named(entries, inDocument, '文档')]
}

/**
 * What a workbook or a Word document carries and does not show; nothing of a file of another kind.
 *
 * @returns 'unknown' for office files that cannot be looked into
 */
export function hiddenContent(bytes: Uint8Array): HiddenContent {
  const kind = sniff(bytes)
  if (typeof kind === 'object') return opaque.includes(kind.refused) ? 'unknown' : []
  if (kind !== 'zip') return []
  try {
    return inPackage(bytes)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return others.includes(error.code) ? [] : 'unknown'
  }
}
