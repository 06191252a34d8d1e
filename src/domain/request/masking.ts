/** Family names of two characters. */
const doubleNames =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐)/

/** A person's name as 王** or 欧阳**: the family name stays. Of a name of one character nothing stays. */
export function maskName(name: string): string {
  const signs = [...name.normalize('NFKC').trim()]
  if (signs.length < 2) return '*'
  const family = doubleNames.exec(signs.join(''))?.[0] ?? (signs[0] as string)
  return `${signs.length > 2 || family.length === 1 ? family : signs[0]}**`
}

/** Stars for what is hidden, one a sign, and never so few that one could guess. */
const stars = (count: number) => '*'.repeat(Math.max(count, 3))

/** The signs between a beginning and an end hidden; what is too short for that is hidden whole. */
function hideMiddle(text: string, first: number, last: number): string {
  const signs = [...text.normalize('NFKC').replace(/\s/g, '')]
  const hidden = signs.length - first - last
  if (hidden < 3) return signs.length === 0 ? '' : stars(0)
  return `${signs.slice(0, first).join('')}${stars(hidden)}${signs.slice(signs.length - last).join('')}`
}

/** An identity number as 5201**********1234; shorter ones, as of passports, keep one sign before and two after. */
export function maskIdentityNumber(number: string): string {
  return [...number.replace(/\s/g, '')].length >= 14 ? hideMiddle(number, 4, 4) : hideMiddle(number, 1, 2)
}

/** A mobile number as 138****5678, also where it begins with +86; another one keeps its last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/[\s-]/g, '')
  const mobile = /^(?:\+?86)?(1\d{10})$/.exec(digits)?.[1]
  return mobile === undefined ? hideMiddle(digits, 0, 2) : hideMiddle(mobile, 3, 4)
}

/** An e-mail address as z***@example.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (email === '') return ''
  if (at < 1) return stars(0)
  const [first = ''] = email
  return `${at > 1 ? first : ''}***${email.slice(at)}`
}

const level = (ends: string) => `(?:[^\\d\\s路街号村组栋弄巷楼]{1,14}?(?:${ends}))?`
/** Province, city and district; 小区 and 社区 are none. */
const divisions = new RegExp(
  `^${level('省|自治区|特别行政区')}${level('市|自治州|地区|盟')}${level('(?<![小社园校])区|县|旗|市')}`,
)

/** An address down to its district, as 示例省示例市云汐区***. */
export function maskAddress(address: string): string {
  const text = address.normalize('NFKC').trim()
  const kept = divisions.exec(text)?.[0] ?? ''
  return kept.length === text.length ? kept : `${kept}***`
}
