import { articles } from '../../articles.ts'
import { applicantTypes } from '../channels.ts'
import { day, optional, rows, text } from './details.ts'
import type { FormCell } from './paper.ts'
import { chineseDate } from './phrases.ts'
import { writer } from './writer.ts'

const { art33, art45 } = articles

const label = (words: string, width = 2): FormCell => ({ kind: 'label', width, text: words })
const value = (words: string, width: number): FormCell => ({ kind: 'value', width, text: words })

interface Step {
  readonly step: string
  readonly opinion?: string
  readonly person?: string
  readonly on?: string
}

/** A step that is done is printed with its name and day, one that is not is left to be signed by hand. */
function stepRow({ step, opinion, person, on }: Step): readonly FormCell[] {
  if (opinion === undefined)
    return [label(step), { kind: 'blank', width: 10, lines: 3, below: '签名：　　　　　　年　　月　　日' }]
  const signed = [person, on === undefined ? undefined : chineseDate(on)].filter((part) => part !== undefined)
  return [label(step), value([opinion, signed.join('　')].join('\n'), 10)]
}

/** 审批单: what is proposed and on what grounds, and what each who reviews it says of it, in order (art. 45). */
export const reviewSheet = writer(
  {
    replyDue: day('答复期限', art33.cite),
    search: optional(text('检索情况', art45.cite)),
    proposal: text('拟办意见', art45.cite),
    grounds: text('依据和理由', art45.cite),
    steps: rows('审核环节', art45.cite, {
      step: text('环节名称', art45.cite),
      opinion: optional(text('意见', art45.cite)),
      person: optional(text('签名', art45.cite)),
      on: optional(day('日期', art45.cite)),
    }),
  },
  ({ request, applicant, organ }, { replyDue, search, proposal, grounds, steps }) => ({
    blocks: [
      {
        kind: 'form',
        rows: [
          [label('申请编号'), value(request.number, 4), label('提交方式'), value(request.channel, 4)],
          [label('申请人'), value(applicant.name, 4), label('申请人类型'), value(applicantTypes[applicant.type], 4)],
          [
            label('收到申请之日'),
            value(chineseDate(request.receivedOn), 4),
            label('答复期限'),
            value(chineseDate(replyDue), 4),
          ],
          [label('申请公开的内容'), value(request.content, 10)],
          ...(search === undefined ? [] : [[label('检索情况'), value(search, 10)]]),
          [label('拟办意见'), value(proposal, 10)],
          [label('依据和理由'), value(grounds, 10)],
          [label('经办人'), value(organ.contact.person, 4), label('联系电话'), value(organ.contact.phone, 4)],
          ...steps.map(stepRow),
        ],
      },
    ],
  }),
)
