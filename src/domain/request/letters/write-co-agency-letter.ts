import { articles } from '../../articles.ts'
import { day, lines, text } from './details.ts'
import { list, paragraph } from './paper.ts'
import { chineseDate, citing, repeating } from './phrases.ts'
import { writer } from './writer.ts'

const article = `${articles.art33.cite}第三款`

/** 协办函: asks another organ for help within a time that is not counted (art. 33 ¶3). */
export const coAgencyLetter = writer(
  {
    partner: text('协办机关', article),
    asked: lines('请协办的事项', article),
    until: day('回复期限', article),
  },
  (subject, { partner, asked, until }) => ({
    addressee: partner,
    blocks: [
      ...repeating(
        `本机关于${chineseDate(subject.request.receivedOn)}收到政府信息公开申请（申请编号：${subject.request.number}），申请公开的内容为`,
        subject.request.content,
      ),
      paragraph('该信息涉及你机关，请协助办理以下事项：'),
      list(asked),
      paragraph(
        `请于${chineseDate(until)}前（含当日）书面回复本机关。根据${citing(article)}的规定，征求其他机关意见所需时间不计算在答复申请人的期限内。`,
      ),
    ],
  }),
)
