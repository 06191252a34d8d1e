import type { ReportForm } from '../form.ts'
import type { Place, Reading, SectionFound } from '../reading.ts'
import type { CheckInput, Hit } from './rule.ts'

const numerals = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Sections that are missing, printed twice or out of order. A reading without any section says nothing of the report. */
export function orderHits({ reading, form }: CheckInput): readonly Hit[] {
  const found = reading.sections
  if (found.length === 0) return []
  const place = new Map(form.sections.map((section) => [section.key, section.number]))
  const missing = form.sections
    .filter((section) => !found.some((one) => one.key === section.key))
    .map((section) => ({
      cells: [],
      key: `missing ${section.key}`,
      message: `没有见到第${numerals[section.number]}部分“${section.title}”`,
    }))
  const displaced = found.flatMap((section, index): Hit[] => {
    const before = found[index - 1]
    if (!before || (place.get(section.key) ?? 0) > (place.get(before.key) ?? 0)) return []
    const message =
      section.key === before.key
        ? `“${section.printedTitle}”印了两次`
        : `“${section.printedTitle}”排在“${before.printedTitle}”之后，次序与规定格式不同`
    return [{ cells: [], key: `order ${section.key}`, places: [headingPlace(section)], message }]
  })
  return [...missing, ...displaced]
}

/** Titles in other words than the form's; well-known shorter wordings are a hint only. */
export function titleHits({ reading, form }: CheckInput): readonly Hit[] {
  return reading.sections.flatMap((section): Hit[] => {
    const wanted = form.sections.find((one) => one.key === section.key)
    if (!wanted || bare(section.printedTitle) === bare(wanted.title)) return []
    const known = wanted.aliases?.some((alias) => bare(alias) === bare(section.printedTitle))
    return [
      {
        cells: [],
        left: section.printedTitle,
        right: wanted.title,
        key: section.key,
        places: [headingPlace(section)],
        ...(known && { severity: 'hint' as const }),
        message: `第${numerals[wanted.number]}部分标题印为“${section.printedTitle}”，规定格式为“${wanted.title}”`,
      },
    ]
  })
}

/** Numerals before section titles that start again, skip, or count sub-topics of the first section as sections. */
export function restartHits({ reading, form }: CheckInput): readonly Hit[] {
  const numbered = reading.sections.flatMap((section) => {
    const wanted = form.sections.find((one) => one.key === section.key)
    return wanted && section.printedNumber !== null ? [{ section, printed: section.printedNumber, wanted }] : []
  })
  const shifted = numbered.filter(({ printed, wanted }) => printed !== wanted.number)
  const first = shifted[0]
  return [...(first ? [shiftHit(first, shifted.length)] : []), ...topicHits(reading, form)]
}

function shiftHit({ section, printed, wanted }: Numbered, count: number): Hit {
  const more = count > 1 ? `，其后共 ${count} 个部分的序号与规定格式不同` : ''
  return {
    cells: [],
    left: printed,
    right: wanted.number,
    key: section.key,
    places: [headingPlace(section)],
    message: `“${section.printedTitle}”的序号印为“${numeral(printed)}”，规定格式为“${numeral(wanted.number)}”${more}`,
  }
}

type Numbered = { section: SectionFound; printed: number; wanted: ReportForm['sections'][number] }

/** Sub-topics of the first section numbered 二、三、 as if they were sections. */
function topicHits({ sections }: Reading, form: ReportForm): readonly Hit[] {
  const first = sections.find((section) => section.key === form.sections[0]?.key)
  const topics = (first?.paragraphs ?? []).filter(({ text }) => /^[二三四五六七八九]、.{2,20}$/.test(text.trim()))
  const topic = topics[0]
  if (!topic) return []
  return [
    {
      cells: [],
      key: 'topics',
      places: topics.map(({ start, end, text }) => ({ start, end, text })),
      message: `第一部分的小标题“${topic.text.trim()}”用了部分的序号，应写作“（一）”一级`,
    },
  ]
}

/** The place of a section's heading, without its paragraphs. */
function headingPlace(section: SectionFound): Place {
  const end = Math.min(
    section.end,
    section.paragraphs[0]?.start ?? section.end,
    section.start + section.printedTitle.length + 4,
  )
  return { start: section.start, end, text: section.printedTitle }
}

const numeral = (value: number) => numerals[value] ?? String(value)

const bare = (title: string) => title.replace(/[\s　、，,。.：:（）()]/g, '')
