import { articles } from '../../articles.ts'
import { lines, optional, text } from './details.ts'
import { list, paragraph } from './paper.ts'
import { citing, explaining } from './phrases.ts'
import { writer } from './writer.ts'

const { art15, art32 } = articles

/** 告知书 to a third party that did not consent: what is disclosed all the same, and why (art. 32, last sentence). */
export const thirdPartyDisclosureNotice = writer(
  {
    party: text('第三方名称', art32.cite),
    disclosed: lines('决定公开的政府信息内容', art32.cite),
    reason: text('决定公开的理由', art32.cite),
    opinion: optional(text('第三方意见', art32.cite)),
  },
  (_, { party, disclosed, reason, opinion = '你方在期限内未提出意见' }) => ({
    addressee: party,
    blocks: [
      ...explaining('本机关曾就有关政府信息的公开书面征求你方意见。', opinion),
      paragraph(`根据${citing(art15.cite, art32.cite)}的规定，本机关决定公开以下政府信息：`),
      list(disclosed),
      ...explaining('决定公开的理由：', reason),
    ],
  }),
)
