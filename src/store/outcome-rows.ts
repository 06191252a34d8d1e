import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { ReportForm } from '../domain/report/form.ts'
import { isOutcomeId, type OutcomeRows, outcomeIds } from '../domain/request/outcomes.ts'
import { CannotStart } from './cannot-start.ts'

const table = z.record(z.string(), z.record(z.string(), z.string()))

/**
 * Rows of the report that count each outcome, by the form's id.
 *
 * @throws {CannotStart} all faults of the file in one message: outcomes or rows that there are not, or that are missing
 */
export function parseOutcomeRows(json: string, file: string, forms: readonly ReportForm[]): OutcomeRows {
  const given = tableIn(json, file)
  const faults = [
    ...Object.keys(given).flatMap((id) => (isOutcomeId(id) ? [] : [`${id}：没有这种办理结果`])),
    ...outcomeIds.flatMap((id) => faultsOf(id, Object.hasOwn(given, id) ? given[id] : undefined, forms)),
  ]
  if (faults.length === 0) return given as OutcomeRows
  const list = faults.map((fault) => `  ${fault}`).join('\n')
  throw new CannotStart(`办理结果与表样行的对照文件 ${file} 有 ${faults.length} 处错误：\n${list}`)
}

function tableIn(json: string, file: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  try {
    return table.parse(JSON.parse(json))
  } catch {
    throw new CannotStart(`办理结果与表样行的对照文件 ${file} 应当是 JSON：每种办理结果在每个表样里的一行。`)
  }
}

/** An outcome is counted in one row of every form, and of no other form. */
function faultsOf(
  id: string,
  rows: Readonly<Record<string, string>> | undefined,
  forms: readonly ReportForm[],
): readonly string[] {
  if (rows === undefined) return [`${id}：缺少这种办理结果`]
  const known = forms.map((form) => form.id)
  return [
    ...Object.keys(rows).flatMap((form) => (known.includes(form) ? [] : [`${id}：没有 ${form} 这个表样`])),
    ...forms.flatMap((form) => {
      const row = Object.hasOwn(rows, form.id) ? rows[form.id] : undefined
      if (row === undefined) return [`${id}：没有写表样 ${form.id} 的哪一行`]
      return countingRows(form).includes(row) ? [] : [`${id}：表样 ${form.id} 没有 ${row} 这一行办理结果`]
    }),
  ]
}

/** Rows in which outcomes are counted; one that stands in the place of others is not counted in. */
const countingRows = ({ tables }: ReportForm): readonly string[] =>
  tables.flatMap(({ blocks }) =>
    blocks.flatMap(({ rows }) => rows.filter((row) => row.role === 'outcome' && !row.replaces).map(({ key }) => key)),
  )

/**
 * Reads `data/outcome-rows.json`.
 *
 * @throws {CannotStart} where it does not fit the outcomes and the forms
 */
export async function loadOutcomeRows(file: string, forms: readonly ReportForm[]): Promise<OutcomeRows> {
  return parseOutcomeRows(await readFile(file, 'utf8'), file, forms)
}
