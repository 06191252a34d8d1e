import { articles } from '../../articles.ts'
import { optional, text } from './details.ts'
import { paragraph } from './paper.ts'
import { citing, explaining } from './phrases.ts'
import { opinionSlip } from './slip.ts'
import { writer } from './writer.ts'

const { art15, art32 } = articles

/** 征求意见书: what may be disclosed, fifteen workdays, and what silence means (art. 32). It does not name the applicant. */
export const thirdPartyConsultation = writer(
  {
    party: text('第三方名称', art32.cite),
    information: text('征求意见的信息', art32.cite),
    concern: optional(text('可能损害的合法权益', art15.cite)),
  },
  (subject, { party, information, concern }) => ({
    addressee: party,
    blocks: [
      paragraph('本机关收到政府信息公开申请，申请公开的下列信息涉及你方合法权益。'),
      ...explaining('涉及的信息：', information),
      ...(concern === undefined ? [] : explaining('可能涉及的权益：', concern)),
      paragraph(
        `根据${citing(art32.cite)}的规定，现书面征求你方意见。请自收到本征求意见书之日起15个工作日内，向本机关书面提出是否同意公开的意见；不同意公开的，请说明理由。可以使用所附回函。`,
      ),
      paragraph(
        '逾期未提出意见的，由本机关依照上述条例的规定决定是否公开。不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知你方。',
      ),
    ],
    attachments: ['政府信息公开征求意见回函'],
    slip: opinionSlip(subject, party, information),
  }),
)
