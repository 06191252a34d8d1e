import { articles } from '../../articles.ts'
import { day, optional, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, explaining, repeating, withoutStop, you } from './phrases.ts'
import type { LetterSubject } from './subject.ts'
import { writer } from './writer.ts'

const { art41 } = articles

const verified = text('审核核实的结果', art41.cite)

const asked = (subject: LetterSubject) =>
  repeating(
    `本机关于${chineseDate(subject.request.receivedOn)}收到${you(subject)}提出的政府信息更正申请（申请编号：${subject.request.number}），要求更正的内容为`,
    subject.request.content,
  )

/** A16 予以更正: what was found and how the record reads now (art. 41). */
export const corrected = writer(
  {
    verified,
    correction: text('更正后的记录', art41.cite),
    correctedOn: day('更正的日期', art41.cite),
  },
  (subject, { verified: found, correction, correctedOn }) => ({
    blocks: [
      ...asked(subject),
      ...explaining('经审核核实，', found),
      ...explaining(
        `根据${citing(art41.cite)}的规定，本机关已于${chineseDate(correctedOn)}予以更正。更正后的记录为：`,
        correction,
      ),
    ],
  }),
)

/** A16 不予更正: what was found and why the record stays (art. 41). */
export const notCorrected = writer(
  { verified, reason: text('不予更正的理由', art41.cite) },
  (subject, { verified: found, reason }) => ({
    blocks: [
      ...asked(subject),
      ...explaining('经审核核实，', found),
      ...explaining(`根据${citing(art41.cite)}的规定，本机关决定不予更正。理由：`, reason),
    ],
  }),
)

/** A16 转送: who has the power to correct, and since when they have the application (art. 41). */
export const transferred = writer(
  {
    verified,
    organ: text('有权更正的行政机关', art41.cite),
    transferredOn: day('转送的日期', art41.cite),
    contact: optional(text('有权更正的行政机关联系方式', art41.cite)),
  },
  (subject, { verified: found, organ, transferredOn, contact }) => ({
    blocks: [
      ...asked(subject),
      ...explaining('经审核，', found),
      paragraph(
        `该信息不属于本机关职能范围。根据${citing(art41.cite)}的规定，本机关已于${chineseDate(transferredOn)}将${you(subject)}的申请转送有权更正的${organ}处理${contact === undefined ? '' : `，联系方式：${withoutStop(contact)}`}。`,
      ),
    ],
  }),
)
