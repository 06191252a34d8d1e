import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress'
import type { Services } from '../../app/services.ts'
import { isUnavailable } from '../../store/unavailable.ts'
import { apiPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { paths } from '../paths.ts'
import { bodies } from './bodies.ts'
import { cells } from './cells.ts'
import { entrance } from './entrance.ts'
import { forms } from './forms.ts'
import { listReports } from './list-reports.ts'
import { acceptable, openToAll, tagged } from './manners.ts'
import { showReport } from './show-report.ts'
import { refuseWrong, trouble } from './trouble.ts'

const allowed = 'GET, HEAD, OPTIONS'

/** Version of the API: raised when something is taken away or changes its meaning, not when something is added. */
const apiVersion = '1'

const info = {
  title: '政府信息公开工作年度报告开放数据',
  version: apiVersion,
  description: `读取已公开的年度报告：全部数字、文字、在原文里的位置和核验结果。只能读取，不需要登录，任何网站的网页都可以调用。
出错时回答 application/problem+json（RFC 9457），一次列出全部写错的参数。每个回答都有 ETag，带 If-None-Match 再来取，没有变化就回答 304。`,
} as const

const descriptions = [
  { name: '入口', description: '全部地址' },
  { name: '年度报告', description: '已公开的年度报告' },
  { name: '机关', description: '公开过年度报告的机关' },
  { name: '报告格式', description: '法定格式和数据字典' },
  { name: '批量数据', description: '全部单元格一次取完' },
]

export type OpenApiDocument = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>

/** The read API with the document that describes it. */
export interface Api {
  readonly routes: OpenAPIHono<Env>
  readonly document: OpenApiDocument
}

const isText = (type: string) => COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type) || type.startsWith('application/x-ndjson')

/** The API for reading what is published: nobody signs in, no cookie is looked at, nothing can be changed. */
export function createApi(services: Services, program: string): Api {
  const api = new OpenAPIHono<Env>({ defaultHook: refuseWrong })
  const everywhere = [...openToAll, compress({ contentTypeFilter: isText }), acceptable] as const
  api.use(`${paths.api}/*`, ...everywhere)
  const tag = tagged(services, program)
  api.use(`${paths.api}/*`, (c, next) => (c.req.path.startsWith(`${paths.api}/cells.`) ? next() : tag(c, next)))

  entrance(api)
  listReports(api, services)
  showReport(api, services)
  bodies(api, services)
  forms(api, services)
  cells(api, services, program)
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: descriptions,
  })
  api.get(apiPaths.document, (c) => c.json(document))
  const known = api.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  for (const path of new Set(known))
    api.all(path, (c) => {
      c.header('Allow', allowed)
      return trouble(c, 405, `这里只能读取。请用 ${allowed}。`)
    })
  api.all(`${paths.api}/*`, (c) => trouble(c, 404, `没有这个地址。全部地址见 ${apiPaths.entrance}。`))
  api.onError((error, c) => {
    services.log.error({ request: c.get('request'), err: error }, 'a request failed')
    if (isUnavailable(error)) {
      c.header('Retry-After', '5')
      return trouble(c, 503, '数据库暂时连不上，请稍后再试。')
    }
    return trouble(c, 500, '不是您的操作有误。请稍后再试；如果一直这样，请把请求编号告诉网站管理员。')
  })
  return { routes: api, document }
}
