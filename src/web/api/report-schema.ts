import { z } from '@hono/zod-openapi'
import { summarySchema } from './summary.ts'

const cell = z.string().openapi({ description: '单元格，行/列，含义见 /api/forms', example: 'received/total' })
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const place = z
  .strictObject({ start: z.int(), end: z.int(), text: z.string() })
  .openapi('Place', { description: '原文里的位置：从第几个字符到第几个字符（不含），那里写的是什么' })
const severity = z.enum(['error', 'warning', 'hint']).openapi({ description: 'error 不符、warning 需核对、hint 提示' })

const problem = z
  .strictObject({
    code: z.string(),
    severity,
    cell: cell.optional(),
    cells: list(cell).optional(),
    message: z.string(),
    place: place.optional(),
  })
  .openapi('ReadingProblem', { description: '读取存疑：读取时拿不准的地方，不是报告的问题' })

const claim = z
  .strictObject({
    start: z.int(),
    end: z.int(),
    text: z.string(),
    value: z.number(),
    unit: z.string(),
    verdict: z.enum(['fits', 'mismatch', 'other']),
    fits: list(z.string()),
    tried: list(z.strictObject({ reading: z.string(), value: z.number() })).optional(),
    section: z.string(),
  })
  .openapi('Claim', { description: '文字里写到的数：fits 与表格一致、mismatch 不一致、other 说的是别的事' })

const finding = z
  .strictObject({
    id: z.string().openapi({ description: '规则编号，见“关于”页' }),
    stableId: z.string(),
    severity,
    cells: list(cell),
    left: z.union([z.number(), z.string()]).optional(),
    right: z.union([z.number(), z.string()]).optional(),
    difference: z.number().optional(),
    message: z.string(),
    places: list(place),
    fault: z.enum(['report', 'reading']).openapi({ description: '更可能是报告有误，还是读取有误' }),
  })
  .openapi('Finding', { description: '核验发现的一处问题' })

const paragraph = z
  .strictObject({
    start: z.int(),
    end: z.int(),
    text: z.string(),
    heading: z.int().optional(),
    breaks: list(z.tuple([z.int(), z.int()]).readonly()).optional(),
  })
  .openapi('Paragraph', { description: '一段文字；heading 是小标题的级别' })

const section = z
  .strictObject({
    key: z.string().openapi({ example: 'overview' }),
    start: z.int(),
    end: z.int(),
    printedNumber: z.int().nullable(),
    printedTitle: z.string(),
    paragraphs: list(paragraph),
  })
  .openapi('Section', { description: '报告的一个部分，按原文的顺序' })

/** The JSON of a report, as the command `report read --json` and the file to download hold it. */
const reportJsonSchema = z
  .strictObject({
    agency: z.string().nullable().openapi({ description: '报告上写的机关' }),
    year: z.int().nullable(),
    form: z.string(),
    cells: z.record(z.string(), z.number().nullable()).openapi({
      description: '全部数字，含人工更正：null 是原文空着，没有这一项是未能识别，0 只在原文写 0 时出现',
    }),
    sources: z.record(z.string(), place).openapi({ description: '每个数字在原文里的位置' }),
    problems: list(problem),
    claims: list(claim),
    findings: list(finding).openapi({ description: '核验发现的问题；经人认定为误报的不在其中' }),
    title: z.string().nullable(),
    period: z.strictObject({ from: z.string(), to: z.string() }).nullable().openapi({ description: '统计期限' }),
    contact: z.strictObject({
      address: z.string().optional(),
      postcode: z.string().optional(),
      telephone: z.string().optional(),
      fax: z.string().optional(),
      email: z.string().optional(),
    }),
    units: z.record(z.string(), z.string()).openapi({ description: '原文写明的金额单位' }),
    remarks: z.record(z.string(), z.string()).openapi({ description: '数字旁边的备注' }),
    chosen: list(cell).openapi({ description: '推定的数字：连写的数字只有这样分开才满足勾稽关系' }),
    preamble: list(paragraph),
    sections: list(section),
    version: z.int().openapi({ description: '这种 JSON 的版本' }),
  })
  .openapi('Report')

const state = z
  .union([z.number(), z.null(), z.literal('absent')])
  .openapi({ description: '数；null 空白；absent 未能识别' })

/** A whole report: what lists say of it, what it holds, and what people said of it. */
export const wholeReportSchema = z
  .strictObject({
    summary: summarySchema,
    report: reportJsonSchema,
    corrections: z
      .array(z.strictObject({ cell, read: state, corrected: state, at: z.iso.datetime() }))
      .openapi({ description: '人工更正：程序读成什么，核对后更正为什么' }),
    explanations: z
      .array(
        z.strictObject({
          finding: z.string().openapi({ description: '问题的 stableId' }),
          verdict: z.enum(['confirmed', 'explained']),
          reason: z.string(),
          at: z.iso.datetime(),
        }),
      )
      .openapi({ description: '机关对问题的认定：confirmed 属实、explained 已说明' }),
    source: z.strictObject({
      kind: z.enum(['text', 'markdown', 'html', 'docx', 'pdf', 'xlsx', 'csv', 'json']),
      fileName: z.string(),
      sha256: z.string(),
    }),
  })
  .openapi('WholeReport')
