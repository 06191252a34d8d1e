import trial from '../../../data/report-forms/2019.json' with { type: 'json' }
import current from '../../../data/report-forms/2021.json' with { type: 'json' }
import type { ReportForm } from '../../../src/domain/report/form.ts'

export const form2019 = trial as unknown as ReportForm
export const form2021 = current as unknown as ReportForm

/** All forms as the reader gets them. */
export const forms: readonly ReportForm[] = [form2019, form2021]
