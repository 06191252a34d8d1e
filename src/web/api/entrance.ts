import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { apiPaths, dataPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { paths } from '../paths.ts'
import { prefers } from './manners.ts'
import { query } from './parameters.ts'
import { otherAnswers } from './trouble.ts'

const links = {
  document: apiPaths.document,
  page: dataPaths.api,
  reports: apiPaths.reports,
  bodies: apiPaths.bodies,
  forms: apiPaths.forms,
  dictionary: apiPaths.dictionary,
  cellsCsv: apiPaths.cellsCsv,
  cellsNdjson: apiPaths.cellsNdjson,
  cellsJson: apiPaths.cellsJson,
  feed: paths.feed,
} as const

const linkSchema = z.strictObject(
  Object.fromEntries(Object.keys(links).map((name) => [name, z.string()])) as Record<keyof typeof links, z.ZodString>,
)

const route = createRoute({
  method: 'get',
  path: apiPaths.entrance,
  operationId: 'entrance',
  summary: '入口',
  description: '全部地址。浏览器打开时转到供人阅读的说明页。',
  tags: ['入口'],
  request: { query: query({}) },
  responses: {
    200: {
      description: '全部地址',
      content: {
        'application/json': { schema: z.strictObject({ title: z.string(), links: linkSchema }).openapi('Entrance') },
      },
    },
    303: { description: '转到说明页' },
    ...otherAnswers,
  },
})

export function entrance(api: OpenAPIHono<Env>): void {
  api.openapi(route, (c) => {
    if (prefers(c, 'text/html', 'application/json')) return c.redirect(dataPaths.api, 303)
    return c.json({ title: '政府信息公开工作年度报告开放数据', links }, 200)
  })
}
