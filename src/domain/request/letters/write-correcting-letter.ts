import { articles } from '../../articles.ts'
import { day, rows, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, withoutStop, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art36 } = articles

/** 更正告知书: puts right what a letter that has gone out says wrongly; the letter itself stays as it is. */
export const correctingLetter = writer(
  {
    earlierTitle: text('原文书名称', art36.cite),
    earlierNumber: text('原文书文号', art36.cite),
    earlierOn: day('原文书日期', art36.cite),
    reason: text('更正的原因', art36.cite),
    corrections: rows('更正的内容', art36.cite, {
      wrong: text('原文', art36.cite),
      right: text('更正为', art36.cite),
    }),
  },
  (subject, { earlierTitle, earlierNumber, earlierOn, reason, corrections }) => ({
    blocks: [
      paragraph(
        `本机关于${chineseDate(earlierOn)}就${you(subject)}提出的政府信息公开申请（申请编号：${subject.request.number}）发出《${earlierTitle}》（${earlierNumber}）。`,
      ),
      paragraph(`因${withoutStop(reason).replace(/^(因为|因|由于)/, '')}，现更正如下：`),
      {
        kind: 'table',
        columns: [
          { text: '原文', width: 1 },
          { text: '更正为', width: 1 },
        ],
        rows: corrections.map(({ wrong, right }) => [wrong, right]),
      },
      paragraph('其他内容不变。本告知书与原文书一并使用。'),
    ],
  }),
)
