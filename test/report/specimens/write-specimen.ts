import type { ReportForm } from '../../../src/domain/report/form.ts'
import { inventedAgencies, otherMatters, overview, preamble, problems } from './prose.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheets.ts'
import type { Part, PrintedText, Specimen } from './specimen.ts'
import { layOut } from './tables.ts'

export const numerals = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

export const text = (role: PrintedText['role'], words: string): PrintedText => ({ kind: 'text', role, text: words })

/** A whole and undamaged report of an invented body. */
export function writeSpecimen(form: ReportForm, year: number, sheet: Sheet, random: Random): Specimen {
  const agency = random.pick(inventedAgencies)
  const bodies: Record<string, readonly Part[]> = {
    overview: prose(overview(agency, year, sheet, random)),
    problems: prose(problems(random)),
    other: prose(otherMatters(random)),
  }
  const sections = form.sections.flatMap((section): Part[] => [
    text('heading', `${numerals[section.number]}、${section.title}`),
    ...(bodies[section.key] ??
      form.tables.filter((one) => one.section === section.number).map((one) => layOut(one, sheet))),
  ])
  const parts = [
    text('title', `${agency}${year}年政府信息公开工作年度报告`),
    ...preamble(agency, year).map((words) => text('preamble', words)),
    ...sections,
  ]
  return { form, agency, year, parts }
}

const prose = (lines: readonly string[]) => lines.map((words) => text('prose', words))
