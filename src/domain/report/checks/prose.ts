import { passagesOf, placeIn, sectionText } from './passages.ts'
import type { CheckInput, Hit } from './rule.ts'

/** The rules on the processing fee (国办函〔2020〕109号) are in force from this year. */
const feeRulesFrom = 2021

/** Section five that says nothing: a report names its main problems and how it mends them (条例第五十条). */
export function emptyProblemsHits({ reading, form }: CheckInput): readonly Hit[] {
  const section = form.sections.find((one) => one.key === 'problems')
  const text = section ? sectionText(reading, section.key) : null
  if (!section || text === null || !saysNothing(text)) return []
  return [
    {
      cells: [],
      key: section.key,
      message: `“${section.title}”${text.trim() === '' ? '没有内容' : `只写“${text.trim()}”`}`,
    },
  ]
}

/** Section six against the processing fee: charged elsewhere but 无 here, or not spoken of although the form asks for it. */
export function feeHits({ reading, form }: CheckInput): readonly Hit[] {
  const section = form.sections.find((one) => one.key === 'other')
  const text = section ? sectionText(reading, section.key) : null
  if (!section || text === null) return []
  const speaks = /处理费|收费通知|收取.{0,6}费用?/.test(text)
  const unpaid = Object.entries(reading.cells).filter(
    ([key, value]) => key.startsWith('otherwise.fee-unpaid/') && value,
  )
  if (!speaks && unpaid.length > 0)
    return [
      {
        cells: unpaid.map(([key]) => key),
        message: `表中有逾期未按收费通知缴费的申请，“${section.title}”没有说明信息处理费`,
      },
    ]
  const told = chargedElsewhere({ reading, section: section.key })
  const denies = saysNothing(text) || /(没有|未|无)(发生|产生|收取|收)[^。；]{0,12}(处理费|费用)/.test(text)
  if (told && (!speaks || denies))
    return [
      {
        cells: [],
        key: 'charged',
        places: [told.place],
        message: `正文写“${told.text}”，“${section.title}”却没有相应说明`,
      },
    ]
  const year = reading.year ?? form.years.from
  if (speaks || year < feeRulesFrom) return []
  const how = saysNothing(text) ? '写“无”' : '没有提到信息处理费'
  return [
    {
      cells: [],
      key: 'silent',
      message: `“${section.title}”${how}，应说明本年度收取信息处理费的情况（没有收取也应写明）`,
    },
  ]
}

/** Title, statistics period and the first section speak of one year. */
export function yearHits({ reading, form }: CheckInput): readonly Hit[] {
  const { year, period, title } = reading
  if (year === null) return []
  const hits: Hit[] = []
  const titled = title?.match(/(20\d\d)\s*年/)?.[1]
  if (titled && Number(titled) !== year)
    hits.push({
      cells: [],
      left: Number(titled),
      right: year,
      key: 'title',
      message: `标题写 ${titled} 年，报告的数据年份为 ${year} 年`,
    })
  const periodYears = period ? [...new Set([period.from.slice(0, 4), period.to.slice(0, 4)].map(Number))] : []
  if (periodYears.some((one) => one !== year))
    hits.push({
      cells: [],
      left: `${period?.from} 至 ${period?.to}`,
      right: year,
      key: 'period',
      message: `统计期限写 ${period?.from} 至 ${period?.to}，报告的数据年份为 ${year} 年`,
    })
  return [...hits, ...bodyYearHits(reading, form.sections[0]?.key ?? '', year)]
}

/** The first section opens paragraphs with another year and never names the report's own. */
function bodyYearHits(reading: CheckInput['reading'], first: string, year: number): readonly Hit[] {
  const passages = passagesOf(reading).filter((passage) => passage.section === first)
  if (passages.some(({ paragraph }) => paragraph.text.includes(String(year)))) return []
  return passages.flatMap(({ paragraph }): Hit[] => {
    const match = /^\s*(20\d\d)年/.exec(paragraph.text)
    if (!match) return []
    const place = placeIn(paragraph, match.index, match.index + match[0].length)
    const told = Number(match[1])
    return [
      {
        cells: [],
        left: told,
        right: year,
        key: 'body',
        places: [place],
        message: `正文以“${told}年”开头，报告的数据年份为 ${year} 年`,
      },
    ]
  })
}

function chargedElsewhere({ reading, section }: { reading: CheckInput['reading']; section: string }) {
  for (const passage of passagesOf(reading)) {
    if (passage.section === section) continue
    const match = /信息处理费[^。；，]{0,12}?(\d[\d,]*(?:\.\d+)?)\s*(?:万?元)/.exec(passage.paragraph.text)
    if (match && Number(match[1]?.replaceAll(',', '')) > 0)
      return { text: match[0], place: placeIn(passage.paragraph, match.index, match.index + match[0].length) }
  }
  return null
}

/** 无, 暂无, or nothing at all. */
function saysNothing(text: string): boolean {
  const bare = text.replace(/[\s　。．.；，、（）()]/g, '')
  return (
    bare === '' ||
    /^(本机关|我[局区县市镇委办]|本年度)?(暂?无|没有|暂?无其他需要报告的?事项|没有其他需要报告的?事项)$/.test(bare)
  )
}
