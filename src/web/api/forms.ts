import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Services } from '../../app/services.ts'
import { dictionaryOf } from '../../domain/report/dictionary.ts'
import type { ReportForm } from '../../domain/report/form.ts'
import { writeDictionaryCsv } from '../../formats/csv/write-dictionary.ts'
import { apiPaths, dataPaths } from '../api-paths.ts'
import type { Env } from '../context.ts'
import { query } from './parameters.ts'
import { address } from './summary.ts'
import { otherAnswers, trouble, troubles } from './trouble.ts'

const years = {
  yearFrom: z.int().openapi({ description: '从哪个年度起用，含' }),
  yearTo: z.int().nullable().openapi({ description: '用到哪个年度，含；null 表示现行' }),
}

const formSchema = z
  .strictObject({
    id: z.string().openapi({ example: '2021' }),
    title: z.string(),
    notice: z.string().openapi({ description: '规定这种格式的通知' }),
    ...years,
    links: z.strictObject({ self: address('全部单元格'), page: address('供人阅读的网页') }),
  })
  .openapi('FormSummary')

const text = (description: string) => z.string().openapi({ description })
const perhaps = (description: string) => z.string().nullable().openapi({ description })

const entrySchema = z
  .strictObject({
    form: z.string(),
    ...years,
    notice: z.string(),
    cell: text('单元格，行/列'),
    section: z.int().openapi({ description: '在第几部分' }),
    sectionTitle: z.string(),
    table: z.string(),
    block: perhaps('这几行上面的标题，例如 第二十条第（一）项'),
    rowKey: z.string(),
    row: text('行的名称，和格式上的一字不差'),
    rowGroups: perhaps('行上面各级标题'),
    columnKey: z.string(),
    column: text('列的名称'),
    columnGroup: perhaps('列上面的标题'),
    unit: z.enum(['件', '项', '元', '万元']),
    number: z.enum(['count', 'signed', 'amount']).openapi({
      description: 'count 不小于 0 的整数、signed 可为负的整数、amount 金额',
    }),
    rowRole: z
      .enum(['received', 'carried-in', 'outcome', 'settled', 'carried-out'])
      .nullable()
      .openapi({ description: '这一行在勾稽关系里是什么：本年新收、上年结转、办理结果、总计、结转下年度' }),
    columnRole: z.enum(['part', 'total']),
    replaces: perhaps('可以代替的行'),
  })
  .openapi('DictionaryEntry')

const wholeFormSchema = z.strictObject({ ...formSchema.shape, cells: z.array(entrySchema) }).openapi('Form')

const common = { tags: ['报告格式'] }

const listRoute = createRoute({
  ...common,
  method: 'get',
  path: apiPaths.forms,
  operationId: 'listForms',
  summary: '报告格式列表',
  request: { query: query({}) },
  responses: {
    200: {
      description: '全部报告格式，从旧到新',
      content: { 'application/json': { schema: z.strictObject({ forms: z.array(formSchema) }).openapi('FormList') } },
    },
    ...otherAnswers,
  },
})

const showRoute = createRoute({
  ...common,
  method: 'get',
  path: apiPaths.formPattern,
  operationId: 'showForm',
  summary: '一种报告格式的数据字典',
  description: '每个单元格的行、列、单位和含义，按格式上的顺序。',
  request: {
    params: z.object({
      id: z.string().max(40, '没有这种报告格式，见 /api/forms。').openapi({ description: '格式编号', example: '2021' }),
    }),
    query: query({}),
  },
  responses: {
    200: { description: '数据字典', content: { 'application/json': { schema: wholeFormSchema } } },
    ...otherAnswers,
    404: troubles[404],
  },
})

const csvRoute = createRoute({
  ...common,
  method: 'get',
  path: apiPaths.dictionary,
  operationId: 'dictionaryCsv',
  summary: '全部格式的数据字典，CSV',
  request: { query: query({}) },
  responses: {
    200: { description: '数据字典', content: { 'text/csv': { schema: z.string() } } },
    ...otherAnswers,
  },
})

function formJson({ id, title, notice, years: { from, to } }: ReportForm): z.infer<typeof formSchema> {
  const links = { self: apiPaths.form(id), page: dataPaths.dictionary(id) }
  return { id, title, notice, yearFrom: from, yearTo: to, links }
}

export function forms(api: OpenAPIHono<Env>, services: Services): void {
  api.openapi(listRoute, (c) => c.json({ forms: services.forms.map(formJson) }, 200))
  api.openapi(showRoute, (c) => {
    const { id } = c.req.valid('param')
    const form = services.forms.find((one) => one.id === id)
    if (!form) return trouble(c, 404, `没有这种报告格式。有 ${services.forms.map((one) => one.id).join('、')}。`)
    return c.json({ ...formJson(form), cells: [...dictionaryOf(form)] }, 200)
  })
  api.openapi(csvRoute, (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="gongkai-dictionary.csv"')
    return c.body(writeDictionaryCsv(services.forms)) as Response
  })
}
