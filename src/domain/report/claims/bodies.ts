import type { Reading } from '../reading.ts'

const BODY =
  /(?:局|委员会|委|办公室|办公厅|办|厅|镇|乡|街道|中心|公司|队|所|学校|医院|处|政府|部门|部|区|县|市)(?:机关|系统|单位)?$/

/** What may stand between the subject and its verb. */
const ADVERBS =
  /(?:共|总|合计|累计|已|新|依法|先后|年内|期间|及时|认真|全部|均|向社会|依申请公开窗口|代表[市县区省本级人民政府]{1,8})+$/

const LEADING =
  /^(?:其中|另外|此外|同时|截至|截止|目前|报告期内|一年来|以来|至今|20\d\d年度?|年度|年|底|末|全年|本年度?|今年|当年|年内|，|[一二三四五六]是|由|在|[\d月日至—-])+/

/**
 * Whether the subject is the government by its common name (区政府). In the report of a whole region that may be the
 * government alone, or all its bodies.
 */
export function mayBePartOfRegion(words: string, reading: Reading): boolean {
  if (!/政府$/.test(reading.agency ?? '')) return false
  const subject = words.slice(-REACH).replace(ADVERBS, '')
  return /政府$/.test(words.replace(/[共已新]+$/, '')) && !/我|本|全|各级|[^、]代表/.test(subject)
}

/** The last characters of the words above: a quick look before the slow one. */
const LAST_OF_BODIES = new Set('局会委室厅办镇乡道心司队所校院处府门部区县市关统位')
const LAST_OF_ADVERBS = new Set('共总计已新法后内间时真部均会口市区县省本级人民政府')

/** Longest subject looked at, in characters. */
const REACH = 28

/**
 * Whether the words before a verb name another body than the one that reports: 区教育局 in the report of a district.
 * Short forms (经信局 for 经济和信息化局) are the same body.
 */
export function namesAnotherBody(words: string, reading: Reading): boolean {
  const near = words.slice(-REACH)
  const subject = LAST_OF_ADVERBS.has(near.at(-1) ?? '') ? near.replace(ADVERBS, '') : near
  if (!LAST_OF_BODIES.has(subject.at(-1) ?? '') || !BODY.test(subject)) return false
  const body = (/[\u4e00-\u9fff]+$/.exec(subject.replace(LEADING, ''))?.[0] ?? '').replace(/(?:机关|系统|单位)$/, '')
  if (!body || /我|本|全[市县区省州盟旗镇乡局系]|辖区|^(?:区|县|市|该)$/.test(body)) return false
  const own = reading.agency ?? reading.title ?? ''
  for (let from = 0; body.length - from >= Math.min(3, body.length); from += 1) {
    if (isShortFor(body.slice(from), own)) return false
  }
  return true
}

function isShortFor(short: string, long: string): boolean {
  let at = 0
  for (const sign of short) {
    at = long.indexOf(sign, at) + 1
    if (at === 0) return false
  }
  return true
}
