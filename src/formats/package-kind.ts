import { type RefusalCode, Refused } from './refusal.ts'
import type { ZipEntry } from './zip.ts'

export type PackageKind = 'docx' | 'xlsx'

const known: readonly (readonly [RegExp, PackageKind])[] = [
  [/^word\/document\d*\.xml$/, 'docx'],
  [/^xl\/workbook\.xml$/, 'xlsx'],
]

const others: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^xl\/workbook\.bin$/, 'xlsb'],
  [/^ppt\//, 'pptx'],
  [/^OFD\.xml$/i, 'ofd'],
  [/^META-INF\/container\.xml$/, 'epub'],
  [/^META-INF\/manifest\.xml$/, 'odt'],
]

/**
 * Tells a Word document from a workbook by the parts that the package lists.
 *
 * @throws Refused for packages of another kind and for encrypted ones
 */
export function packageKind(entries: readonly ZipEntry[]): PackageKind {
  const find = <T>(kinds: readonly (readonly [RegExp, T])[]) =>
    kinds.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))?.[1]
  const kind = find(known)
  const other = find(others)
  if (!kind && other) throw new Refused(other)
  if (entries.some(({ encrypted }) => encrypted)) throw new Refused(kind ? 'docx-encrypted' : 'zip-archive')
  if (kind) return kind
  const isPackage = entries.some(({ name }) => name === '[Content_Types].xml')
  throw new Refused(isPackage ? 'package-damaged' : 'zip-archive')
}
