import { articles } from '../../articles.ts'
import { outcomes } from '../outcomes.ts'
import { choice, day, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, explaining, opening, you } from './phrases.ts'
import { writer } from './writer.ts'

const { art2 } = articles
const petition = outcomes['not-processed.petition'].article
const repeat = outcomes['not-processed.repeat'].article
const material = outcomes['not-processed.published-material'].article
const excessive = outcomes['not-processed.excessive'].article
const reissue = outcomes['not-processed.reissue'].article

const natures = { petition: '信访', complaint: '投诉', report: '举报' } as const

/** A10 信访投诉举报: not handled as a request; the way that is open instead (art. 39 ¶1). */
export const notProcessedPetition = writer(
  {
    nature: choice('所提事项的性质', petition, natures),
    reason: text('认定的理由', petition),
    channel: text('可以提出的渠道', petition),
  },
  (subject, { nature, reason, channel }) => ({
    blocks: [
      ...opening(subject),
      ...explaining(`经审查，${you(subject)}以政府信息公开申请的形式进行${natures[nature]}。`, reason),
      paragraph(`根据${citing(petition)}的规定，本机关不作为政府信息公开申请处理。`),
      ...explaining(`${you(subject)}可以通过以下渠道提出：`, channel),
    ],
  }),
)

/** A7 重复申请: number and day of the reply that was already given (art. 36 item 6). */
export const notProcessedRepeat = writer(
  { earlierNumber: text('原答复文号', repeat), earlierOn: day('原答复日期', repeat) },
  (subject, { earlierNumber, earlierOn }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `经审查，本机关已于${chineseDate(earlierOn)}就${you(subject)}提出的相同内容的政府信息公开申请作出答复（${earlierNumber}）。`,
      ),
      paragraph(`根据${citing(repeat)}的规定，本机关不予重复处理。`),
    ],
  }),
)

/** A11 公开出版物: how to come by it (art. 39 ¶2). */
export const notProcessedPublishedMaterial = writer(
  { material: text('出版物名称', material), how: text('获取的途径', material) },
  (subject, { material: name, how }) => ({
    blocks: [
      ...opening(subject),
      ...explaining(`经审查，${you(subject)}要求提供的是政府公报、报刊、书籍等公开出版物：`, name),
      ...explaining(`根据${citing(material)}的规定，现告知获取的途径：`, how),
    ],
  }),
)

/** A12 大量反复申请: why the reasons that were given do not hold (art. 35). */
export const notProcessedExcessive = writer(
  {
    askedOn: day('要求说明理由的日期', excessive),
    given: text('申请人说明的理由', excessive),
    reason: text('认为理由不合理的原因', excessive),
  },
  (subject, { askedOn, given, reason }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `${you(subject)}申请公开政府信息的数量、频次明显超过合理范围，本机关于${chineseDate(askedOn)}要求${you(subject)}说明理由。`,
      ),
      ...explaining('说明理由的情况：', given),
      ...explaining('经审查，本机关认为申请理由不合理：', reason),
      paragraph(`根据${citing(excessive)}的规定，本机关不予处理。`),
    ],
  }),
)

/** 确认或重新出具: the applicant has the information already and wants it confirmed or issued anew. */
export const notProcessedReissue = writer(
  { material: text('要求确认或者重新出具的信息', reissue), reason: text('不予处理的理由', reissue) },
  (subject, { material: name, reason }) => ({
    blocks: [
      ...opening(subject),
      ...explaining(`经审查，${you(subject)}要求本机关确认或者重新出具已经获取的信息：`, name),
      ...explaining('理由：', reason),
      paragraph(
        `上述要求不是申请获取${citing(art2.cite)}所称的政府信息。根据该条例${reissue.replace('条例', '')}的规定，本机关不予处理。`,
      ),
    ],
  }),
)
