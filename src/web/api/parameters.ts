import { z } from '@hono/zod-openapi'
import type { ZodRawShape } from 'zod'
import { type AgencyKind, agencyKinds } from '../../domain/agency/agency.ts'

/** A form on a page sends what nobody chose as an empty word. */
const emptyAsAbsent = (value: unknown) => (value === '' ? undefined : value)

const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsAbsent, schema.optional())

/** Part of what is asked: words in one line. */
export const words = (says: string, description: string, example: string) =>
  optional(
    z
      .string(says)
      .trim()
      .max(100, says)
      .regex(/^\P{Cc}*$/u, says),
  ).openapi({ type: 'string', maxLength: 100, description, example })

/** A whole number; several of one name are refused. */
export function whole(least: number, most: number, description: string, example: number) {
  const says = `写成 ${least} 到 ${most} 的整数，只写一次，例如 ${example}`
  const number = z
    .string(says)
    .regex(/^\d{1,15}$/, says)
    .transform(Number)
    .refine((value) => value >= least && value <= most, says)
  return optional(number).openapi({ type: 'integer', minimum: least, maximum: most, description, example })
}

/** One of some words. */
export const oneOf = <T extends string>(choices: readonly [T, ...T[]], description: string) =>
  optional(z.enum(choices, `写成 ${choices.join('、')} 中的一个`)).openapi({ description, example: choices[0] })

const kinds = Object.keys(agencyKinds) as [AgencyKind, ...AgencyKind[]]
const kindWords = kinds.map((kind) => `${kind} ${agencyKinds[kind]}`).join('、')

/** Parameters that several addresses have. */
export const parameters = {
  region: words('写成地区名称，例如 贵州省贵阳市', '地区；它下面的地区也算在内', '贵州省贵阳市'),
  body: whole(1, 999_999_999, '机关编号，见 /api/bodies', 1),
  year: whole(1900, 9999, '报告所属年度', 2021),
  kind: oneOf(kinds, `机关类别：${kindWords}`),
  q: words('写成要找的词，不超过 100 个字', '机关、地区、标题或年份里要有的词，用空格分开', '水利局 2020'),
  limit: whole(1, 200, '一页最多几条，不写是 50', 50),
  cursor: optional(z.string('照抄上一页给出的 next').max(500, '照抄上一页给出的 next')).openapi({
    type: 'string',
    description: '从哪里接着列：照抄上一页的 next，不要自己编',
  }),
} as const

/** Id of a report form, of those that there are. */
export const formParameter = (ids: readonly string[]) => oneOf(ids as [string, ...string[]], '报告格式，见 /api/forms')

/** What may be asked at an address: whatever else is written is told, never passed over. */
export function query<Shape extends ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join('、')
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `没有这个参数；可用的有 ${names}` : undefined),
  })
}
