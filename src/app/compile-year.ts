import { articles } from '../domain/articles.ts'
import { dayInChina, yearOf } from '../domain/calendar/plain-date.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type CompiledYear, compileYear as compiled } from '../domain/report/compile/compile-year.ts'
import type { CountingRules } from '../domain/report/compile/ledger.ts'
import { formForYear, type ReportForm } from '../domain/report/form.ts'
import { type BodyYear, findLedger } from '../store/counted-requests.ts'
import type { Services } from './services.ts'

export interface YearAsked extends BodyYear {
  /** Id of the form; where it is not told, the one in force for the year. */
  readonly form?: string
}

export type Compiled =
  | { readonly ok: true; readonly compiled: CompiledYear }
  /** The year is to come, or there is no such form. */
  | { readonly ok: false; readonly refusal: Refusal }

const article = articles.art50.cite

/** The year that it is in China. */
export const yearNow = ({ now }: Pick<Services, 'now'>): number => yearOf(dayInChina(now()))

/** What decides where something is counted in a form. */
export const countingRules = (
  { disputeRules, outcomeRows }: Pick<Services, 'disputeRules' | 'outcomeRows'>,
  form: ReportForm,
): CountingRules => ({ form, outcomeRows, disputeRules })

/** The form that a year is compiled in; else why there is none. */
export function formOf({ forms }: Pick<Services, 'forms'>, { year, form: id }: Omit<YearAsked, 'agencyId'>) {
  const form = id === undefined ? formForYear(forms, year) : forms.find((one) => one.id === id)
  if (form) return form
  const known = forms.map((one) => one.id).join('、')
  const says =
    id === undefined
      ? `${year} 年没有全国统一的报告格式，请指明用哪一种格式：${known}。`
      : `没有 ${id} 这种报告格式，现有 ${known}。`
  return { refusal: { code: 'no-form', says, article } }
}

/**
 * Art. 50: sections three and four of a body's report for a year, counted from its requests and disputes; a year that
 * is not over is counted as it stands.
 */
export async function compileYear(services: Services, asked: YearAsked): Promise<Compiled> {
  const { year } = asked
  const current = yearNow(services)
  if (year > current) {
    const says = `${year} 年还没有到，能统计的最后一年是 ${current} 年。`
    return { ok: false, refusal: { code: 'year-to-come', says, article } }
  }
  const form = formOf(services, asked)
  if ('refusal' in form) return { ok: false, refusal: form.refusal }
  const ledger = await findLedger(services.db, asked)
  return { ok: true, compiled: compiled(ledger, { year, isOver: year < current }, countingRules(services, form)) }
}
