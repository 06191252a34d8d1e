import { formCell } from '../checks/labels.ts'
import type { CellKey, ReportForm } from '../form.ts'
import { formForYear } from '../form.ts'
import type { NarrativeParagraph, Place, Problem, Reading, SectionFound, Unreadable } from '../reading.ts'
import { offsetsOf, reportJsonVersion } from '../report-json.ts'
import { entriesOf, listOf, objectOf, offsetOf, placeOf, severityOf, stringOf, stringsOf } from './json-values.ts'

export type SheetRead =
  | { readonly ok: true; readonly reading: Reading; readonly form: ReportForm }
  | { readonly ok: false; readonly unreadable: Unreadable }

/**
 * Reads figures without a text back: the JSON of `toReportJson`, or what a CSV of ours says. Nothing is trusted: what
 * is not as it should be becomes a problem and is left out; only data without any known cell, of no known form, or of
 * a later version are refused.
 */
export function readSheet(value: unknown, forms: readonly ReportForm[]): SheetRead {
  const sheet = objectOf(value)
  if (!sheet || !objectOf(sheet.cells)) return refuse('not-a-sheet', '这份数据不是年度报告：缺少 cells（单元格）')
  if (Number(sheet.version) > reportJsonVersion)
    return refuse(
      'version-unknown',
      `这份数据的版本是 ${Number(sheet.version)}，本系统只认到 ${reportJsonVersion}，请先升级本系统`,
    )
  const year = yearOf(sheet.year)
  const form =
    forms.find((one) => one.id === sheet.form) ??
    (sheet.form === undefined && year !== null ? formForYear(forms, year) : undefined)
  if (!form) {
    const known = forms.map((one) => one.id).join('、')
    const named = sheet.form === undefined ? '没有写明' : `是 ${JSON.stringify(sheet.form)}`
    return refuse('form-unknown', `这份数据的 form（报告格式）${named}，可用的格式有：${known}`)
  }
  const problems: Problem[] = []
  const cells = readCells(sheet.cells, form, problems)
  if (Object.keys(cells).length === 0)
    return refuse(
      'no-cells',
      '这份数据里没有规定格式中的单元格，请核对 cells（CSV 的 cell 一列）里的键名，如 received/total',
    )
  if (year === null && sheet.year !== undefined && sheet.year !== null)
    problems.push(problem('year-unknown', `year 是 ${JSON.stringify(sheet.year)}，不是年份`))
  const told = listOf(sheet.problems).flatMap((one) => readProblem(one) ?? [])
  if (year !== null && formForYear(forms, year) !== form && !told.some(({ code }) => code === 'form-of-other-year'))
    problems.push(
      problem('form-of-other-year', `数据用的是 ${form.id} 年格式，${year} 年度不用这种格式，请核对年度和格式`),
    )
  const known = (key: CellKey) => key in cells
  const reading: Reading = {
    title: stringOf(sheet.title) ?? null,
    agency: stringOf(sheet.agency) ?? null,
    year,
    form: form.id,
    period: periodOf(sheet.period),
    contact: contactOf(sheet.contact),
    cells,
    sources: readSources(sheet.sources, known),
    remarks: only(stringsOf(sheet.remarks), known),
    chosen: listOf(sheet.chosen).filter((key): key is string => typeof key === 'string' && known(key)),
    units: only(stringsOf(sheet.units), known),
    preamble: listOf(sheet.preamble).flatMap((one) => readParagraph(one) ?? []),
    sections: listOf(sheet.sections).flatMap((one) => readSection(one, form) ?? []),
    problems: [...told, ...problems],
  }
  return { ok: true, reading, form }
}

function refuse(code: string, message: string): SheetRead {
  return { ok: false, unreadable: { code, message } }
}

function problem(code: string, message: string, cell?: CellKey): Problem {
  return { code, severity: 'warning', message, ...(cell !== undefined && { cell }) }
}

function yearOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value <= 2999 ? value : null
}

function readCells(value: unknown, form: ReportForm, problems: Problem[]): Record<CellKey, number | null> {
  const cells: Record<CellKey, number | null> = {}
  for (const [key, cell] of entriesOf(value)) {
    if (!formCell(form, key)) problems.push(problem('cell-unknown', `${form.id} 年格式没有单元格 ${key}，未采用`))
    else if (cell === null || (typeof cell === 'number' && Number.isFinite(cell))) cells[key] = cell
    else problems.push(problem('cell-not-a-number', `单元格 ${key} 是 ${JSON.stringify(cell)}，不是数字，未采用`, key))
  }
  return cells
}

function readSources(value: unknown, known: (key: CellKey) => boolean): Record<CellKey, Place> {
  return Object.fromEntries(
    entriesOf(value).flatMap(([key, one]) => {
      const place = known(key) ? placeOf(one) : undefined
      return place ? [[key, place] as const] : []
    }),
  )
}

function only(texts: Record<string, string>, known: (key: CellKey) => boolean): Record<CellKey, string> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => known(key)))
}

function periodOf(value: unknown): Reading['period'] {
  const { from, to } = stringsOf(value)
  const plain = /^\d{4}-\d{2}-\d{2}$/
  return from && to && plain.test(from) && plain.test(to) ? { from, to } : null
}

function contactOf(value: unknown): Reading['contact'] {
  const parts = ['address', 'postcode', 'telephone', 'fax', 'email']
  return Object.fromEntries(Object.entries(stringsOf(value)).filter(([key]) => parts.includes(key)))
}

function readParagraph(value: unknown): NarrativeParagraph | undefined {
  const one = objectOf(value)
  const place = placeOf(value)
  if (!one || !place) return undefined
  const breaks = listOf(one.breaks).flatMap((pair): (readonly [number, number])[] => {
    const [index, offset] = listOf(pair).map(offsetOf)
    return index === undefined || offset === undefined ? [] : [[index, offset]]
  })
  const heading = offsetOf(one.heading)
  return { ...place, offsets: offsetsOf({ ...place, breaks }), ...(heading !== undefined && { heading }) }
}

function readSection(value: unknown, form: ReportForm): SectionFound | undefined {
  const one = objectOf(value)
  const key = stringOf(one?.key)
  const start = offsetOf(one?.start)
  const end = offsetOf(one?.end)
  if (!one || start === undefined || end === undefined || !form.sections.some((section) => section.key === key))
    return undefined
  return {
    key: key as string,
    printedNumber: offsetOf(one.printedNumber) ?? null,
    printedTitle: stringOf(one.printedTitle) ?? '',
    start,
    end,
    paragraphs: listOf(one.paragraphs).flatMap((paragraph) => readParagraph(paragraph) ?? []),
  }
}

function readProblem(value: unknown): Problem | undefined {
  const one = objectOf(value)
  const code = stringOf(one?.code)
  const message = stringOf(one?.message)
  if (!one || code === undefined || message === undefined) return undefined
  const cell = stringOf(one.cell)
  const cells = listOf(one.cells).filter((key): key is string => typeof key === 'string')
  const place = placeOf(one.place)
  return {
    code,
    severity: severityOf(one.severity),
    message,
    ...(cell !== undefined && { cell }),
    ...(cells.length > 0 && { cells }),
    ...(place && { place }),
  }
}
