import { articles } from '../../articles.ts'
import { deliveryWays } from '../facts.ts'
import { optional, rows, text } from './details.ts'
import type { FormCell } from './paper.ts'
import { writer } from './writer.ts'

const { art45 } = articles

const label = (words: string, width = 3): FormCell => ({ kind: 'label', width, text: words })
const value = (words: string, width: number): FormCell => ({ kind: 'value', width, text: words })
const blank = (lines: number, width: number, below?: string): FormCell => ({
  kind: 'blank',
  lines,
  width,
  ...(below !== undefined && { below }),
})

/** 送达回证: which letters go to whom, where and how, with room for who receives them to sign (art. 45). */
export const deliveryReceipt = writer(
  {
    documents: rows('送达的文书', art45.cite, {
      title: text('文书名称', art45.cite),
      number: text('文书文号', art45.cite),
    }),
    place: text('送达地点', art45.cite),
    recipient: optional(text('受送达人', art45.cite)),
    server: optional(text('送达人', art45.cite)),
  },
  ({ request, applicant, organ, sentBy }, { documents, place, recipient = applicant.name, server }) => ({
    blocks: [
      {
        kind: 'form',
        rows: [
          [label('申请编号'), value(request.number, 9)],
          [label('送达机关'), value(organ.name, 9)],
          [label('受送达人'), value(recipient, 9)],
          [label('送达地点'), value(place, 9)],
          [label('送达方式'), value(deliveryWays[sentBy], 9)],
          [label('送达文书名称', 8), label('文号', 4)],
          ...documents.map(({ title, number }) => [value(title, 8), value(number, 4)]),
          [label('受送达人签名或者盖章'), blank(4, 9, '年　　月　　日')],
          [label('代收人签名、与受送达人的关系及代收事由'), blank(4, 9, '年　　月　　日')],
          [label('送达人'), server === undefined ? blank(2, 9) : value(server, 9)],
          [label('备注'), blank(4, 9)],
        ],
      },
    ],
  }),
)
