import { articles } from '../../articles.ts'
import { choice, day, number, rows, text } from './details.ts'
import { paragraph, type TableBlock } from './paper.ts'
import { chineseDate, citing, explaining, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art42 } = articles

const methods = { items: '按件计收', pages: '按量计收' } as const
const units = { items: '件', pages: '页' } as const satisfies Record<keyof typeof methods, string>

interface FeeLine {
  readonly band: string
  readonly count: number
  readonly rate: number
}

const due = (lines: readonly FeeLine[]) => lines.reduce((sum, { count, rate }) => sum + count * rate, 0)

const computation = (lines: readonly FeeLine[], unit: string): TableBlock => ({
  kind: 'table',
  columns: [
    { text: '档次', width: 4 },
    { text: `数量（${unit}）`, width: 2, stands: 'right' },
    { text: `标准（元/${unit}）`, width: 2, stands: 'right' },
    { text: '金额（元）', width: 2, stands: 'right' },
  ],
  rows: [
    ...lines.map(({ band, count, rate }) => [band, String(count), String(rate), String(count * rate)]),
    ['合计', String(lines.reduce((sum, { count }) => sum + count, 0)), '', String(due(lines))],
  ],
})

/**
 * 缴费通知书: basis, rates, computation, amount, how and until when to pay, and what follows (art. 42;
 * 政府信息公开信息处理费管理办法，国办函〔2020〕109号). The amount is the sum of the lines, in yuan.
 */
export const feeNotice = writer(
  {
    method: choice('计收方式', art42.cite, methods),
    facts: text('数量、频次明显超过合理范围的事实', art42.cite),
    lines: rows('计算明细', art42.cite, {
      band: text('档次', art42.cite),
      count: number('数量', art42.cite),
      rate: number('标准', art42.cite),
    }),
    howToPay: text('缴纳方式', art42.cite),
    until: day('缴纳期限', art42.cite),
  },
  (subject, { method, facts, lines, howToPay, until }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('经核查，', facts),
      paragraph(
        `根据${citing(art42.cite)}和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本机关决定收取信息处理费，采用${methods[method]}的方式，计算如下：`,
      ),
      computation(lines, units[method]),
      paragraph(`${you(subject)}应当缴纳信息处理费${due(lines)}元。`),
      ...explaining('缴纳方式：', howToPay),
      paragraph(
        `请自收到本通知书次日起30日内缴纳，最迟不超过${chineseDate(until)}。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。答复期限自缴纳完毕的次日起重新计算。`,
      ),
    ],
  }),
)
