import { articles } from '../../articles.ts'
import { text } from './details.ts'
import { paragraph } from './paper.ts'
import { citing, explaining } from './phrases.ts'
import { opinionSlip } from './slip.ts'
import { writer } from './writer.ts'

const { art34 } = articles

/** 征求意见函 to an organ that made the information too: fifteen workdays; silence is consent (art. 34). */
export const coMakerConsultation = writer(
  { partner: text('共同制作机关', art34.cite), information: text('征求意见的信息', art34.cite) },
  (subject, { partner, information }) => ({
    addressee: partner,
    blocks: [
      paragraph('本机关收到政府信息公开申请，申请公开的政府信息由本机关牵头、与你机关共同制作。'),
      ...explaining('涉及的信息：', information),
      paragraph(
        `根据${citing(art34.cite)}的规定，现征求你机关意见。请自收到本函之日起15个工作日内提出是否同意公开的意见，不同意公开的请说明理由和依据；逾期未提出意见的，视为同意公开。可以使用所附回函。`,
      ),
    ],
    attachments: ['政府信息公开征求意见回函'],
    slip: opinionSlip(subject, partner, information),
  }),
)
