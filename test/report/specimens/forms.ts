import { readFileSync } from 'node:fs'
import type { ReportForm } from '../../../src/domain/report/form.ts'

const load = (id: string): ReportForm =>
  JSON.parse(readFileSync(new URL(`../../../data/report-forms/${id}.json`, import.meta.url), 'utf8'))

export const form2019 = load('2019')
export const form2021 = load('2021')

/** All forms as the reader gets them. */
export const forms: readonly ReportForm[] = [form2019, form2021]
