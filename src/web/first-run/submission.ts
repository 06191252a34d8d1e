import { z } from 'zod'
import type { FirstBody } from '../../app/found-body.ts'
import { agencyKinds, isAgencyKind } from '../../domain/agency/agency.ts'
import { longestPassword, shortestPassword } from '../../domain/agency/person.ts'
import type { FieldProblems } from '../fields.tsx'

const filled = (says: string) =>
  z
    .string()
    .trim()
    .min(1, says)
    .max(200, '太长了，最多 200 个字')
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u, '含有看不见的控制字符，请重新输入')

const submission = z
  .object({
    code: z.string().trim().min(1, '请填写启动时显示的初始化代码'),
    name: filled('请填写机关全称'),
    kind: z.string().refine(isAgencyKind, '请选择机关类别'),
    region: filled('请填写所在地区'),
    login: z
      .string()
      .trim()
      .regex(/^[a-zA-Z0-9._-]{3,40}$/, '登录名用 3 到 40 个字母、数字、点、横线或下划线'),
    displayName: filled('请填写管理员姓名或称呼'),
    password: z
      .string()
      .min(shortestPassword, `密码至少 ${shortestPassword} 个字符`)
      .max(longestPassword, `密码最多 ${longestPassword} 个字符`),
    repeated: z.string(),
  })
  .refine(({ password, repeated }) => password === repeated, { path: ['repeated'], message: '两次填写的密码不一样' })
  .refine(({ login, password }) => !password.toLowerCase().includes(login.toLowerCase()), {
    path: ['password'],
    message: '密码里不能含有登录名',
  })

export type FirstRunValues = Readonly<Partial<Record<keyof z.input<typeof submission>, string>>>

export type FirstRunSubmission =
  | { readonly ok: true; readonly code: string; readonly body: FirstBody }
  | { readonly ok: false; readonly problems: FieldProblems }

export const kindOptions = Object.entries(agencyKinds)

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Reads the form of the first run; all that is wrong at once, one sentence a field. */
export function readFirstRun(given: Readonly<Record<string, unknown>>): FirstRunSubmission {
  const fields = Object.keys(submission.shape) as (keyof typeof submission.shape)[]
  const read = submission.safeParse(Object.fromEntries(fields.map((field) => [field, text(given[field])])))
  if (read.success) {
    const { code, repeated: _, ...body } = read.data
    return { ok: true, code, body }
  }
  const problems: Record<string, string> = {}
  for (const { path, message } of read.error.issues) problems[String(path[0])] ??= message
  if (text(given.password) !== text(given.repeated)) problems.repeated ??= '两次填写的密码不一样'
  return { ok: false, problems }
}
