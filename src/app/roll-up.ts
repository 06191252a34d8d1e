import { formForYear } from '../domain/report/form.ts'
import { type RollUp, rollUp } from '../domain/report/rollup/roll-up.ts'
import { findRollUpSource } from '../store/roll-ups.ts'
import type { Services } from './services.ts'

/**
 * The accepted and published reports of the bodies below a government, summed up in the year's form; undefined where
 * no form is in force for the year.
 */
export async function findRollUp(
  { db, forms }: Pick<Services, 'db' | 'forms'>,
  asked: { readonly government: number; readonly year: number },
): Promise<RollUp | undefined> {
  const form = formForYear(forms, asked.year)
  return form && rollUp({ ...asked, form, ...(await findRollUpSource(db, asked)) })
}
