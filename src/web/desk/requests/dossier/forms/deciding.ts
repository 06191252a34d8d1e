import { articles } from '../../../../../domain/articles.ts'
import { workdays } from '../../../../../domain/request/clock-reading.ts'
import { foldDossier } from '../../../../../domain/request/dossier.ts'
import type { Fact } from '../../../../../domain/request/facts.ts'
import { choice, number, text } from '../../../../../domain/request/letters/details.ts'
import { recordResults } from '../../../../../domain/request/letters/kinds.ts'
import { delayNotice } from '../../../../../domain/request/letters/write-delay-notice.ts'
import { type FormAt, form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { sending, sendingLooks, sendingProblems, sent } from './sending.ts'

const { art33, art41, art45 } = articles

/** The last day of the reply once a fact is added. */
function dueOnWith({ entered, look, person }: DossierView, fact: Fact): string | undefined {
  const next = { seq: (entered.at(-1)?.seq ?? 0) + 1, fact, enteredAt: new Date(0), person: '', accountId: null }
  return foldDossier([...entered, { ...next, accountId: person.accountId }], look).clock.dueOn
}

const extension = {
  workdays: number('延长的工作日数', art33.cite),
  reason: text('延长的原因', art33.cite),
}

function extensionProblems({ workdays: days }: { readonly workdays: number }): Readonly<Record<string, string>> {
  const fits = Number.isInteger(days) && days >= 1 && days <= workdays.extension
  return fits ? {} : { workdays: `延长 1 至 ${workdays.extension} 个工作日，写整数。` }
}

/** What the letter says follows from what is consented to. */
function extensionLetter(
  at: FormAt,
  { workdays: days, reason }: { readonly workdays: number; readonly reason: string },
) {
  const { look, person, dossier } = at
  const newDue = dueOnWith(at, { happened: 'extended', on: look.today, workdays: days })
  const details = { due: dossier.clock.dueOn, newDue, workdays: days, ground: reason, approver: person.displayName }
  return { kind: 'extension-notice' as const, details }
}

/** Time, fees and the record are decided, and replies reviewed. */
export const deciding = {
  'propose-extension': form({
    gist: '不能在二十个工作日内答复的，经政府信息公开工作机构负责人同意可以延长一次，最长二十个工作日；答复期限届满前告知申请人。',
    fields: () => extension,
    looks: () => ({ workdays: { initial: String(workdays.extension) } }),
    problems: extensionProblems,
    plan: (values, { look }) => ({ facts: [{ happened: 'extension-proposed', on: look.today, ...values }] }),
  }),
  extend: form({
    gist: '同意后向申请人制发延期答复告知书；只能延长一次，最长二十个工作日。',
    writes: true,
    fields: () => ({ ...extension, ...sending }),
    looks: (at) => ({
      ...sendingLooks(at),
      workdays: { initial: String(at.dossier.extensionProposed?.workdays ?? workdays.extension) },
      reason: { initial: at.dossier.extensionProposed?.reason ?? '' },
    }),
    problems: (values) => ({ ...extensionProblems(values), ...sendingProblems(values) }),
    plan: ({ workdays: days, reason, ...way }, at) =>
      sent(way, at, {
        letters: [extensionLetter(at, { workdays: days, reason })],
        facts: (on) => [{ happened: 'extended', on, workdays: days, approver: at.person.displayName, reason }],
      }),
  }),
  delay: form({
    gist: '申请人说明的理由合理，但是无法在规定的期限内答复的，可以确定延迟答复的合理期限并告知申请人。',
    writes: true,
    fields: () => ({ ...delayNotice.details, ...sending }),
    looks: sendingLooks,
    problems: sendingProblems,
    plan: ({ until, reason, ...way }, at) =>
      sent(way, at, {
        letters: [{ kind: 'delay-notice', details: { reason, until } }],
        facts: (on) => [{ happened: 'delayed-until', on, date: until, reason }],
      }),
  }),
  'record-verification': form({
    gist: '与自身相关的记录不准确的，审核属实应当更正并告知申请人；不属于本机关职能范围的，可以转送有权更正的机关并告知。',
    fields: () => ({
      result: choice('核实的结果', art41.cite, recordResults),
      text: text('核实的情况', art41.cite),
    }),
    plan: ({ result, text: said }, { look }) => ({
      facts: [{ happened: 'record-verified', on: look.today, result, text: said }],
    }),
  }),
  review: form({
    gist: '审核事实、依据、理由和文书；拟写的人不能审核自己的答复。',
    fields: () => ({ opinion: text('审核意见', art45.cite) }),
    looks: () => ({ opinion: { initial: '同意。' } }),
    plan: ({ opinion }, { look }) => ({ facts: [{ happened: 'reviewed', on: look.today, opinion }] }),
  }),
  return: form({
    gist: '退回后由拟写的人修改，再次送审；已有的审核和签发作废，留在办理经过里。',
    fields: () => ({ reason: text('退回的理由和修改意见', art45.cite) }),
    plan: ({ reason }, { look }) => ({ facts: [{ happened: 'returned', on: look.today, reason }] }),
  }),
  'sign-off': form({
    gist: '签发后由公开工作机构编号、制发答复书；拟写的人不能签发自己的答复。',
    fields: () => ({ opinion: text('签发意见', art45.cite) }),
    looks: () => ({ opinion: { initial: '同意发出。' } }),
    plan: ({ opinion }, { look }) => ({ facts: [{ happened: 'signed-off', on: look.today, opinion }] }),
  }),
}
