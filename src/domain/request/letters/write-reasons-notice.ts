import { articles } from '../../articles.ts'
import { day, lines, text } from './details.ts'
import { list, paragraph } from './paper.ts'
import { chineseDate, citing, explaining, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art35 } = articles

/** 说明理由告知书: how often was asked, what is to be explained and by when (art. 35). */
export const reasonsNotice = writer(
  {
    facts: text('申请数量、频次的事实', art35.cite),
    toExplain: lines('需要说明的事项', art35.cite),
    until: day('说明理由的期限', art35.cite),
  },
  (subject, { facts, toExplain, until }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('经核查，', facts),
      paragraph(
        `上述申请的数量、频次明显超过合理范围。根据${citing(art35.cite)}的规定，请${you(subject)}于${chineseDate(until)}前（含当日）书面说明以下事项：`,
      ),
      list(toExplain),
      paragraph(
        '本机关认为申请理由不合理的，将告知不予处理；认为申请理由合理，但是无法在法定期限内答复的，将确定延迟答复的合理期限并告知。',
      ),
    ],
  }),
)
