import { articles } from '../../articles.ts'
import { day } from './details.ts'
import { type FormCell, paragraph } from './paper.ts'
import { chineseDate, citing, you } from './phrases.ts'
import type { LetterSubject } from './subject.ts'
import { writer } from './writer.ts'

const { art31, art33 } = articles

const fact = (label: string, text: string): readonly FormCell[] => [
  { kind: 'label', width: 3, text: label },
  { kind: 'value', width: 9, text },
]

const facts = ({ request, applicant, organ }: LetterSubject, replyDue: string) => [
  fact('申请编号', request.number),
  fact('申请人', applicant.name),
  fact('提交方式', request.channel),
  fact('收到申请之日', `${chineseDate(request.receivedOn)}（${request.receiptBasis}）`),
  fact('申请公开的内容', request.content),
  ...(request.formWanted === '' ? [] : [fact('获取信息的形式和方式', request.formWanted)]),
  fact('答复期限', chineseDate(replyDue)),
  fact('经办人', organ.contact.person),
  fact('联系电话', organ.contact.phone),
]

/** 登记回执: the day of receipt with its basis, and by when the reply is due (art. 31, art. 33). */
export const receipt = writer({ replyDue: day('答复期限', art33.cite) }, (subject, { replyDue }) => ({
  blocks: [
    paragraph(`${you(subject)}提出的政府信息公开申请已经登记，有关事项如下：`),

    { kind: 'form', rows: facts(subject, replyDue) },
    paragraph(
      `收到申请之日依照${citing(art31.cite)}的规定确定。根据该条例第三十三条第三款的规定，征求第三方和其他机关意见所需时间不计算在答复期限内。需要补正或者延长答复期限的，本机关将另行告知。`,
    ),
  ],
}))
