import { articles } from '../../../../../domain/articles.ts'
import { type Fee, feeMethods, pageFee, payUntil, requestFee } from '../../../../../domain/request/fees.ts'
import { choice, number, optional } from '../../../../../domain/request/letters/details.ts'
import { feeNotice } from '../../../../../domain/request/letters/write-fee-notice.ts'
import { form } from '../action-form.ts'
import type { DossierView } from '../view.ts'
import { sending, sendingLooks, sendingProblems, sent } from './sending.ts'
import { happenedOn, onToday } from './today.ts'

const { art42 } = articles
const { facts, howToPay, until } = feeNotice.details

/** What the rules would charge; whether anything is charged, and how, a person decides. */
function feeOf(
  { nthOfMonth, dossier, feeRules }: DossierView,
  by: { method: string; pages?: number | undefined },
): Fee {
  const handling = { receivedOn: dossier.clock.receivedOn ?? '', rules: feeRules }
  if (by.method === 'per-page') return pageFee({ ...handling, pages: by.pages ?? 0 })
  return requestFee({ ...handling, earlier: nthOfMonth - 1 })
}

/** What either way comes to as far as it is known, beside the choice. */
function methodHint(at: DossierView): string {
  const fee = feeOf(at, { method: 'per-request' })
  return fee.ok ? `按件：${fee.proposal.lines.join('')}按量：按提供的页数计算。两种方式只用一种。` : fee.refusal.says
}

const letterMethods = { 'per-request': 'items', 'per-page': 'pages' } as const

function feeProblems(
  values: { method: string; pages?: number | undefined },
  at: DossierView,
): Readonly<Record<string, string>> {
  const field = values.method === 'per-page' ? 'pages' : 'method'
  if (values.method === 'per-page' && values.pages === undefined) return { pages: '按量计收的，请写明提供的页数。' }
  const fee = feeOf(at, values)
  if (!fee.ok) return { [field]: fee.refusal.says }
  return fee.proposal.amount > 0 ? {} : { [field]: `${fee.proposal.lines.join('')}不必发出收费通知。` }
}

/** What the applicant told of a payment, to be looked for among what has come in. */
function told({ dossier: { entries } }: DossierView): { readonly hint?: string } {
  const fact = entries.findLast((entry) => entry.fact.happened === 'payment-told')?.fact
  return fact?.happened === 'payment-told' ? { hint: `申请人 ${fact.on} 告知：${fact.text}` } : {}
}

/** The processing fee: noticed, paid or not. */
export const paying = {
  'notice-fee': form({
    gist: '不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费。自收到通知的次日起三十日内缴纳，逾期不缴的视为放弃申请；缴清的次日起重新计算答复期限。',
    writes: true,
    fields: () => ({
      method: choice('计收方式', art42.cite, feeMethods),
      pages: optional(number('提供的页数', art42.cite)),
      facts,
      howToPay,
      until,
      ...sending,
    }),
    looks: (at) => ({
      ...sendingLooks(at),
      method: { hint: methodHint(at) },
      pages: { hint: 'A4 及以下幅面，单面为一页；按量计收的填写。' },
      facts: { hint: `这是该申请人本月第 ${at.nthOfMonth} 件申请。` },
      howToPay: { initial: at.office.payment },
      until: { initial: payUntil(at.look.today, at.feeRules) },
    }),
    problems: (values, at) => ({ ...feeProblems(values, at), ...sendingProblems(values) }),
    plan: ({ method, pages, facts: excess, howToPay: how, until: last, ...way }, at) => {
      const fee = feeOf(at, { method, pages })
      if (!fee.ok) throw new Error('A fee that cannot be charged was not told as a problem')
      const { amount, lines, rows } = fee.proposal
      const details = { method: letterMethods[method], facts: excess, lines: rows, howToPay: how, until: last }
      return sent(way, at, {
        letters: [{ kind: 'fee-notice', details }],
        facts: (on) => [{ happened: 'fee-noticed', on, amount, until: last, computation: lines.join('') }],
      })
    },
  }),
  'record-payment': form({
    gist: '缴清的次日起，答复期限重新计算二十个工作日。',
    fields: () => ({ on: happenedOn('缴清的日期'), amount: number('缴纳的金额（元）', art42.cite) }),
    looks: (at) => ({ on: { ...onToday(at), ...told(at) }, amount: { initial: String(at.dossier.fee?.amount ?? '') } }),
    problems: ({ amount }, { dossier: { fee } }) =>
      fee && amount < fee.amount ? { amount: `应缴 ${fee.amount} 元，缴清后再登记。` } : {},
    plan: ({ on, amount }) => ({ facts: [{ happened: 'fee-paid', on, amount }] }),
  }),
  'lapse-fee': form({
    gist: '逾期未缴纳的，视为放弃申请，行政机关不再处理。登记后拟写答复，告知申请人。',
    fields: () => ({}),
    plan: (_, { look }) => ({ facts: [{ happened: 'fee-lapsed', on: look.today }] }),
  }),
}
