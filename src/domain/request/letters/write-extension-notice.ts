import { articles } from '../../articles.ts'
import { day, number, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, opening, withoutStop, you } from './phrases.ts'
import { writer } from './writer.ts'

const article = `${articles.art33.cite}第二款`

/** 延期答复告知书: the day on which the reply was due, the new one, why, and who consented (art. 33 ¶2). */
export const extensionNotice = writer(
  {
    due: day('原答复期限', article),
    newDue: day('延长后的答复期限', article),
    workdays: number('延长的工作日数', article),
    ground: text('延长的原因', article),
    approver: text('同意延长的公开工作机构负责人', article),
  },
  (subject, { due, newDue, workdays, ground, approver }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `上述申请应当于${chineseDate(due)}前答复。因${withoutStop(ground).replace(/^(因为|因|由于)/, '')}，本机关不能在该期限内答复。`,
      ),
      paragraph(
        `根据${citing(article)}的规定，经本机关政府信息公开工作机构负责人${approver}同意，延长答复期限${workdays}个工作日，最迟于${chineseDate(newDue)}前答复${you(subject)}。`,
      ),
      paragraph('特此告知。'),
    ],
  }),
)
