import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import zhCN from 'zod/v4/locales/zh-CN.js'
import type { ReportForm } from '../domain/report/form.ts'
import { CannotStart } from './cannot-start.ts'

const label = z.string().check(z.minLength(1))
const name = z.string().check(z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/))
const labels = z.array(label)
const some = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1))

const column = z.strictObject({
  key: name,
  label,
  unit: z.enum(['件', '项', '元', '万元']),
  number: z.enum(['count', 'signed', 'amount']),
  role: z.enum(['part', 'total']),
  group: z.optional(label),
  anchors: z.optional(labels),
})

const row = z.strictObject({
  key: name,
  label,
  role: z.optional(z.enum(['received', 'carried-in', 'outcome', 'settled', 'carried-out'])),
  groups: z.optional(labels),
  anchors: z.optional(labels),
  replaces: z.optional(z.array(name)),
})

const table = z.strictObject({
  key: name,
  section: z.int().check(z.positive()),
  layout: z.enum(['rows', 'line']),
  corner: z.optional(label),
  columnsTitle: z.optional(label),
  blocks: some(z.strictObject({ title: z.optional(label), columns: some(column), rows: some(row) })),
})

const section = z.strictObject({
  number: z.int().check(z.positive()),
  key: name,
  title: label,
  kind: z.enum(['prose', 'tables']),
  aliases: z.optional(labels),
})

const identity = z.strictObject({
  id: label,
  severity: z.enum(['error', 'warning']),
  table: name,
  per: z.enum(['column', 'row']),
  says: label,
  left: some(label),
  right: some(label),
})

const reportForm = z.strictObject({
  id: label,
  title: label,
  notice: label,
  years: z.strictObject({ from: z.int(), to: z.nullable(z.int()) }),
  sections: some(section),
  tables: some(table),
  identities: z.array(identity),
  tellTale: labels,
})

/** Thrown where a file of the folder is not a report form; the message names file, place and fault. */
export class FormFault extends CannotStart {
  override readonly name = 'FormFault'
}

/** @throws {FormFault} all faults of the file in one message */
export function parseReportForm(json: string, file: string): ReportForm {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new FormFault(`表样文件 ${file} 不是有效的 JSON：${(error as Error).message}`)
  }
  const read = reportForm.safeParse(value, { error: zhCN().localeError })
  if (read.success) return read.data as ReportForm
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.') || '（整个文件）'}：${issue.message}`)
  throw new FormFault(`表样文件 ${file} 有 ${faults.length} 处错误：\n${faults.join('\n')}`)
}

/**
 * Reads every form of `data/report-forms`, oldest first.
 *
 * @throws {FormFault} where a file is not a form
 */
export async function loadReportForms(folder: string): Promise<readonly ReportForm[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const forms = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name)
      return parseReportForm(await readFile(file, 'utf8'), file)
    }),
  )
  return forms.sort((a, b) => a.years.from - b.years.from)
}
