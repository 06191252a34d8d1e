import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Services } from '../../app/services.ts'
import { getForm } from '../../domain/report/form.ts'
import { cellLines, cellLinesHead, cellNdjson } from '../../formats/csv/cell-lines.ts'
import { type ExportFilter, openSheetExport, type PublishedSheet, type SheetExport } from '../../store/exports.ts'
import { apiPaths } from '../api-paths.ts'
import { holdsTag } from '../conditional.ts'
import type { Ctx, Env } from '../context.ts'
import { tagOf, unchanged } from './manners.ts'
import { packed, takesGzip } from './packed.ts'
import { formParameter, parameters, query } from './parameters.ts'
import { type SheetWriter, sheetStream } from './sheet-stream.ts'
import { otherAnswers, trouble } from './trouble.ts'

/** Exports that may be under way at a time: each holds a connection of the database, of which there are ten. */
const mostExports = 4

/** Milliseconds after which a reader that takes nothing is given up. */
const patience = 60_000

const cellSchema = z
  .strictObject({
    agencyId: z.int().openapi({ description: '机关编号' }),
    agency: z.string(),
    region: z.string(),
    year: z.int(),
    form: z.string(),
    cell: z.string().openapi({ example: 'received/total' }),
    row: z.string(),
    column: z.string(),
    unit: z.enum(['件', '项', '元', '万元']),
    value: z.number().nullable().openapi({ description: 'null 是原文空着' }),
  })
  .openapi('Cell')

const { region, body, year } = parameters
const description = `全部已公开报告的每一个单元格，一次取完，是同一时刻的内容；人工更正已计入。
原文空着的格子没有数值；未能识别的格子不在其中。边读边传，不限大小。`

const kinds = {
  csv: {
    path: apiPaths.cellsCsv,
    operationId: 'cellsCsv',
    summary: '全部单元格，CSV',
    type: 'text/csv',
    schema: z.string().openapi({ description: 'UTF-8，第一行是列名，state 为 value 或 blank' }),
  },
  ndjson: {
    path: apiPaths.cellsNdjson,
    operationId: 'cellsNdjson',
    summary: '全部单元格，一行一个 JSON',
    type: 'application/x-ndjson',
    schema: z.string().openapi({ description: '每行一个 Cell 对象' }),
  },
  json: {
    path: apiPaths.cellsJson,
    operationId: 'cellsJson',
    summary: '全部单元格，一个 JSON 数组',
    type: 'application/json',
    schema: z.array(cellSchema),
  },
} as const

type Kind = keyof typeof kinds

const routeFor = (kind: Kind, formIds: readonly string[]) =>
  createRoute({
    method: 'get',
    path: kinds[kind].path,
    operationId: kinds[kind].operationId,
    summary: kinds[kind].summary,
    description,
    tags: ['批量数据'],
    request: { query: query({ year, form: formParameter(formIds), region, body }) },
    responses: {
      200: { description: '单元格', content: { [kinds[kind].type]: { schema: kinds[kind].schema } } },
      ...otherAnswers,
    },
  })

function writersFor({ forms }: Services): Readonly<Record<Kind, SheetWriter>> {
  const joined = (write: typeof cellLines) => (sheets: readonly PublishedSheet[]) => {
    let text = ''
    for (const sheet of sheets) text += write(sheet, getForm(forms, sheet.form))
    return text
  }
  const lines = joined(cellNdjson)
  return {
    csv: { head: cellLinesHead, write: joined(cellLines), tail: '' },
    ndjson: { head: '', write: lines, tail: '' },
    json: {
      head: '[',
      write: (sheets, first) => {
        const objects = lines(sheets).slice(0, -1).replaceAll('\n', ',\n')
        return objects === '' ? '' : `${first ? '' : ','}\n${objects}`
      },
      tail: '\n]\n',
    },
  }
}

/** An export that is ready to be read. */
interface Opened {
  readonly sheets: SheetExport
  readonly tag: string
  /** To be called at its end. */
  readonly done: () => void
}

export function cells(api: OpenAPIHono<Env>, services: Services, program: string): void {
  const { db, forms, log } = services
  const writers = writersFor(services)
  const formIds = forms.map(({ id }) => id)
  let open = 0

  function stream(c: Ctx, kind: Kind, { sheets, tag, done }: Opened): Response {
    const request = c.get('request')
    const failed = (error: unknown) => log.warn({ request, err: error }, 'an export was cut off')
    c.header('Content-Type', `${kinds[kind].type}; charset=utf-8`)
    c.header('Content-Disposition', `attachment; filename="gongkai-cells.${kind}"`)
    const whole = sheetStream(sheets, writers[kind], { done, failed, patience })
    if (!takesGzip(c.req.header('accept-encoding'))) return c.body(whole)
    c.header('Content-Encoding', 'gzip')
    c.header('ETag', `W/${tag}`)
    return c.body(packed(whole))
  }

  async function answer(c: Ctx, kind: Kind, filter: ExportFilter): Promise<Response> {
    if (open >= mostExports) {
      c.header('Retry-After', '30')
      return trouble(c, 503, '正在进行的批量下载太多，请过半分钟再试，或者加上条件分批取。')
    }
    open += 1
    const done = () => {
      open -= 1
    }
    const sheets = await openSheetExport(db, filter).catch((error: unknown) => {
      done()
      throw error
    })
    const tag = tagOf(c, program, sheets.version)
    c.header('ETag', tag)
    const held = holdsTag(c, tag)
    if (!held && c.req.method !== 'HEAD') return stream(c, kind, { sheets, tag, done })
    await sheets.close().finally(done)
    if (held) return unchanged(c, tag)
    c.header('Content-Type', `${kinds[kind].type}; charset=utf-8`)
    return c.body(null, 200)
  }

  for (const kind of Object.keys(kinds) as Kind[])
    api.openapi(routeFor(kind, formIds), (c) => {
      const asked = c.req.valid('query')
      return answer(c, kind, {
        ...(asked.region !== undefined && { region: asked.region }),
        ...(asked.body !== undefined && { agencyId: asked.body }),
        ...(asked.year !== undefined && { year: asked.year }),
        ...(asked.form !== undefined && { form: asked.form }),
      }) as never
    })
}
