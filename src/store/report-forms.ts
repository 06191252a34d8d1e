import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ReportForm } from '../domain/report/form.ts'

const label = z.string().min(1)
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const labels = z.array(label)

const column = z.strictObject({
  key,
  label,
  unit: z.enum(['件', '项', '元', '万元']),
  number: z.enum(['count', 'signed', 'amount']),
  role: z.enum(['part', 'total']),
  group: label.optional(),
  anchors: labels.optional(),
})

const row = z.strictObject({
  key,
  label,
  role: z.enum(['received', 'carried-in', 'outcome', 'settled', 'carried-out']).optional(),
  groups: labels.optional(),
  anchors: labels.optional(),
  replaces: z.array(key).optional(),
})

const table = z.strictObject({
  key,
  section: z.int().min(1),
  layout: z.enum(['rows', 'line']),
  corner: label.optional(),
  columnsTitle: label.optional(),
  blocks: z
    .array(z.strictObject({ title: label.optional(), columns: z.array(column).min(1), rows: z.array(row).min(1) }))
    .min(1),
})

const section = z.strictObject({
  number: z.int().min(1),
  key,
  title: label,
  kind: z.enum(['prose', 'tables']),
  aliases: labels.optional(),
})

const identity = z.strictObject({
  id: label,
  severity: z.enum(['error', 'warning']),
  table: key,
  per: z.enum(['column', 'row']),
  says: label,
  left: labels.min(1),
  right: labels.min(1),
})

const reportForm = z.strictObject({
  id: label,
  title: label,
  notice: label,
  years: z.strictObject({ from: z.int(), to: z.int().nullable() }),
  sections: z.array(section).min(1),
  tables: z.array(table).min(1),
  identities: z.array(identity),
  tellTale: labels,
})

/** Thrown where a file of the folder is not a report form; the message names file, place and fault. */
export class FormFault extends Error {
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
  const read = reportForm.safeParse(value)
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
