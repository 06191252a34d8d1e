import type { Figures } from './claims-builder.ts'

const APPLICANTS = [
  'natural-person',
  'enterprise',
  'research',
  'public-welfare',
  'legal-services',
  'other-organisation',
]
const RESULTS = ['upheld', 'overturned', 'other-result', 'pending']

const row = (key: string, columns: readonly string[], ...values: readonly number[]): Figures =>
  Object.fromEntries(values.map((value, index) => [`${key}/${columns[index]}`, value]))

/** The invented tables of 云溪区 for 2024. All identities hold; hardly two figures are the same. */
export const yunxi: Figures = {
  'rules/issued': 2,
  'rules/repealed': 1,
  'rules/in-force': 14,
  'normative-documents/issued': 23,
  'normative-documents/repealed': 19,
  'normative-documents/in-force': 156,
  'licences/decisions': 4217,
  'penalties/decisions': 385,
  'coercive-measures/decisions': 27,
  'fees/amount': 86.35,
  ...row('received', APPLICANTS, 137, 21, 2, 1, 9, 4),
  ...row('carried-in', APPLICANTS, 11, 2),
  ...row('granted', APPLICANTS, 52, 13, 0, 0, 3, 1),
  ...row('partly-granted', APPLICANTS, 17, 2, 0, 0, 1),
  ...row('refused.state-secret', APPLICANTS, 1),
  ...row('refused.third-party-rights', APPLICANTS, 4, 1),
  ...row('refused.internal-affairs', APPLICANTS, 6),
  ...row('refused.deliberative', APPLICANTS, 3),
  ...row('refused.enforcement-file', APPLICANTS, 7),
  ...row('refused.registry-query', APPLICANTS, 8),
  ...row('unavailable.not-held', APPLICANTS, 23, 4, 2, 0, 2),
  ...row('unavailable.needs-creating', APPLICANTS, 2),
  ...row('unavailable.still-unclear', APPLICANTS, 1),
  ...row('not-processed.petition', APPLICANTS, 10, 0, 0, 1),
  ...row('not-processed.repeat', APPLICANTS, 6, 0, 0, 0, 1, 3),
  ...row('otherwise.clarification-lapsed', APPLICANTS, 3),
  ...row('otherwise.other', APPLICANTS, 2, 1),
  ...row('settled', APPLICANTS, 145, 21, 2, 1, 7, 4),
  ...row('carried-out', APPLICANTS, 3, 2, 0, 0, 2),
  ...row('reconsideration', RESULTS, 8, 3, 4, 2),
  ...row('litigation-direct', RESULTS, 5, 1, 2, 1),
  ...row('litigation-after-reconsideration', RESULTS, 4, 0, 1, 1),
}
