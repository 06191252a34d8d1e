import { isRedactionGround, type RedactionGroundId } from './grounds.ts'
import type { PageSize } from './marks.ts'
import { onPage, type Region } from './regions.ts'

/** What was typed of a mark: millimetres, as texts. */
export type TypedMark = Readonly<Partial<Record<'ground' | 'left' | 'top' | 'width' | 'height', string>>>

export type ReadMark =
  | { readonly ok: true; readonly region: Region; readonly ground: RedactionGroundId }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** Points of a millimetre. */
const millimetre = 72 / 25.4

const names = { left: '左边距', top: '上边距', width: '宽', height: '高' } as const

/** Millimetres of so many points, to a hundredth. */
export const inMillimetres = (points: number): number => Math.round((points / millimetre) * 100) / 100

/** A mark typed in millimetres on a page, or all that is wrong with it, by the name of the field. */
export function readMark(typed: TypedMark, page: number, size: PageSize): ReadMark {
  const problems: Record<string, string> = {}
  const ground = typed.ground ?? ''
  if (!isRedactionGround(ground)) problems.ground = '请选择遮盖的理由。'
  const most = { left: size.width, width: size.width, top: size.height, height: size.height }
  const read = (name: keyof typeof names) => {
    const text = (typed[name] ?? '').trim()
    const value = /^\d{1,5}(?:\.\d{1,3})?$/.test(text) ? Number(text) * millimetre : Number.NaN
    const isSide = name === 'width' || name === 'height'
    if (Number.isNaN(value)) problems[name] = `请填写${names[name]}，单位毫米，例如 12.5。`
    else if (isSide && value <= 0) problems[name] = `${names[name]}应当大于 0。`
    else if (!isSide && value >= most[name])
      problems[name] = `${names[name]}超出页面（${inMillimetres(most[name])} 毫米）。`
    return value / most[name]
  }
  const region = { page, left: read('left'), top: read('top'), width: read('width'), height: read('height') }
  if (Object.keys(problems).length > 0 || !isRedactionGround(ground)) return { ok: false, problems }
  return { ok: true, region: onPage(region), ground }
}
