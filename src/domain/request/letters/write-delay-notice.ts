import { articles } from '../../articles.ts'
import { day, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, explaining, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art35 } = articles

/** 延迟答复告知书: the reasons hold, but there is too much to reply in time; a reasonable day is fixed and told (art. 35). */
export const delayNotice = writer(
  { reason: text('无法在法定期限内答复的原因', art35.cite), until: day('延迟答复的期限', art35.cite) },
  (subject, { reason, until }) => ({
    blocks: [
      ...opening(subject),
      ...explaining(`经审查，本机关认为${you(subject)}的申请理由合理，但是无法在法定期限内答复。`, reason),
      paragraph(
        `根据${citing(art35.cite)}的规定，本机关确定延迟答复的期限，将于${chineseDate(until)}前答复${you(subject)}。`,
      ),
      paragraph('特此告知。'),
    ],
  }),
)
