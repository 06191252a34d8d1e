import type { Kysely } from 'kysely'
import type { Reading } from '../../src/domain/report/reading.ts'
import { appendAgency } from '../../src/store/agencies.ts'
import { appendReports, type NewReport } from '../../src/store/reports.ts'
import type { Database } from '../../src/store/schema.ts'

export const text = '云溪区民政局2021年年报\n全年共收到申请125件。\n一、本年新收\t117\t8\t\t125\n'

const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words })

/** A small reading of `text`: three figures, a blank cell, a doubt. */
export const reading: Reading = {
  title: '云溪区民政局2021年年报',
  agency: '云溪区民政局',
  year: 2021,
  form: '2021',
  period: { from: '2021-01-01', to: '2021-12-31' },
  contact: { telephone: '000-00000000' },
  cells: {
    'received/natural-person': 117,
    'received/enterprise': 8,
    'received/research': null,
    'received/total': 125,
    'fees/amount': 736.5,
  },
  sources: {
    'received/natural-person': at('117'),
    'received/total': { ...at('\t125'), start: text.lastIndexOf('125') },
  },
  remarks: { 'received/enterprise': '（其中小微企业3件）' },
  chosen: ['received/total'],
  units: { 'fees/amount': '万元' },
  preamble: [],
  sections: [
    {
      key: 'overview',
      printedNumber: 1,
      printedTitle: '总体情况',
      start: 0,
      end: 20,
      paragraphs: [
        {
          text: '全年共收到申请125件。',
          start: 14,
          end: 26,
          offsets: [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
        },
      ],
    },
  ],
  problems: [
    { code: 'cell-missing', severity: 'warning', cell: 'carried-in/total', message: '找不到二、上年结转的总计' },
  ],
}

export const report: Omit<NewReport, 'agencyId'> = {
  year: 2021,
  title: '云溪区民政局2021年政府信息公开工作年度报告',
  reading,
  claims: [
    {
      start: 17,
      end: 25,
      text: '收到申请125件',
      value: 125,
      unit: '件',
      verdict: 'fits',
      fits: ['received/total'],
      section: 'overview',
    },
    {
      start: 1,
      end: 3,
      text: '受理3件',
      value: 3,
      unit: '件',
      verdict: 'mismatch',
      fits: [],
      tried: [{ reading: 'received/total', value: 125 }],
      section: 'overview',
    },
  ],
  findings: [
    {
      id: 'across',
      stableId: 'across:received/total=125|126',
      severity: 'error',
      cells: ['received/total'],
      left: 126,
      right: 125,
      difference: 1,
      message: '横向不平：117 + 8 + 1 = 126，总计填 125',
      places: [{ start: text.lastIndexOf('125'), end: text.lastIndexOf('125') + 3, text: '125' }],
      fault: 'report',
    },
    {
      id: 'section.title',
      stableId: 'section.title:x',
      severity: 'hint',
      cells: [],
      left: '概况',
      right: '总体情况',
      message: '标题不同',
      places: [],
      fault: 'report',
    },
  ],
  file: { name: '年报.txt', kind: 'text', sha256: new Uint8Array(32).fill(7), bytes: new TextEncoder().encode(text) },
  paper: { kind: 'text', text, simplified: text, blocks: [{ kind: 'paragraph', start: 0, end: 12 }] },
  demonstration: false,
  importedAt: new Date('2022-01-20T02:00:00Z'),
  status: 'published',
}

export const agency = {
  parentId: null,
  name: '云溪区民政局',
  shortName: '区民政局',
  region: '示例省示例市云溪区',
  kind: 'department',
  demonstration: false,
} as const

/** Stores the body and its report; gives the body's id. */
export async function storeReport(
  db: Kysely<Database>,
  changes: Partial<NewReport> = {},
  body: Partial<Parameters<typeof appendAgency>[1]> = {},
) {
  const agencyId = changes.agencyId ?? (await appendAgency(db, { ...agency, ...body }))
  await db.transaction().execute((transaction) => appendReports(transaction, [{ ...report, ...changes, agencyId }]))
  return agencyId
}
