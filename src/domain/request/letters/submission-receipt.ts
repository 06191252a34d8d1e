import { articles } from '../../articles.ts'
import type { PlainDate } from '../../calendar/plain-date.ts'
import { type FormCell, type LetterBlock, list, paragraph } from './paper.ts'
import { chineseDate, citing } from './phrases.ts'

/** What a request that was filed over the portal is known by. */
export interface SubmissionFiled {
  /** Name of the body. */
  readonly organ: string
  /** Of the dossier at the body. */
  readonly number: string
  /** As 0123-4567-8901. */
  readonly receipt: string
  /** As 7K2M-9QXT-04BD. */
  readonly code: string
  readonly submittedOn: PlainDate
  /** What it asks for. */
  readonly content: string
  readonly phone: string
  /** Address of the page on which it is followed; empty where nobody has set one. */
  readonly followAt: string
}

/** A slip as it is printed: no letter of the body, which confirms and registers only later. */
export interface SubmissionReceipt {
  readonly title: string
  readonly organ: string
  readonly draft: false
  readonly blocks: readonly LetterBlock[]
}

const row = (label: string, text: string): readonly FormCell[] => [
  { kind: 'label', width: 3, text: label },
  { kind: 'value', width: 9, text },
]

/** 提交回执: numbers by which a request is followed, and what comes next (art. 31 (3), art. 33). */
export function submissionReceipt(filed: SubmissionFiled): SubmissionReceipt {
  const { organ, number, receipt, code, submittedOn, content, phone, followAt } = filed
  const rows = [
    row('受理机关', organ),
    row('编号', receipt),
    row('查询码', code),
    row('机关内部编号', number),
    row('提交日期', chineseDate(submittedOn)),
    row('申请公开的内容', content),
    ...(phone === '' ? [] : [row('联系电话', phone)]),
    ...(followAt === '' ? [] : [row('查询网址', followAt)]),
  ]
  return {
    title: '政府信息公开申请提交回执',
    organ,
    draft: false,
    blocks: [
      paragraph('您通过互联网提交的政府信息公开申请已经送达下列行政机关：'),
      { kind: 'form', rows },
      list([
        `根据${citing(articles.art31online.cite)}的规定，以双方确认之日为收到申请之日。请留意工作人员的电话或者邮件。`,
        '自收到申请之日起二十个工作日内答复；需要补正或者延长答复期限的，将另行告知。',
        '凭编号和查询码查询办理情况。查询码只告知一次，系统里不保存原文，请妥善保管，不要给别人。',
      ]),
    ],
  }
}
