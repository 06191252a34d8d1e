import { z } from '@hono/zod-openapi'
import { mostListed } from '../../store/api-lists.ts'
import type { Ctx } from '../context.ts'

/** What every page of a list ends with. */
export const pageFields = {
  total: z
    .int()
    .min(0)
    .openapi({ description: `共有多少条；最多数到 ${mostListed}` }),
  totalIsExact: z.boolean().openapi({ description: `是否数全；false 表示超过 ${mostListed} 条` }),
  next: z.string().nullable().openapi({
    description: '下一页的地址，已是最后一页时为 null；响应头 Link 里也有',
    format: 'uri-reference',
  }),
} as const

/** Address of the page after this one, also in the header `Link` (RFC 8288); null after the last one. */
export function linkNext(c: Ctx, cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('cursor', cursor)
  const next = `${pathname}?${searchParams}`
  c.header('Link', `<${next}>; rel="next"`)
  return next
}
