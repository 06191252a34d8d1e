import { outcomes } from '../outcomes.ts'
import { day, optional, part, text } from './details.ts'
import { paragraph } from './paper.ts'
import { chineseDate, citing, explaining, opening, withoutStop, you } from './phrases.ts'
import { writer } from './writer.ts'

const notExisting = outcomes['unavailable.not-existing'].article
const notOurs = outcomes['unavailable.not-responsible'].article
const needing = outcomes['unavailable.needs-creating'].article
const unclear = outcomes['unavailable.still-unclear'].article
const query = outcomes['refused.registry-query'].article

/** A5 信息不存在: where and how was searched (art. 36 item 4). */
export const unavailableNotExisting = writer(
  { scope: text('检索的范围', notExisting), method: text('检索的方法', notExisting) },
  (subject, { scope, method }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('本机关进行了检索。检索范围：', scope),
      ...explaining('检索方法：', method),
      paragraph(
        `经检索，${you(subject)}申请公开的政府信息不存在。根据${citing(notExisting)}的规定，现予告知，本机关无法提供。`,
      ),
    ],
  }),
)

const whereElse = ({ name, contact }: { readonly name: string; readonly contact: string }) =>
  paragraph(`该信息由${name}负责公开，可以向该机关提出申请。联系方式：${withoutStop(contact)}。`)

/** A6 不属于本机关负责公开: why, and who is responsible where that can be told (art. 36 item 5). */
export const unavailableNotResponsible = writer(
  {
    reason: text('不属于本机关负责公开的理由', notOurs),
    responsible: optional(
      part('负责公开的行政机关', notOurs, {
        name: text('负责公开的行政机关名称', notOurs),
        contact: text('负责公开的行政机关联系方式', notOurs),
      }),
    ),
  },
  (subject, { reason, responsible }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `经审查，${you(subject)}申请公开的信息不属于本机关负责公开。根据${citing(notOurs)}的规定，现予告知并说明理由。`,
      ),
      ...explaining('理由：', reason),
      responsible === undefined ? paragraph('本机关不能确定负责公开该信息的行政机关。') : whereElse(responsible),
    ],
  }),
)

/** A8 行政查询事项: the special law and the office that lets people look things up (art. 36 item 7). */
export const refusedRegistryQuery = writer(
  {
    law: text('作出特别规定的法律、行政法规', query),
    office: text('办理查询的机构、地址和方式', query),
  },
  (subject, { law, office }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('经审查，所申请公开信息的获取，有关法律、行政法规有特别规定：', law),
      paragraph(`根据${citing(query)}的规定，请${you(subject)}依照上述法律、行政法规的规定办理。`),
      ...explaining('办理查询的机构：', office),
    ],
  }),
)

/** A9 需要另行制作: why there is nothing ready (art. 38). */
export const unavailableNeedsCreating = writer(
  { reason: text('没有现成信息、需要加工分析的理由', needing) },
  (subject, { reason }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('经检索，本机关没有现成的相应政府信息，需要对现有政府信息进行加工、分析。', reason),
      paragraph(
        `根据${citing(needing)}的规定，行政机关向申请人提供的信息，应当是已制作或者获取的政府信息；需要行政机关对现有政府信息进行加工、分析的，可以不予提供。本机关决定不予提供。`,
      ),
    ],
  }),
)

/** A13 补正后仍不明确: what still cannot be told (art. 30). */
export const unavailableStillUnclear = writer(
  {
    askedOn: day('告知补正的日期', unclear),
    correctedOn: day('收到补正的日期', unclear),
    unclear: text('仍不明确之处', unclear),
  },
  (subject, { askedOn, correctedOn, unclear: what }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `因申请内容不明确，本机关于${chineseDate(askedOn)}告知${you(subject)}补正，并于${chineseDate(correctedOn)}收到补正材料。`,
      ),
      ...explaining('经审查，补正后申请内容仍不明确：', what),
      paragraph(
        `根据${citing(unclear)}的规定，本机关无法据此检索和提供政府信息。${you(subject)}可以进一步明确内容后重新申请。`,
      ),
    ],
  }),
)
