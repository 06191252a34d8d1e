import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Services } from '../../app/services.ts'
import {
  type BodyFilter,
  countListedBodies,
  findListedBodies,
  type ListedBody,
  mostListed,
} from '../../store/api-lists.ts'
import { apiPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { paths } from '../paths.ts'
import { bodyCursor, readBodyCursor } from './cursor.ts'
import { wordsOf } from './list-reports.ts'
import { linkNext, pageFields } from './pages.ts'
import { parameters, query } from './parameters.ts'
import { address, kindSchema } from './summary.ts'
import { otherAnswers, trouble, troubles } from './trouble.ts'

const bodySchema = z
  .strictObject({
    id: z.int().openapi({ description: '机关编号', example: 12 }),
    name: z.string(),
    shortName: z.string(),
    region: z.string().openapi({ description: '所在地区，从省写起', example: '贵州省贵阳市花溪区' }),
    kind: kindSchema,
    above: z
      .strictObject({ id: z.int(), name: z.string() })
      .nullable()
      .openapi({ description: '上级机关；它自己没有公开过报告时，按编号查不到' }),
    demonstration: z.boolean().openapi({ description: '属于演示内容' }),
    years: z.array(z.int()).openapi({ description: '有公开报告的年度，从新到旧' }),
    links: z.strictObject({ self: address('本条'), page: address('供人阅读的网页'), reports: address('它的年度报告') }),
  })
  .openapi('Body')

function bodyJson({ years, ...body }: ListedBody): z.infer<typeof bodySchema> {
  const links = {
    self: apiPaths.body(body.id),
    page: paths.body(body.id),
    reports: `${apiPaths.reports}?body=${body.id}`,
  }
  return { ...body, years: [...years], links }
}

const { region, kind, q, limit, cursor } = parameters

const listRoute = createRoute({
  method: 'get',
  path: apiPaths.bodies,
  operationId: 'listBodies',
  summary: '机关列表',
  description: '公开过年度报告的机关，按编号排列，分页给出。',
  tags: ['机关'],
  request: { query: query({ region, kind, q, limit, cursor }) },
  responses: {
    200: {
      description: '一页机关',
      content: {
        'application/json': {
          schema: z.strictObject({ bodies: z.array(bodySchema), ...pageFields }).openapi('BodyList'),
        },
      },
    },
    ...otherAnswers,
  },
})

const showRoute = createRoute({
  method: 'get',
  path: apiPaths.bodyPattern,
  operationId: 'showBody',
  summary: '一个机关',
  tags: ['机关'],
  request: {
    params: z.object({
      id: z
        .string()
        .regex(/^\d{1,15}$/, '机关编号是数字，见 /api/bodies。')
        .openapi({ description: '机关编号', example: '1' }),
    }),
    query: query({}),
  },
  responses: {
    200: { description: '机关', content: { 'application/json': { schema: bodySchema } } },
    ...otherAnswers,
    404: troubles[404],
  },
})

export function bodies(api: OpenAPIHono<Env>, { db }: Services): void {
  api.openapi(listRoute, async (c) => {
    const asked = c.req.valid('query')
    const after = asked.cursor === undefined ? 0 : readBodyCursor(asked.cursor)
    if (after === undefined) {
      const says = '照抄上一页的 next；或者不写，从头列起'
      return trouble(c, 400, '参数 cursor 不能用。', [{ parameter: 'cursor', says }])
    }
    const filter: BodyFilter = {
      ...(asked.region !== undefined && { region: asked.region }),
      ...(asked.kind !== undefined && { kind: asked.kind }),
      words: wordsOf((asked.q ?? '').normalize('NFKC').toLowerCase()),
    }
    const size = asked.limit ?? 50
    const [rows, total] = await Promise.all([
      findListedBodies(db, filter, { size: size + 1, after }),
      countListedBodies(db, filter),
    ])
    const found = rows.slice(0, size)
    const last = rows.length > size ? found.at(-1) : undefined
    const next = linkNext(c, last && bodyCursor(last.id))
    const totalIsExact = total <= mostListed
    return c.json({ bodies: found.map(bodyJson), total: Math.min(total, mostListed), totalIsExact, next }, 200)
  })
  api.openapi(showRoute, async (c) => {
    const { id } = c.req.valid('param')
    const [body] = await findListedBodies(db, { id: Number(id) }, { size: 1 })
    if (!body) return trouble(c, 404, `没有编号为 ${id} 的机关，或者它还没有公开的报告。机关见 ${apiPaths.bodies}。`)
    return c.json(bodyJson(body), 200)
  })
}
