import { type Acted, actOnReport, type Target } from '../../../app/act-on-report.ts'
import { correctCell, judgeFinding, undoCorrection, undoJudgement } from '../../../app/decide-on-report.ts'
import { readAgain } from '../../../app/read-again.ts'
import { replaceFile } from '../../../app/replace-file.ts'
import type { Services } from '../../../app/services.ts'
import type { Person } from '../../../domain/agency/person.ts'
import { type ReportAction, reportActions } from '../../../domain/report/status.ts'
import { type Verdict, verdicts } from '../../../domain/report/trail.ts'
import type { ReceivedFile } from '../../multipart.ts'
import type { Tried, Verb } from './attempt.ts'
import { readCorrection, reasonProblem } from './read-correction.ts'
import type { Verification } from './verification.ts'

export interface Posted {
  readonly fields: Readonly<Record<string, string>>
  /** The first file of the form. */
  readonly file?: ReceivedFile | undefined
  /** Why the form did not bring its file. */
  readonly trouble?: string | undefined
}

interface Wanted {
  readonly services: Services
  readonly person: Person
  readonly target: Target
  readonly all: Verification
}

const invalid = (says: string): Tried => ({ ok: false, code: 'invalid', says })

/** Does what a person posted from the page of verification. */
export async function doVerb(wanted: Wanted, verb: Verb, posted: Posted): Promise<Tried> {
  const problem = reasonProblem(posted.fields.reason ?? '')
  return problem ? invalid(problem) : performers[verb](wanted, posted)
}

type Performer = (wanted: Wanted, posted: Posted) => Promise<Tried>

const performers: Readonly<Record<Verb, Performer>> = {
  act: async ({ services, person, target }, { fields: { action = '', reason = '' } }) =>
    Object.hasOwn(reportActions, action)
      ? actOnReport(services, person, target, { action: action as ReportAction, reason })
      : invalid('没有这种操作，请用页面上的按钮。'),
  correct: async ({ services, person, target, all }, { fields }) => {
    const read = readCorrection(fields, all.form, all.report)
    if (!read.ok) return invalid(read.says)
    const { cell = '', reason = '' } = fields
    return correctCell(services, person, target, { cell, to: read.to, reason })
  },
  'undo-correction': ({ services, person, target }, { fields }): Promise<Acted> =>
    undoCorrection(services, person, target, fields.cell ?? ''),
  judge: async ({ services, person, target }, { fields: { finding = '', verdict = '', reason = '' } }) =>
    Object.hasOwn(verdicts, verdict)
      ? judgeFinding(services, person, target, { finding, verdict: verdict as Verdict, reason })
      : invalid('请选择“属实”“误报”或“说明”。'),
  'undo-judgement': ({ services, person, target }, { fields }): Promise<Acted> =>
    undoJudgement(services, person, target, fields.finding ?? ''),
  'read-again': ({ services, person, target }): Promise<Acted> => readAgain(services, person, target),
  'replace-file': async ({ services, person, target }, { file, trouble }) =>
    file
      ? replaceFile(services, person, target, { fileName: file.name, bytes: file.bytes })
      : invalid(trouble ?? '请先选择一个文件。'),
}
