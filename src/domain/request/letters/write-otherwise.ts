import { outcomes } from '../outcomes.ts'
import { day, optional, text } from './details.ts'
import { type LetterBlock, paragraph } from './paper.ts'
import { chineseDate, citing, explaining, opening, withoutStop, you } from './phrases.ts'
import { writer } from './writer.ts'

const lapsed = outcomes['otherwise.clarification-lapsed'].article
const unpaid = outcomes['otherwise.fee-unpaid'].article
const withdrawn = outcomes['otherwise.withdrawn'].article
const notOurs = outcomes['otherwise.not-government-information'].article
const party = outcomes['otherwise.party-affairs'].article
const other = outcomes['otherwise.other'].article

const noLonger = '视为放弃申请，本机关不再处理该政府信息公开申请。'

/** A14 逾期不补正: what was asked for, when, and until when (art. 30). */
export const otherwiseClarificationLapsed = writer(
  {
    noticeNumber: text('补正告知书文号', lapsed),
    noticeOn: day('补正告知书送达日期', lapsed),
    until: day('补正期限', lapsed),
  },
  (subject, { noticeNumber, noticeOn, until }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `因申请内容不明确，本机关于${chineseDate(noticeOn)}向${you(subject)}送达补正告知书（${noticeNumber}），要求于${chineseDate(until)}前补正。${you(subject)}无正当理由逾期未补正。`,
      ),
      paragraph(`根据${citing(lapsed)}的规定，${noLonger}`),
    ],
  }),
)

/** A14 逾期不缴费: what was to be paid and until when (art. 42). */
export const otherwiseFeeUnpaid = writer(
  {
    noticeNumber: text('缴费通知书文号', unpaid),
    noticeOn: day('缴费通知书送达日期', unpaid),
    amount: text('应缴金额', unpaid),
    until: day('缴纳期限', unpaid),
  },
  (subject, { noticeNumber, noticeOn, amount, until }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `本机关于${chineseDate(noticeOn)}向${you(subject)}送达缴费通知书（${noticeNumber}），要求于${chineseDate(until)}前缴纳信息处理费${amount.replace(/元$/, '')}元。${you(subject)}逾期未缴纳。`,
      ),
      paragraph(`根据${citing(unpaid)}和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，${noLonger}`),
    ],
  }),
)

/** A14 撤回: the applicant does not want it any more. */
export const otherwiseWithdrawn = writer(
  { withdrawnOn: day('撤回申请的日期', withdrawn), how: optional(text('撤回的方式', withdrawn)) },
  (subject, { withdrawnOn, how }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `${you(subject)}于${chineseDate(withdrawnOn)}${how === undefined ? '' : `以${withoutStop(how)}的方式`}撤回上述申请。本机关终止办理，不再答复申请的内容。`,
      ),
      paragraph(`需要获取政府信息的，${you(subject)}可以重新提出申请。`),
    ],
  }),
)

const instead = (subject: Parameters<typeof you>[0], channel: string | undefined): readonly LetterBlock[] =>
  channel === undefined ? [] : explaining(`${you(subject)}可以通过以下途径办理：`, channel)

/** A15 非政府信息、咨询: why it is none (art. 2). */
export const otherwiseNotGovernmentInformation = writer(
  { reason: text('不属于政府信息的理由', notOurs), channel: optional(text('其他途径', notOurs)) },
  (subject, { reason, channel }) => ({
    blocks: [
      ...opening(subject),
      paragraph(
        `根据${citing(notOurs)}的规定，政府信息是指行政机关在履行行政管理职能过程中制作或者获取的，以一定形式记录、保存的信息。`,
      ),
      ...explaining(
        `经审查，${you(subject)}申请公开的内容不属于政府信息，本机关不作为政府信息公开申请处理。理由：`,
        reason,
      ),
      ...instead(subject, channel),
    ],
  }),
)

/** A15 党务信息: kept by the party's organs, not made in administering (art. 2). */
export const otherwisePartyAffairs = writer(
  { reason: text('属于党务信息的理由', party), channel: optional(text('其他途径', party)) },
  (subject, { reason, channel }) => ({
    blocks: [
      ...opening(subject),
      ...explaining(
        `经审查，${you(subject)}申请公开的内容属于党务信息，不属于${citing(party)}规定的政府信息，不适用该条例。理由：`,
        reason,
      ),
      ...instead(subject, channel),
    ],
  }),
)

/** 其他处理: in the body's own words, with its basis. */
export const otherwiseOther = writer(
  { decision: text('处理结果', other), basis: text('处理依据', other), reason: text('理由', other) },
  (subject, { decision, basis, reason }) => ({
    blocks: [
      ...opening(subject),
      ...explaining('经审查，', reason),
      ...explaining(
        `根据${withoutStop(basis)
          .replace(/^根据/, '')
          .replace(/的规定$/, '')}的规定，`,
        decision,
      ),
    ],
  }),
)
