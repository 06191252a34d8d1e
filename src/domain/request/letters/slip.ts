import type { FormCell, ReplySlip } from './paper.ts'
import type { LetterSubject } from './subject.ts'

const asked = (label: string, text: string): readonly FormCell[] => [
  { kind: 'label', width: 3, text: label },
  { kind: 'value', width: 9, text },
]

const toFill = (label: string, lines: number, below?: string): readonly FormCell[] => [
  { kind: 'label', width: 3, text: label },
  { kind: 'blank', width: 9, lines, ...(below !== undefined && { below }) },
]

const opinions = ['同意公开', '部分同意公开', '不同意公开'].map((text) => ({ text, chosen: false }))

/** 意见回函: comes along with a letter that asks for an opinion and is sent back. */
export function opinionSlip(subject: LetterSubject, from: string, information: string): ReplySlip {
  const { organ, number } = subject
  const { address, person, phone } = organ.contact
  return {
    title: '政府信息公开征求意见回函',
    blocks: [
      {
        kind: 'form',
        rows: [
          asked('致', organ.name),
          ...(number === undefined || subject.draft ? [] : [asked('来函文号', number)]),
          asked('提出意见者', from),
          asked('征求意见的信息', information),
          [
            { kind: 'label', width: 3, text: '意见' },
            { kind: 'choices', width: 9, options: opinions },
          ],
          toFill('不同意公开的部分及理由', 8),
          toFill('联系人及电话', 1),
          toFill('签名或者盖章', 3, '年　　月　　日'),
          asked('回函寄送', `${address}，${person}，${phone}`),
        ],
      },
    ],
  }
}
