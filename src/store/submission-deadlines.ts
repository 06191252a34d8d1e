import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import zhCN from 'zod/v4/locales/zh-CN.js'
import { type AgencyKind, agencyKinds } from '../domain/agency/agency.ts'
import type { SubmissionDeadlines } from '../domain/report/submission.ts'
import { CannotStart } from './cannot-start.ts'

const kinds = Object.keys(agencyKinds) as AgencyKind[]

/** February ends with its 28th here: a day that is missing in most years is no deadline. */
const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const deadline = z
  .strictObject({
    kind: z.enum(kinds),
    month: z.int().check(z.minimum(1), z.maximum(12)),
    day: z.int().check(z.minimum(1)),
    article: z.nullable(z.string().check(z.minLength(1))),
    note: z.string().check(z.minLength(1)),
  })
  .check(z.refine(({ month, day }) => day <= (lastDays[month - 1] ?? 0), { path: ['day'], error: '这个月没有这一天' }))

const deadlines = z.array(deadline).check(
  z.refine((given) => kinds.every((kind) => given.filter((one) => one.kind === kind).length === 1), {
    error: `每类机关（${kinds.join('、')}）应当有且只有一个期限`,
  }),
)

/** @throws {CannotStart} all faults of the file in one message */
export function parseSubmissionDeadlines(json: string, file: string): SubmissionDeadlines {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new CannotStart(`报送期限文件 ${file} 不是有效的 JSON：${(error as Error).message}`)
  }
  const read = deadlines.safeParse(value, { error: zhCN().localeError })
  if (read.success) return Object.fromEntries(read.data.map((one) => [one.kind, one])) as unknown as SubmissionDeadlines
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.') || '（整个文件）'}：${issue.message}`)
  throw new CannotStart(`报送期限文件 ${file} 有 ${faults.length} 处错误：\n${faults.join('\n')}`)
}

/**
 * Reads `data/submission-deadlines.json`.
 *
 * @throws {CannotStart} where the file does not hold a deadline for every kind of body
 */
export async function loadSubmissionDeadlines(file: string): Promise<SubmissionDeadlines> {
  return parseSubmissionDeadlines(await readFile(file, 'utf8'), file)
}
