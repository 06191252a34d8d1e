import { articles } from '../../../../../domain/articles.ts'
import { deliveryWays } from '../../../../../domain/request/facts.ts'
import { choice, lines, text } from '../../../../../domain/request/letters/details.ts'
import { findKnownNumbers } from '../../../../../store/request-numbers.ts'
import { form } from '../action-form.ts'
import { replyKindFor } from '../reply-letter.ts'
import type { DossierView } from '../view.ts'
import { sendingLooks } from './sending.ts'
import { happenedOn, onToday } from './today.ts'

const { art36, art41, art45 } = articles

const undelivered = ({ letters, dossier }: DossierView) =>
  letters.filter(({ id }) => !dossier.deliveries.some(({ letterId }) => letterId === id))

const nameOf = ({ number, title }: { readonly number: string | null; readonly title: string }) =>
  number === null ? title : `${number}　${title}`

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
}
