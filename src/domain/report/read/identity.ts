import type { Paper } from '../paper.ts'
import type { Contact, NarrativeParagraph } from '../reading.ts'

const titleLine = /(?:政府信息公开|政务公开).{0,8}(?:年度报告|年报|工作报告)|年度.{0,6}政府信息公开.{0,6}报告/
const yearWords = /(20[012]\d)\s*年/g
const datePair =
  /(20[012]\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*(?:起|开始)?[,，]?\s*(?:至|到|-|—|~|～|截至)+\s*(?:(20[012]\d)\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/

/** Of the line that tells the way to the page (首页 > 政府信息公开 > …) its end; any other line as it is. */
const endOfWay = (line: string) => (/首页\s*[>＞›»]/.test(line) ? (line.split(/[>＞›»]/).at(-1) ?? '') : line)

/** The line that names the report; the paper's own title where the text has none. */
export function titleOf(
  paper: Pick<Paper, 'title'>,
  preamble: readonly Pick<NarrativeParagraph, 'text'>[],
): string | null {
  const lines = [paper.title ?? '', ...preamble.map(({ text }) => text)]
  const cleaned = lines.map((line) =>
    endOfWay(line)
      .replace(/^(?:标题|题名|信息名称|名称)[:：]\s*/, '')
      .trim(),
  )
  const fits = (line: string) => line.length <= 60 && titleLine.test(line) && !/[。;；]|《|根据|依据/.test(line)
  const dated = cleaned.filter((line) => fits(line) && /20[012]\d/.test(line))
  const best = dated[0] ?? cleaned.find(fits)
  return best?.replace(/[-_|｜].*(?:政府|门户|网站|网).*$/, '').trim() ?? null
}

/** Statistics period as plain dates. */
export function periodOf(texts: readonly string[]): { from: string; to: string } | null {
  for (const text of texts) {
    const match = datePair.exec(text)
    if (!match) continue
    const [, year, month, day, endYear, endMonth, endDay] = match as unknown as string[]
    const iso = (y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
    return {
      from: iso(year as string, month as string, day as string),
      to: iso(endYear ?? (year as string), endMonth as string, endDay as string),
    }
  }
  return null
}

/** Data year: title and statistics period first, else the year that the overview speaks of most. */
export function yearOf(
  title: string | null,
  period: { from: string } | null,
  overview: readonly string[],
): number | null {
  const votes = new Map<number, number>()
  const vote = (year: number, weight: number) => votes.set(year, (votes.get(year) ?? 0) + weight)
  const inTitle = title ? [...title.matchAll(/20[012]\d/g)].map((match) => Number(match[0])) : []
  for (const year of inTitle) vote(year, 6 / inTitle.length)
  if (period) vote(Number(period.from.slice(0, 4)), 7)
  const spoken = overview.join('\n').replace(/[(（〔[【]\s*20[012]\d\s*[)）〕\]】]/g, '')
  for (const match of spoken.matchAll(yearWords)) vote(Number(match[1]), 0.5)
  const best = [...votes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]
  return best?.[0] ?? null
}

const organ =
  /^(.*?(?:人民政府|管理委员会|管委会|委员会|街道办事处|办事处|税务局|管理局|总局|局|厅|院|部|署|海关|中心|政府))/
const notAnOrgan = /^(?:我|本|该|如|请|有关|相关|各)/

/** The organ in the words after 请与: the office that answers the telephone is left out, the body it serves is named. */
function trimOrgan(text: string): string | null {
  const name = text.replace(/^[与向同和由:：，,]+/, '').replace(/(?:联系|咨询|反映).*$/, '')
  const served = /^(.+?人民政府)办公[厅室]/.exec(name)
  const found = (served ?? organ.exec(name))?.[1] ?? null
  return found && found.length >= 3 && found.length <= 40 && !notAnOrgan.test(found) ? found : null
}

/** The body that reports: from whom the public is to ask, who compiled it, or whom the title names. */
export function agencyOf(title: string | null, texts: readonly string[]): string | null {
  const named = title
    ?.replace(/\s/g, '')
    .replace(/20[012]\d\s*年?度?/g, '')
    .replace(/(?:关于|发布|公布)/g, '')
    .replace(/(?:的)?(?:政府信息公开|政务公开|信息公开).*$/, '')
    .replace(/^[年度的]+|[年度的]+$/g, '')
  const isOrgan = named && /(?:政府|委员会|管委会|局|厅|办|办公室|处|院|部|署|中心|乡|镇|街道)$/.test(named)
  for (const text of texts) {
    const asked = /请(?:与|向|同|联系|致电)([^。;；,，(（]{3,40}?)(?:联系|咨询|反映|[(（,，。])/.exec(text)
    const organName = asked && trimOrgan(asked[1] as string)
    if (organName && !(isOrgan && named.length >= organName.length && named.includes(organName))) {
      if (isOrgan && organName.includes(named)) return organName
      if (!isOrgan) return organName
    }
  }
  if (isOrgan) return named
  for (const text of texts) {
    const by = /由([^。;；,，]{3,40}?)(?:编制|汇总)/.exec(text)
    const organName = by && trimOrgan(by[1] as string)
    if (organName) return organName
  }
  if (named && named.length >= 2) return named
  return named || mostNamed(texts)
}

const bodyName =
  /(?:[\u4e00-\u9fff]{2,8}?[省市州县区])*[\u4e00-\u9fff]{1,12}?(?:人民政府|管委会|街道办事处|局|厅|乡|镇)(?![\u4e00-\u9fff]{0,2}(?:长|站))/g
const leadIn = /^.*(?:年|在|与|和|由|的|关于|发|按照|根据|我|本|全|为)(?=[\u4e00-\u9fff]{2})/

/** Last resort: the body that the prose names most; a name with its place counts more than one without. */
function mostNamed(texts: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const match of texts.join('\n').matchAll(bodyName)) {
    const name = match[0].replace(leadIn, '')
    if (name.length < 3 || name.length > 20) continue
    const placed = /^[\u4e00-\u9fff]{2,}[省市州县区]/.test(name) || /[乡镇]$/.test(name)
    counts.set(name, (counts.get(name) ?? 0) + (placed ? 3 : 1))
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** Address, postcode, telephone and the like, as the preamble gives them. */
export function contactOf(texts: readonly string[]): Contact {
  const text = texts.join('\n')
  const pick = (pattern: RegExp) => pattern.exec(text)?.[1]?.trim()
  const entries = {
    address: pick(/(?:地址|地点)\s*(?:[:：]|为|是)\s*([^,，;；。)）\n]{4,60})/),
    postcode: pick(/(?:邮编|邮政编码)[:：]?\s*(\d{6})/),
    telephone: pick(/(?:电话|联系方式|咨询电话)[:：]?\s*((?:\(?\d{3,4}\)?[-\s—－]?)?\d{7,8}(?:-\d{1,4})?|\d{11})/),
    fax: pick(/传真[:：]?\s*((?:\d{3,4}[-\s]?)?\d{7,8})/),
    email: pick(/(?:邮箱|电子邮件|e-?mail)[:：]?\s*([\w.-]+@[\w.-]+)/i),
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value)) as Contact
}
