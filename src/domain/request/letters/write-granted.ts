import { articles } from '../../articles.ts'
import { outcomes } from '../outcomes.ts'
import { choice, lines, number, optional, rows, text } from './details.ts'
import { type LetterBlock, list, paragraph, type TableBlock } from './paper.ts'
import { chineseNumber, citing, explaining, opening, sentence, you } from './phrases.ts'
import { grounds } from './refusal-grounds.ts'
import { writer } from './writer.ts'

const { art36, art37, art40 } = articles
const public1 = outcomes['already-public'].article
const granting = outcomes.granted.article

/** A1 已主动公开: where exactly it is found (art. 36 item 1). */
export const alreadyPublic = writer(
  {
    published: rows('已公开的政府信息', public1, {
      title: text('信息名称', public1),
      where: text('获取该信息的网址或者地点', public1),
    }),
  },
  (subject, { published }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `经审查，${you(subject)}申请公开的政府信息已经主动公开。根据${citing(public1)}的规定，现将获取该政府信息的方式、途径告知如下：`,
      ),
      list(published.map(({ title, where }) => `${title}：${where}`)),
    ],
  }),
)

const disclosedRows = rows('予以公开的政府信息', granting, {
  title: text('信息名称', granting),
  medium: text('载体形式', art40.cite),
  pages: number('页数', granting),
})

const giving = {
  disclosed: disclosedRows,
  way: text('提供方式和途径', art40.cite),
  when: text('提供时间', granting),
  attachments: optional(lines('随文提供的附件', granting)),
} as const

const disclosedTable = (
  disclosed: readonly { readonly title: string; readonly medium: string; readonly pages: number }[],
): TableBlock => ({
  kind: 'table',
  columns: [
    { text: '序号', width: 1, stands: 'centre' },
    { text: '政府信息名称', width: 6 },
    { text: '载体形式', width: 2, stands: 'centre' },
    { text: '页数', width: 1, stands: 'right' },
  ],
  rows: disclosed.map(({ title, medium, pages }, at) => [String(at + 1), title, medium, String(pages)]),
})

const provided = (way: string, when: string): readonly LetterBlock[] => [
  ...explaining('提供方式：', way),
  ...explaining('提供时间：', when),
]

/** A2 予以公开: what, on which medium, how many pages, how and when it is given (art. 36 item 2, art. 40). */
export const granted = writer(giving, (subject, { disclosed, way, when, attachments = [] }) => ({
  blocks: [
    ...opening(subject),
    paragraph(
      `经审查，${you(subject)}申请公开的政府信息可以公开。根据${citing(granting, art40.cite)}的规定，本机关予以公开，提供以下政府信息：`,
    ),
    disclosedTable(disclosed),
    ...provided(way, when),
  ],
  attachments,
}))

const groundNames = Object.fromEntries(Object.entries(grounds).map(([id, { says }]) => [id, says])) as {
  readonly [Id in keyof typeof grounds]: string
}

/** A3 部分公开: what is given, and for each part withheld the ground and the reason (art. 37). */
export const partlyGranted = writer(
  {
    ...giving,
    refused: rows('不予公开的内容', art37.cite, {
      title: text('不予公开的内容', art37.cite),
      ground: choice('不予公开的依据', art36.cite, groundNames),
      reason: text('不予公开的理由', art37.cite),
    }),
  },
  (subject, { disclosed, way, when, attachments = [], refused }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `经审查，${you(subject)}申请公开的信息中含有不应当公开的内容，但是能够作区分处理。根据${citing(art37.cite)}的规定，本机关提供可以公开的政府信息内容，并对不予公开的内容说明理由。`,
      ),
      { kind: 'heading', text: '一、予以公开的内容' },
      disclosedTable(disclosed),
      ...provided(way, when),
      { kind: 'heading', text: '二、不予公开的内容及理由' },
      ...refused.flatMap(({ title, ground, reason }, at) =>
        explaining(
          `（${chineseNumber(at + 1)}）${title}。${sentence(grounds[ground].because)}根据${citing(...grounds[ground].articles)}的规定，不予公开。理由：`,
          reason,
        ),
      ),
    ],
    attachments,
    grounds: refused.map(({ ground }) => ground),
  }),
)
