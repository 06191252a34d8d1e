import { articles } from '../../articles.ts'
import { day, lines } from './details.ts'
import { list, paragraph } from './paper.ts'
import { chineseDate, citing, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art30 } = articles

/** 补正告知书: once and for all, what is to be corrected, by when, and what follows if it is not (art. 30). */
export const clarificationNotice = writer(
  { toCorrect: lines('需要补正的事项', art30.cite), until: day('补正期限', art30.cite) },
  (subject, { toCorrect, until }) => ({
    blocks: [
      ...opening(subject),
      paragraph(`经审查，申请内容不明确。根据${citing(art30.cite)}的规定，请${you(subject)}补正以下事项：`),
      list(toCorrect),
      paragraph(
        `请于${chineseDate(until)}前（含当日）将补正材料提交本机关（地址：${subject.organ.contact.address}）。答复${you(subject)}申请的期限，自本机关收到补正的申请之日起计算。`,
      ),
      paragraph(
        '无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。补正时如有困难，可以与本机关联系，由工作人员给予指导和解释。',
      ),
    ],
  }),
)
