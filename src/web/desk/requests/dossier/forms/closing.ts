import { articles } from '../../../../../domain/articles.ts'
import { deliveryWays, disputeResults, type Fact } from '../../../../../domain/request/facts.ts'
import { choice, lines, optional, text } from '../../../../../domain/request/letters/details.ts'
import { findKnownNumbers } from '../../../../../store/request-numbers.ts'
import { form } from '../action-form.ts'
import { replyKindFor } from '../reply-letter.ts'
import type { DossierView } from '../view.ts'
import { sendingLooks } from './sending.ts'
import { happenedOn, onToday } from './today.ts'

const { art36, art41, art45, art51 } = articles

const undelivered = ({ letters, dossier }: DossierView) =>
  letters.filter(({ id }) => !dossier.deliveries.some(({ letterId }) => letterId === id))

const nameOf = ({ number, title }: { readonly number: string | null; readonly title: string }) =>
  number === null ? title : `${number}　${title}`

const stages = { filed: '已受理，登记案号', decided: '已结案，登记结果' } as const

type DisputeKind = 'reconsideration' | 'litigation'

type DisputeValues = Readonly<{
  stage: string
  number: string
  before?: string | undefined
  result?: string | undefined
}>

/** A result is one of a case that was filed: of any other number it would be counted nowhere. */
function wrongNumber({ stage, number }: DisputeValues, { dossier }: DossierView, kind: DisputeKind) {
  const known = dossier.disputes.filter((one) => one.kind === kind && one.number === number)
  if (stage === 'filed') return known.length > 0 ? '这个案号已经登记过。' : undefined
  return known.some(({ decidedOn }) => decidedOn === undefined) ? undefined : '没有登记过这个案号的受理，或者已经结案。'
}

const disputeProblems =
  (kind: DisputeKind) =>
  (values: DisputeValues, at: DossierView): Readonly<Record<string, string>> => {
    const { stage, before, result } = values
    const number = wrongNumber(values, at, kind)
    return {
      ...(number !== undefined && { number }),
      ...(stage === 'filed' && before === undefined && { before: '请写明受理的机关或者法院。' }),
      ...(stage === 'decided' && result === undefined && { result: '请选择结果。' }),
    }
  }

const lastOpen = ({ dossier }: DossierView, kind: DisputeKind) =>
  dossier.disputes.findLast((one) => one.kind === kind && one.decidedOn === undefined)

const disputeLooks = (at: DossierView, kind: DisputeKind) => ({
  stage: { initial: lastOpen(at, kind) ? 'decided' : 'filed' },
  number: { initial: lastOpen(at, kind)?.number ?? '', short: true as const },
  before: { short: true as const },
  on: onToday(at),
})

/** Numbers that are no requests of the body, or this one. */
const strangers = (known: readonly string[], { row }: DossierView, numbers: readonly string[]) =>
  numbers.filter((number) => number === row.number || !known.includes(number))

/** What sends a dossier out, ends it, or follows after its end. */
export const closing = {
  reply: form({
    gist: '编号、制发答复书，即为作出答复；答复书写明依据、理由和救济途径，送达后办结。',
    writes: true,
    fields: () => ({ sentBy: choice('送达方式', art36.cite, deliveryWays) }),
    looks: (at) => ({ sentBy: sendingLooks(at).sentBy }),
    // The draft may have been struck since the form was opened.
    check: (_, { dossier: { draft } }) =>
      draft ? [] : [{ code: 'no-draft', says: '现在没有拟写好的答复，不能发出。', article: art36.cite }],
    plan: ({ sentBy }, at) => {
      const { draft } = at.dossier
      if (!draft) throw new Error('A reply that nobody drafted cannot be signed off')
      const { outcome, grounds, details } = draft
      return {
        letters: [{ kind: replyKindFor(at, draft), details, sentBy }],
        facts: ([letter]) => [
          { happened: 'replied', on: at.look.today, outcome, grounds, ...(letter && { letterId: letter.id }) },
        ],
      }
    },
  }),
  deliver: form({
    gist: '登记文书何时、怎样送到，凭据是什么；答复书送达后，案卷办结。',
    lacks: (at) => (undelivered(at).length === 0 ? '没有等待送达的文书。' : undefined),
    fields: (at) => ({
      letter: choice(
        '哪份文书',
        art45.cite,
        Object.fromEntries(undelivered(at).map((letter) => [String(letter.id), nameOf(letter)])),
      ),
      on: happenedOn('送达的日期'),
      way: choice('送达方式', art45.cite, deliveryWays),
      proof: text('送达凭据', art45.cite),
    }),
    looks: (at) => ({
      letter: {
        initial: String(
          undelivered(at).findLast(({ kind }) => kind.startsWith('reply.'))?.id ?? undelivered(at)[0]?.id ?? '',
        ),
      },
      on: onToday(at),
      way: sendingLooks({ ...at, chosen: {} }).sentBy,
      proof: { short: true, hint: '例如：当面签收；挂号信收据号；邮件发出的时间和回执。' },
    }),
    plan: ({ letter, on, way, proof }) => ({
      facts: [{ happened: 'served', on, letterId: Number(letter), way, proof }],
    }),
  }),
  transfer: form({
    gist: '整件转由其他机关办理的，终止计时；不属于本机关负责公开的一般应当答复并告知负责的机关，而不是转送。',
    fields: () => ({ to: text('转送的机关', art41.cite), reason: text('转送的依据和原因', art41.cite) }),
    looks: () => ({ to: { short: true } }),
    plan: ({ to, reason }, { look }) => ({ facts: [{ happened: 'transferred', on: look.today, to, reason }] }),
  }),
  split: form({
    gist: '一件申请含有几个不相干的事项的，可以拆分后分别办理、分别统计。先把各项分别登记，再在这里写明新登记的编号。',
    fields: () => ({ into: lines('拆分成的申请编号', art45.cite) }),
    looks: () => ({ into: { hint: '每行一个编号，例如 2025-0048。' } }),
    problems: ({ into }) => (into.length < 2 ? { into: '拆分至少成两件。' } : {}),
    lookUp: async (db, { into }, at) => {
      const wrong = strangers(await findKnownNumbers(db, at.key.agencyId, into), at, into)
      return wrong.length === 0 ? {} : { into: `没有登记过 ${wrong.join('、')}，请先登记，再填写编号。` }
    },
    plan: ({ into }, { look }) => ({ facts: [{ happened: 'split', on: look.today, into }] }),
  }),
  merge: form({
    gist: '同一申请人就同一内容提出的几件，可以并入一件办理，这一件终止计时。',
    fields: () => ({ into: text('并入的申请编号', art45.cite) }),
    looks: () => ({ into: { short: true, hint: '例如 2025-0048。' } }),
    lookUp: async (db, { into }, at) => {
      const wrong = strangers(await findKnownNumbers(db, at.key.agencyId, [into]), at, [into])
      return wrong.length === 0 ? {} : { into: `${into} 不是本机关登记的另一件申请。` }
    },
    plan: ({ into }, { look }) => ({ facts: [{ happened: 'merged', on: look.today, into }] }),
  }),
  note: form({
    gist: '备注只在内部可见，不影响期限和状态。',
    fields: () => ({ text: text('备注', art45.cite) }),
    plan: ({ text: said }, { look }) => ({ facts: [{ happened: 'noted', on: look.today, text: said }] }),
  }),
  'file-reconsideration': form({
    gist: '登记后计入年度报告第四部分的行政复议；未审结的计尚未审结。',
    fields: () => ({
      stage: choice('进展', art51.cite, stages),
      number: text('案号', art51.cite),
      before: optional(text('行政复议机关', art51.cite)),
      on: happenedOn('受理或者决定的日期'),
      result: optional(choice('复议结果', art51.cite, disputeResults)),
    }),
    looks: (at) => disputeLooks(at, 'reconsideration'),
    problems: disputeProblems('reconsideration'),
    plan: ({ stage, number, before = '', on, result }) => ({
      facts: [
        stage === 'filed' || result === undefined
          ? { happened: 'reconsideration-filed', on, number, organ: before }
          : { happened: 'reconsideration-decided', on, number, result },
      ],
    }),
  }),
  'file-litigation': form({
    gist: '登记后计入年度报告第四部分的行政诉讼，未经复议直接起诉与复议后起诉分列。',
    fields: () => ({
      stage: choice('进展', art51.cite, stages),
      number: text('案号', art51.cite),
      before: optional(text('人民法院', art51.cite)),
      route: choice('怎样起诉', art51.cite, { direct: '未经复议直接起诉', after: '复议后起诉' }),
      on: happenedOn('立案或者裁判的日期'),
      result: optional(choice('裁判结果', art51.cite, disputeResults)),
    }),
    looks: (at) => ({
      ...disputeLooks(at, 'litigation'),
      route: { initial: at.dossier.disputes.some(({ kind }) => kind === 'reconsideration') ? 'after' : 'direct' },
    }),
    problems: disputeProblems('litigation'),
    plan: ({ stage, number, before = '', route, on, result }): { readonly facts: readonly Fact[] } => ({
      facts: [
        stage === 'filed' || result === undefined
          ? { happened: 'litigation-filed', on, number, court: before, afterReconsideration: route === 'after' }
          : { happened: 'litigation-decided', on, number, result },
      ],
    }),
  }),
}
