import { articles } from '../../../../../domain/articles.ts'
import { channels } from '../../../../../domain/request/channels.ts'
import { choice, text } from '../../../../../domain/request/letters/details.ts'
import { clarificationNotice } from '../../../../../domain/request/letters/write-clarification-notice.ts'
import { reasonsNotice } from '../../../../../domain/request/letters/write-reasons-notice.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { sending, sendingLooks, sendingProblems, sent } from './sending.ts'
import { happenedOn, onToday } from './today.ts'

const { art30, art35, art45 } = articles

/** Sections, and the people who handle dossiers, as `s3` and `a12`. */
function assignees({ sections, handlers }: DossierView): Readonly<Record<string, string>> {
  const open = sections.filter(({ isClosed }) => !isClosed)
  const of = (id: number | null) => handlers.filter(({ sectionId }) => sectionId === id)
  const named = (people: typeof handlers, before: string) =>
    people.map(({ accountId, name }) => [`a${accountId}`, `${before}${name}`] as const)
  return Object.fromEntries([
    ...open.flatMap(({ id, name }) => [[`s${id}`, name] as const, ...named(of(id), `${name} · `)]),
    ...named(of(null), '公开工作机构 · '),
  ])
}

function assigned({ sections, handlers }: DossierView, to: string) {
  const id = Number(to.slice(1))
  const handler = to.startsWith('a') ? handlers.find(({ accountId }) => accountId === id) : undefined
  const section = sections.find((one) => one.id === (handler ? handler.sectionId : id))
  return {
    sectionId: section?.id ?? null,
    section: section?.name ?? '公开工作机构',
    accountId: handler?.accountId ?? null,
    handler: handler?.name ?? '',
  }
}

/** What is done with a request before it is decided, between the office and the applicant. */
export const receiving = {
  'confirm-receipt': form({
    gist: '邮寄的以签收之日、平常信函和互联网渠道的以双方确认之日为收到申请之日，答复期限从这一天起算。',
    fields: () => ({ on: happenedOn('签收或者确认的日期') }),
    looks: (at) => ({ on: onToday(at) }),
    plan: ({ on }, { dossier, row: { number } }) => {
      const { basis } = channels[dossier.reading.channel ?? 'online']
      const received = { happened: basis === 'signature' ? 'signed-for' : 'receipt-confirmed', on } as const
      // What the public files over the portal is registered when both sides have confirmed it.
      return { facts: dossier.registered ? [received] : [received, { happened: 'registered', on, number }] }
    },
  }),
  assign: form({
    gist: '分到科室后，科室的承办人可以办理；也可以直接分给一个人。',
    lacks: (at) => (Object.keys(assignees(at)).length === 0 ? '还没有科室和承办人，请管理员在人员里增加。' : undefined),
    fields: (at) => ({ to: choice('承办的科室或者人员', art45.cite, assignees(at)) }),
    looks: ({ dossier: { assigned: now } }) => ({
      to: { initial: now ? (now.accountId === null ? `s${now.sectionId}` : `a${now.accountId}`) : '' },
    }),
    plan: ({ to }, at) => ({ facts: [{ happened: 'assigned', on: at.look.today, ...assigned(at, to) }] }),
  }),
  'ask-clarification': form({
    gist: '内容不明确的，给予指导和释明，自收到申请之日起七个工作日内一次性告知需要补正的事项和合理的补正期限；答复期限自收到补正之日起重新计算。',
    writes: true,
    fields: () => ({ ...clarificationNotice.details, ...sending }),
    looks: (at) => ({
      ...sendingLooks(at),
      toCorrect: { hint: '一次写全，每项一行；以后不能再次告知补正。' },
      until: { initial: at.look.calendar.addWorkdays(at.look.today, 10) },
    }),
    problems: sendingProblems,
    plan: ({ toCorrect, until, ...way }, at) =>
      sent(way, at, {
        letters: [{ kind: 'clarification-notice', details: { toCorrect, until } }],
        facts: (on) => [{ happened: 'clarification-asked', on, items: toCorrect.join('；'), until }],
      }),
  }),
  'record-clarification': form({
    gist: '收到补正的次日起，答复期限重新计算二十个工作日。',
    fields: () => ({ on: happenedOn('收到补正的日期'), text: text('补正的内容', art30.cite) }),
    looks: (at) => ({ on: onToday(at) }),
    plan: ({ on, text: said }) => ({ facts: [{ happened: 'clarification-received', on, text: said }] }),
  }),
  'lapse-clarification': form({
    gist: '申请人无正当理由逾期不补正的，视为放弃申请，行政机关不再处理。登记后拟写答复，告知申请人。',
    fields: () => ({ reason: text('没有正当理由的依据', art30.cite) }),
    looks: () => ({ reason: { hint: '例如：补正告知书何时送达、期限何时届满、是否联系过申请人。' } }),
    plan: ({ reason }, { look }) => ({ facts: [{ happened: 'clarification-lapsed', on: look.today, reason }] }),
  }),
  'demand-reasons': form({
    gist: '申请的数量、频次明显超过合理范围的，可以要求申请人说明理由；理由不合理的告知不予处理。',
    writes: true,
    fields: () => ({ ...reasonsNotice.details, ...sending }),
    looks: (at) => ({
      ...sendingLooks(at),
      facts: { hint: `这是该申请人本月第 ${at.nthOfMonth} 件申请。` },
      until: { initial: at.look.calendar.addWorkdays(at.look.today, 10) },
    }),
    problems: sendingProblems,
    plan: ({ facts, toExplain, until, ...way }, at) =>
      sent(way, at, {
        letters: [{ kind: 'reasons-notice', details: { facts, toExplain, until } }],
        facts: (on) => [{ happened: 'reasons-demanded', on, about: toExplain.join('；'), until }],
      }),
  }),
  'record-reasons': form({
    gist: '认为理由不合理的，告知不予处理；理由合理但不能在期限内答复的，确定延迟答复的合理期限。',
    fields: () => ({
      on: happenedOn('收到理由的日期'),
      text: text('申请人说明的理由', art35.cite),
      reasonable: choice('理由是否合理', art35.cite, { yes: '合理', no: '不合理' }),
    }),
    looks: (at) => ({
      on: { initial: at.dossier.reasons?.receivedOn ?? onToday(at).initial },
      text: { initial: at.dossier.reasons?.text ?? '' },
    }),
    plan: ({ on, text: said, reasonable }) => ({
      facts: [{ happened: 'reasons-given', on, text: said, reasonable: reasonable === 'yes' }],
    }),
  }),
  withdraw: form({
    gist: '申请人撤回申请的，终止办理，不再计算答复期限。',
    fields: () => ({ on: happenedOn('撤回的日期'), reason: text('撤回的方式和原因', art45.cite) }),
    looks: (at) => ({ on: onToday(at), reason: { hint: '例如：当面书面撤回；申请人说明已从网站获取。' } }),
    plan: ({ on, reason }) => ({ facts: [{ happened: 'withdrawn', on, reason }] }),
  }),
}
