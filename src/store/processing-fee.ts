import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { isPlainDate } from '../domain/calendar/plain-date.ts'
import type { FeeRules } from '../domain/request/fees.ts'
import { CannotStart } from './cannot-start.ts'

const count = z.int().check(z.positive())
const yuan = z.int().check(z.nonnegative())

const bands = z.array(z.strictObject({ upTo: count, rate: yuan })).check(
  z.minLength(1),
  z.refine((given) => given.every(({ upTo }, at) => upTo > (given[at - 1]?.upTo ?? 0)), {
    error: '各档的 upTo 应当从小到大',
  }),
  z.refine((given) => given.every(({ rate }, at) => rate >= (given[at - 1]?.rate ?? 0)), {
    error: '后一档的收费标准不应当低于前一档',
  }),
)

const scale = z.strictObject({ bands, beyond: z.strictObject({ every: z.nullable(count), more: yuan }) })

const feeRules = z.strictObject({
  basis: z.string().check(z.minLength(1)),
  inForce: z.string().check(z.refine(isPlainDate, { error: '应当是日历上有的日期' })),
  daysToPay: count,
  perRequest: scale,
  perPage: scale,
})

/** @throws {CannotStart} all faults of the file in one message */
export function parseFeeRules(json: string, file: string): FeeRules {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new CannotStart(`信息处理费文件 ${file} 不是有效的 JSON：${(error as Error).message}`)
  }
  const read = feeRules.safeParse(value, { error: zhCN().localeError })
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.') || '（整个文件）'}：${issue.message}`)
  throw new CannotStart(`信息处理费文件 ${file} 有 ${faults.length} 处错误：\n${faults.join('\n')}`)
}

/**
 * Reads `data/processing-fee.json`.
 *
 * @throws {CannotStart} where it does not hold the scales
 */
export async function loadFeeRules(file: string): Promise<FeeRules> {
  return parseFeeRules(await readFile(file, 'utf8'), file)
}
