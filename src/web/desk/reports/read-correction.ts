import { formCell } from '../../../domain/report/checks/labels.ts'
import { cellState } from '../../../domain/report/decisions.ts'
import type { Column, ReportForm } from '../../../domain/report/form.ts'
import type { CellState } from '../../../domain/report/trail.ts'
import { holdsControls, withoutUnseen } from '../../../domain/unseen.ts'
import type { StoredReport } from '../../../store/reports.ts'

/** Most characters of a reason; a trail is read by people. */
export const longestReason = 500

export type CorrectionRead =
  | { readonly ok: true; readonly to: CellState }
  | { readonly ok: false; readonly says: string }

/** What a cell of the column takes, in words. */
export function allowedIn({ number, unit }: Column): string {
  if (number === 'amount') return `不小于 0 的数字，可以有小数（最多 6 位），单位是${unit}，不写单位`
  if (number === 'signed') return `整数，减少的写负数，如 -3（${unit}）`
  return `0 或正整数，如 18（${unit}）`
}

const shapes: Readonly<Record<Column['number'], RegExp>> = {
  count: /^\d{1,12}$/,
  signed: /^[+-]?\d{1,12}$/,
  amount: /^\d{1,12}(\.\d{1,6})?$/,
}

/** 1,234 and full-width digits are what people copy; 12,34 is a slip. */
function tidy(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[−–—]/, '-')
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
}

/** Enough of what was typed to know it again. */
const quoted = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** Reads what a person says a cell holds: a number in `value`, or by `as` blank, not to be told, or as it was read. */
export function readCorrection(
  fields: Readonly<Record<string, string>>,
  form: ReportForm,
  report: Pick<StoredReport, 'asRead'>,
): CorrectionRead {
  const cell = fields.cell ?? ''
  const read = cellState(report.asRead.cells, cell)
  if (fields.as === 'same') return { ok: true, to: read }
  if (fields.as === 'blank') return { ok: true, to: null }
  if (fields.as === 'absent') return { ok: true, to: 'absent' }
  const column = formCell(form, cell)?.column
  // What cell it is, the verb tells in its refusal.
  if (!column) return { ok: true, to: null }
  const typed = fields.value ?? ''
  const text = tidy(typed)
  if (text === '') return { ok: false, says: `请填写数字：${allowedIn(column)}。原文是空白的，请按“原文空白”。` }
  const number = Number(text)
  // What the reader read stands in the source, whatever the column is for.
  if (shapes[column.number].test(text) || (number === read && /^-?[\d.]+$/.test(text))) return { ok: true, to: number }
  return { ok: false, says: `“${quoted(typed)}”不能填在这一格。这一格填${allowedIn(column)}。` }
}

/** What is wrong with a reason; undefined where nothing is. It is shown to the public, and stays in the trail. */
export function reasonProblem(reason: string): string | undefined {
  if (holdsControls(reason.replace(/[\t\r\n]/g, ''))) return '理由里有看不见的控制字符，请重新输入。'
  if (reason.trim() !== '' && withoutUnseen(reason).trim() === '') return '理由里没有看得见的文字，请重新输入。'
  const length = [...reason.trim()].length
  return length > longestReason ? `理由最多 ${longestReason} 字，现在有 ${length} 字，请写得短一些。` : undefined
}
