import { articles } from '../../articles.ts'
import { choice, day } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const article = `${articles.art33.cite}第三款`

const consulted = { 'third-party': '第三方', 'other-organ': '其他机关', both: '第三方和其他机关' } as const

const reasons = {
  'third-party': '涉及第三方合法权益',
  'other-organ': '涉及其他机关',
  both: '涉及第三方合法权益和其他机关',
} as const satisfies Record<keyof typeof consulted, string>

/** 征求意见告知书: from when on the count stands still, and on what basis (art. 33 ¶3). */
export const consultationNotice = writer(
  { consulted: choice('征求谁的意见', article, consulted), from: day('开始征求意见的日期', article) },
  (subject, { consulted: whom, from }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `${you(subject)}申请公开的信息${reasons[whom]}，本机关已于${chineseDate(from)}书面征求${consulted[whom]}的意见。`,
      ),
      paragraph(
        `根据${citing(article)}的规定，征求意见所需时间不计算在答复期限内，自${chineseDate(from)}起答复期限停止计算，至收到意见之日或者提出意见的期限届满之日恢复计算。本机关将在期限内答复${you(subject)}。`,
      ),
      paragraph('特此告知。'),
    ],
  }),
)
