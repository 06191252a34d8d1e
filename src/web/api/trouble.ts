import { type Hook, z } from '@hono/zod-openapi'
import type { Ctx, Env } from '../context.ts'

/** What went wrong, for programs and their people (RFC 9457). */
const problemDetails = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().openapi({ description: '是哪一类问题' }),
    status: z.int().openapi({ description: 'HTTP 状态码' }),
    detail: z.string().openapi({ description: '出了什么问题，怎样改' }),
    errors: z
      .array(z.strictObject({ parameter: z.string(), says: z.string() }))
      .optional()
      .openapi({ description: '400 时列出每一个写错的参数和正确的写法' }),
    request: z.string().openapi({ description: '请求编号，与日志和响应头 X-Request-Id 一致' }),
  })
  .openapi('ProblemDetails')

type ProblemDetails = z.infer<typeof problemDetails>

export type ParameterFault = NonNullable<ProblemDetails['errors']>[number]

const titles = {
  400: '参数有误',
  404: '没有找到',
  405: '不支持这种方法',
  406: '没有这种格式',
  500: '系统出了问题',
  503: '暂时忙不过来',
} as const

export type TroubleStatus = keyof typeof titles

/** Answers with what went wrong; nobody keeps such an answer. */
export function trouble<Status extends TroubleStatus>(
  c: Ctx,
  status: Status,
  detail: string,
  errors?: readonly ParameterFault[],
) {
  c.header('Cache-Control', 'no-store')
  const body: ProblemDetails = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(errors && { errors: [...errors] }),
    request: c.get('request'),
  }
  return c.json(body, status, { 'Content-Type': 'application/problem+json; charset=utf-8' })
}

const content = { 'application/problem+json': { schema: problemDetails } }

/** How a route documents its troubles. */
export const troubles = {
  400: { description: '参数有误，逐一列出', content },
  404: { description: '没有找到', content },
  406: { description: '没有请求头 Accept 所要的格式', content },
  500: { description: '系统出了问题', content },
  503: { description: '暂时忙不过来，请按响应头 Retry-After 稍后再试', content },
} as const

/** What every address may answer besides what it is for. */
export const otherAnswers = {
  304: { description: '和上次取的一样' },
  400: troubles[400],
  406: troubles[406],
  500: troubles[500],
  503: troubles[503],
} as const

/** Every wrong parameter with how it is written; a wrong address is one at which nothing is. */
export const refuseWrong: Hook<unknown, Env, string, unknown> = (result, c) => {
  if (result.success) return undefined
  if (result.target === 'param') return trouble(c, 404, result.error.issues[0]?.message ?? '没有这个地址。')
  const faults = result.error.issues.flatMap((issue): readonly ParameterFault[] => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')]
    return names.map((parameter) => ({ parameter, says: issue.message }))
  })
  const named = [...new Set(faults.map(({ parameter }) => parameter))]
  return trouble(c, 400, `有 ${named.length} 个参数不能用：${named.join('、')}。`, faults)
}
